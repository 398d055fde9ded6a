"""The contents of the list: a category, a front page or search results, with order and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reader.library.events import PostsFound
from reader.library.listing import (
    Section,
    Sort,
    category_sections,
    found_sections,
    front_sections,
)
from reader.posts.catalogue import Category, CategoryKind
from reader.posts.post import Post
from reader.tui.controllers.last_session import LastSession
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.search import SearchController
from reader.tui.notices import narrowed_notice, nothing_found_notice

if TYPE_CHECKING:
    from reader.posts.search.hits import Hit


class CategoryView(Protocol):
    """What the controller needs of the sidebar."""

    @property
    def selected(self) -> Category | None:
        """The category under the cursor."""

    def select_silently(self, category: Category) -> None:
        """Move to a category without posting a message."""


class PostView(Protocol):
    """What the controller needs of the list."""

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""

    @property
    def posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""

    def show(
        self,
        title: str,
        sections: Sequence[Section],
        *,
        is_new: bool,
        hits: Mapping[str, Hit] = ...,
    ) -> None:
        """List posts."""

    def show_notice(self, *lines: str) -> None:
        """Show a notice where there is no post."""

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post; return whether it is listed."""

    def next_post(self, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first post after the cursor, in a direction, that matches."""


@dataclass(frozen=True, slots=True)
class NextPost:
    """The post that the end of an article leads to, and the heading over it."""

    heading: str = ""
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class ListShown:
    """The list was shown again."""

    lead: Post | None
    """The lead story of a front page."""


class ListController:
    """Decides which posts are listed.

    Args:
        library: The posts to list from.
        sidebar: The selected category.
        post_list: Shows the posts.
        marks: Which posts are read and starred.
        search: Its results replace the category while there are any.
        is_new: Whether a post appeared since the last session.
        on_shown: Called whenever the list is shown again.
        wants_front_page: Whether the settings ask for a front page.
    """

    def __init__(
        self,
        library: LibraryController,
        sidebar: CategoryView,
        post_list: PostView,
        marks: ReadMarks,
        search: SearchController,
        is_new: Callable[[Post], bool],
        on_shown: Callable[[ListShown], object],
        *,
        wants_front_page: bool,
    ) -> None:
        self.sort = Sort.NEWEST
        self.only_unread = False
        self.only_starred = False
        self.has_room_for_front_page = False
        self._library = library
        self._sidebar = sidebar
        self._post_list = post_list
        self._marks = marks
        self._search = search
        self._is_new = is_new
        self._wants_front_page = wants_front_page
        self._has_left_front_page = False
        self._shows_front_page = False
        self._on_shown = on_shown

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {
            "sort": self.show_next_order,
            "only_unread": self.toggle_unread,
            "only_starred": self.toggle_starred,
        }

    @property
    def shows_results(self) -> bool:
        """Whether the list shows what a search found."""
        return self._search.results is not None

    # Front page.

    @property
    def shows_everything(self) -> bool:
        """Whether the list is of all posts: of no single category, not filtered, and no search."""
        category = self._sidebar.selected
        is_all = category is None or category.kind is CategoryKind.ALL
        is_filtered = self._search.results is not None or self.only_unread or self.only_starred
        return is_all and not is_filtered

    @property
    def is_front_page(self) -> bool:
        """Whether the list is a front page."""
        return (
            self._wants_front_page
            and self.has_room_for_front_page
            and self.shows_everything
            and not self._has_left_front_page
            and self.sort is Sort.NEWEST
        )

    def toggle_front_page(self) -> None:
        """Choose the front page, or the plain list if the front page is shown; drop filters."""
        self._wants_front_page = not self.is_front_page
        self.only_unread = self.only_starred = False

    @property
    def category_count(self) -> int:
        """Number of categories to choose from; 0 before the folders are loaded."""
        catalogue = self._library.catalogue
        return len(catalogue.all_categories) if len(catalogue) else 0

    # Showing.

    def refresh(self, *, is_new: bool) -> None:
        """Show the posts that belong in the list now.

        Args:
            is_new: Start at the top; otherwise the cursor stays on its post.
        """
        if is_new:
            self._has_left_front_page = False
            self._marks.forget_just_read()
        lead = self._show(is_new=is_new)
        self._shows_front_page = self.is_front_page
        self._on_shown(ListShown(lead))

    def follow_front_page(self) -> None:
        """Refresh the list if it has to become a front page, or stop being one."""
        if self.is_front_page is not self._shows_front_page:
            self.refresh(is_new=False)

    def _show(self, *, is_new: bool) -> Post | None:
        """Show the list; return the lead story of a front page."""
        category = self._sidebar.selected
        if self._search.results is not None:
            self._show_found(self._search.results, is_new=is_new)
        elif category is not None and self.is_front_page:
            sections = front_sections(self._library.catalogue, self._is_new)
            self._post_list.show("Front page", sections, is_new=is_new)
            return next(iter(sections[0].posts), None)
        elif category is not None:
            self._show_category(category, is_new=is_new)
        return None

    def _show_found(self, results: PostsFound, *, is_new: bool) -> None:
        if not results.posts:
            self._post_list.show_notice(*nothing_found_notice(results, self._library.catalogue))
        sections = found_sections(results, is_newest_first=self._search.is_newest_first)
        self._post_list.show(results.text, sections, is_new=is_new, hits=self._search.hits)

    def _show_category(self, category: Category, *, is_new: bool) -> None:
        is_filtered = self.only_unread or self.only_starred
        sections = category_sections(
            self._library.catalogue,
            category,
            self.sort,
            self._passes_filters if is_filtered else None,
            self._is_new,
            self._marks.counts_as_unread,
        )
        if is_filtered:
            notice = narrowed_notice(category.name, only_starred=self.only_starred)
            self._post_list.show_notice(*notice)
        filters = [("unread", self.only_unread), ("starred", self.only_starred)]
        names = [category.name, *(name for name, is_on in filters if is_on)]
        self._post_list.show(" · ".join(names), sections, is_new=is_new)

    def _passes_filters(self, post: Post) -> bool:
        if self.only_starred and not self._marks.is_starred(post):
            return False
        return not self.only_unread or self._marks.counts_as_unread(post)

    # Changing what is shown.

    def show_next_order(self) -> None:
        """Show the posts in the next order; search results have two orders."""
        if self._search.results is not None:
            self._search.toggle_order()
        else:
            self.sort = self.sort.next
            self._marks.forget_just_read()
            self.refresh(is_new=False)

    def toggle_unread(self) -> None:
        """Show only unread posts, or all."""
        self.only_unread = not self.only_unread
        self.refresh(is_new=True)

    def toggle_starred(self) -> None:
        """Show only starred posts, or all."""
        self.only_starred = not self.only_starred
        self.refresh(is_new=True)

    def highlight(self, post: Post) -> None:
        """Move the cursor to a post; list all posts if the list does not contain it."""
        if self._post_list.highlight(post):
            return
        if self.is_front_page:
            self._has_left_front_page = True
            self.refresh(is_new=False)
        if not self._post_list.highlight(post):
            self._sidebar.select_silently(self._library.catalogue.all_categories[0])
            self.refresh(is_new=True)
            self._post_list.highlight(post)

    def restore(self, session: LastSession) -> Post | None:
        """Show the list of an earlier session; return its post if it still exists."""
        self._sidebar.select_silently(session.selected_category)
        self.refresh(is_new=True)
        post = self._library.catalogue.get_by_path(session.path)
        return post if post is not None and self._post_list.highlight(post) else None

    # The next post.

    def following_post(self) -> Post | None:
        """Return the next post of the list: the next unread one, if there is one.

        In search results, it is the next post, whether it is read or not.
        """
        next_post = self._post_list.next_post
        unread = None if self._search.results else next_post(1, self._marks.is_unread)
        return unread or next_post(1, lambda _: True)

    def next_post_of(self, post: Post) -> NextPost:
        """Return the post to offer at the end of an article; none if the post is not listed."""
        category = self._sidebar.selected
        if category is None or self._post_list.highlighted != post:
            return NextPost()
        heading = "Next found" if self._search.results else f"Next in {category.name}"
        return NextPost(heading, self.following_post())

    def unread_post(self, step: int) -> Post | None:
        """Return the next unread post in a direction, else the newest unread one of all."""
        post = self._post_list.next_post(step, self._marks.is_unread)
        return post or next(filter(self._marks.is_unread, self._library.catalogue.posts), None)
