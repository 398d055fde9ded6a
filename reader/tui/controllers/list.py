"""The contents of the list: a selection, a front page or search results, with order and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.library.events import PostsFound
from reader.library.front.page import FrontTests, front_sections
from reader.library.listing import (
    Section,
    Sort,
    continue_section,
    found_sections,
    later_sections,
    post_sections,
)
from reader.posts.catalogue import Preview
from reader.posts.facets import ALL, LATER, Facet, FacetValue
from reader.posts.post import Post
from reader.posts.selection import Selection
from reader.tui.controllers.last_session import LastSession, SessionKeeper
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.marks.reading_queue import NAME, ReadingQueue, finds_later
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.search import SearchController
from reader.tui.controllers.translations import ChosenTranslations
from reader.tui.controllers.visits import Visits
from reader.tui.notices import (
    LATER_NOTICE,
    narrowed_notice,
    nothing_found_notice,
    nothing_selected_notice,
)
from reader.tui.panes import MIN_FRONT_COLUMNS, suits_front_page

if TYPE_CHECKING:
    from reader.posts.search.hits import Hit


class Selecting(Protocol):
    """What the controller needs of the sidebar's controller."""

    chips: Selection

    @property
    def selection(self) -> Selection:
        """What the listed posts have in common."""

    @property
    def preview(self) -> FacetValue | None:
        """The selected value that is no chip."""

    @property
    def search_text(self) -> str:
        """The query of the selection if it has to be searched for; empty if it has not."""

    def posts(self) -> Sequence[Post]:
        """Return the selected posts, newest first."""

    def select_silently(self) -> None:
        """Select all posts; the caller shows them."""

    def restore(self, session: LastSession) -> None:
        """Select what was selected in an earlier session; the caller shows the posts."""


class PostView(Protocol):
    """What the controller needs of the list."""

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""

    @property
    def offers_to_continue(self) -> bool:
        """Whether the row under the cursor offers to continue an article."""

    @property
    def posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""

    def show(
        self,
        title: str,
        sections: Sequence[Section],
        *,
        is_new: bool,
        is_by_date: bool = False,
        hits: Mapping[str, Hit] = ...,
        chips: Sequence[str] = ...,
    ) -> None:
        """List posts."""

    def prepare(self, sections: Sequence[Section], hits: Mapping[str, Hit] = ...) -> None:
        """Lay out posts that are going to be listed."""

    def show_notice(self, *lines: str) -> None:
        """Show a notice where there is no post."""

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post; return whether it is listed."""

    def next_post(self, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first post after the cursor, in a direction, that matches."""


class NextPost(NamedTuple):
    """The post that the end of an article leads to, and the heading over it."""

    heading: str = ""
    post: Post | None = None


class ListShown(NamedTuple):
    """The list was shown again."""

    pictured: Sequence[Post] = ()
    """The posts of a front page that have a picture, the lead story first."""
    is_new: bool = False
    """Whether it was shown from its top, and not refreshed."""


class _Contents(NamedTuple):
    """What the list is to show."""

    title: str
    sections: Sequence[Section]
    notice: Sequence[str] = ()
    """What is shown if there are no posts; empty for what was shown last."""
    is_by_date: bool = False
    hits: Mapping[str, Hit] = MappingProxyType({})
    chips: Sequence[str] = ()
    pictured: Sequence[Post] = ()
    """The posts of a front page that have a picture, the lead story first."""


class FrontImages(Protocol):
    """What the controller needs of the pictures of a front page."""

    @property
    def visible(self) -> bool:
        """Whether pictures are shown at all."""

    def has_picture(self, post: Post) -> bool:
        """Return whether the picture of a post can be loaded without fetching it."""


class ListSources(NamedTuple):
    """What the contents of the list come from, besides the selection."""

    library: LibraryController
    """The posts to list from."""
    marks: ReadMarks
    """Which posts are read and starred."""
    search: SearchController
    """Its results replace the selection while there are any."""
    queue: ReadingQueue
    """The reading queue, which has its own order."""
    visits: Visits
    """Which posts are new."""
    sessions: SessionKeeper
    """Which article the list offers to continue."""
    pictures: FrontImages
    """Which posts have a picture."""


class ListController:
    """Decides which posts are listed.

    Args:
        sources: What the list consists of.
        sidebar: What is selected.
        post_list: Shows the posts.
        on_shown: Called whenever the list is shown again.
        today: Returns the current day.
        notify: Shows a message.
        wants_front_page: Whether the settings ask for a front page.
    """

    def __init__(
        self,
        sources: ListSources,
        sidebar: Selecting,
        post_list: PostView,
        on_shown: Callable[[ListShown], object],
        today: Callable[[], date],
        notify: Callable[[str], object],
        *,
        wants_front_page: bool,
    ) -> None:
        self.sort = Sort.NEWEST
        self.only_unread = False
        self.only_starred = False
        self._library = sources.library
        self._sidebar = sidebar
        self._post_list = post_list
        self._marks = sources.marks
        self._search = sources.search
        self._queue = sources.queue
        self._visits = sources.visits
        self._sessions = sources.sessions
        self._pictures = sources.pictures
        self._today = today
        self._notify = notify
        self._wants_front_page = wants_front_page
        self._chosen_front_page: bool | None = None
        """Whether the person has chosen the front page, or the plain list; None for neither."""
        self._has_room = False
        self._suits_front_page = False
        self._has_left_front_page = False
        self._shows_front_page = False
        self._prepared: _Contents | None = None
        """What is to be shown, until the list is shown again."""
        self._on_shown = on_shown
        self._translations = ChosenTranslations(sources.library)

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

    @property
    def shows_selected_search(self) -> bool:
        """Whether the results are those of a saved search that is selected in the sidebar."""
        results = self._search.results
        return results is not None and results.text == self._sidebar.search_text

    @property
    def shows_later(self) -> bool:
        """Whether the list shows the reading queue."""
        if self._search.results is not None:
            return finds_later(self._search.results.query)
        return self._sidebar.selection == Selection((LATER,))

    # Front page.

    def fit(self, columns: int, rows: int) -> None:
        """Prepare for a terminal of a size."""
        self._has_room = columns >= MIN_FRONT_COLUMNS
        self._suits_front_page = suits_front_page(columns, rows)

    @property
    def has_room_for_front_page(self) -> bool:
        """Whether the terminal is wide enough for a front page."""
        return self._has_room

    @property
    def has_chips(self) -> bool:
        """Whether there are filters above the list."""
        return bool(self._sidebar.chips)

    @property
    def shows_everything(self) -> bool:
        """Whether the list is of all posts: nothing is selected, filtered or searched for."""
        is_filtered = self._search.results is not None or self.only_unread or self.only_starred
        return not self._sidebar.selection and not is_filtered

    @property
    def is_front_page(self) -> bool:
        """Whether the list is a front page."""
        is_wanted = self._chosen_front_page
        if is_wanted is None:
            is_wanted = self._wants_front_page and self._suits_front_page
        return (
            is_wanted
            and self._has_room
            and self.shows_everything
            and not self._has_left_front_page
            and self.sort is Sort.NEWEST
        )

    def find_off_page(self, path: str) -> Post | None:
        """Return a post that the front page has no place for at the moment; None in a list.

        A front page shows some of the posts, and others while it is loading.
        """
        return self._library.catalogue.get_by_path(path) if self.is_front_page else None

    def toggle_front_page(self) -> None:
        """Choose the front page, or the plain list if the front page is shown; drop filters."""
        self._chosen_front_page = not self.is_front_page
        self.only_unread = self.only_starred = False

    def use_front_page(self, is_wanted: bool) -> None:
        """Show all posts as a front page where there is room, or as a plain list."""
        self._wants_front_page = is_wanted
        self._chosen_front_page = None
        self.refresh(is_new=True)

    # Showing.

    def refresh(self, *, is_new: bool) -> None:
        """Show the posts that belong in the list now.

        Args:
            is_new: Start at the top; otherwise the cursor stays on its post.
        """
        if is_new:
            self._has_left_front_page = False
            self._marks.forget_just_read()
        self._show(self._contents(is_new=is_new), is_new=is_new)

    def prepare(self) -> None:
        """Decide what `show_prepared` is going to show.

        With thousands of posts, deciding, laying out and showing take so long together that keys
        have to be answered in between.
        """
        self._prepared = self._contents(is_new=False)

    def lay_out_prepared(self) -> None:
        """Lay out what was prepared, unless the list was shown again since then."""
        if self._prepared is not None:
            self._post_list.prepare(self._prepared.sections, self._prepared.hits)

    def show_prepared(self) -> None:
        """Refresh the list as `prepare` decided, unless the list was shown again since then."""
        self._show(self._prepared or self._contents(is_new=False), is_new=False)

    def follow_front_page(self) -> None:
        """Refresh the list if it has to become a front page, or stop being one."""
        if self.is_front_page is not self._shows_front_page:
            self.refresh(is_new=False)

    def _show(self, contents: _Contents, *, is_new: bool) -> None:
        self._prepared = None
        if contents.notice:
            self._post_list.show_notice(*contents.notice)
        self._post_list.show(
            contents.title,
            contents.sections,
            is_new=is_new,
            is_by_date=contents.is_by_date,
            hits=contents.hits,
            chips=contents.chips,
        )
        self._shows_front_page = self.is_front_page
        self._on_shown(ListShown(contents.pictured, is_new))

    def _contents(self, *, is_new: bool) -> _Contents:
        """Return what belongs in the list now."""
        if self.shows_later:
            return self._later(is_new=is_new)
        if self._search.results is not None:
            return self._found(self._search.results)
        return self._front_page() if self.is_front_page else self._selected()

    def _front_page(self) -> _Contents:
        catalogue, pictures = self._library.catalogue, self._pictures
        tests = FrontTests(
            self._visits.new,
            self._marks.counts_as_unread,
            self._has_picture,
            self._visits.new_heading,
        )
        sections = self._translations.apply(
            front_sections(catalogue, tests, self._today(), shows_pictures=pictures.visible)
        )
        pictured = [
            post for section in sections for post in section.posts if post.path in section.pictured
        ]
        return _Contents("Front page", [*self._offer, *sections], pictured=pictured)

    def _has_picture(self, post: Post) -> bool:
        catalogue = self._library.catalogue
        if isinstance(catalogue, Preview):  # the first paint does not look for files
            return post.path in catalogue.pictured
        return self._pictures.has_picture(post)

    def _later(self, *, is_new: bool) -> _Contents:
        posts = self._queue.list_posts(is_new=is_new)
        later = later_sections(posts, len(self._queue.posts))
        sections = self._translations.apply(later, self._found_by)
        is_chip = self._search.results is None and LATER in self._sidebar.chips
        name = self._queue.title
        return _Contents(
            name.removeprefix(NAME).removeprefix(" · ") if is_chip else name,
            sections,
            LATER_NOTICE,
            chips=[NAME] if is_chip else (),
        )

    def _found(self, results: PostsFound) -> _Contents:
        catalogue = self._library.catalogue
        found = found_sections(results, is_newest_first=self._search.is_newest_first)
        names: list[str] = [results.text]
        chips: Sequence[str] = ()
        if self.shows_selected_search:  # it has a name
            names, chips = self._selected_names()
        return _Contents(
            " · ".join(names),
            self._translations.apply(found, self._found_by),
            () if results.posts else nothing_found_notice(results, catalogue),
            is_by_date=self.is_by_date,
            hits=self._search.hits,
            chips=chips,
        )

    def _selected(self) -> _Contents:
        is_filtered = self.only_unread or self.only_starred
        selection = self._sidebar.selection
        posts = self._sidebar.posts()
        sections = post_sections(
            self._library.catalogue,
            posts,
            self.sort,
            self._passes_filters if is_filtered else None,
            self._visits.new,
            self._marks.counts_as_unread,
            self._visits.new_heading,
        )
        offer = () if selection or is_filtered else self._offer
        notice: Sequence[str] = ()
        if not posts and selection:
            notice = nothing_selected_notice(selection)
        elif is_filtered:
            notice = narrowed_notice(selection.title, only_starred=self.only_starred)
        names, chips = self._selected_names()
        filters = [("unread", self.only_unread), ("starred", self.only_starred)]
        names += [name for name, is_on in filters if is_on]
        return _Contents(
            " · ".join(names),
            [*offer, *self._translations.apply(sections, self._found_by)],
            notice,
            is_by_date=self.is_by_date,
            chips=chips,
        )

    def _selected_names(self) -> tuple[list[str], Sequence[str]]:
        """Return the name of the selected value that is no chip, if any, and those of the chips."""
        selection, preview = self._sidebar.selection, self._sidebar.preview
        chips = [chip.description for chip in self._sidebar.chips.values if chip in selection]
        return [preview.description] if preview else [] if chips else [ALL.name], chips

    @property
    def _found_by(self) -> str:
        """The search whose results are listed, or that a selected language stands for; empty for
        none."""
        if self._search.results is not None:
            return self._search.results.text
        selection = self._sidebar.selection
        has_language = any(value.facet is Facet.LANGUAGE for value in selection.values)
        return selection.query if has_language else ""

    @property
    def _offer(self) -> Sequence[Section]:
        """The row that offers to continue an article, above all other posts, if there is one."""
        post = self._sessions.article_to_continue(self._library.catalogue)
        return () if post is None else (continue_section(post),)

    def take_offer(self) -> LastSession | None:
        """Return the session whose article is to be continued, if the cursor is on its row."""
        return self._sessions.take_offer() if self._post_list.offers_to_continue else None

    def _passes_filters(self, post: Post) -> bool:
        if self.only_starred and not self._marks.is_starred(post):
            return False
        return not self.only_unread or self._marks.counts_as_unread(post)

    # Order by date.

    @property
    def is_by_date(self) -> bool:
        """Whether the list is ordered by date."""
        if self.shows_later:
            return False
        if self._search.results is not None:
            return self._search.is_newest_first
        return not (self.is_front_page or self.sort is Sort.TITLE)

    def order_by_date(self) -> bool:
        """Show the same posts by date. Posts that were found may follow a moment later.

        Returns:
            False for Later, which keeps the order that the person gave it.
        """
        if self.shows_later:
            return False
        if self._search.results is not None:
            self._search.toggle_order()
            return True
        if self.is_front_page:
            self._has_left_front_page = True
        else:
            self.sort = Sort.NEWEST
        self.refresh(is_new=False)
        return True

    # Changing what is shown.

    def show_next_order(self) -> None:
        """Show the posts in the next order; search results have two orders."""
        if self.shows_later:
            self._notify(f"{NAME} has an order of its own. Shift+↑ and Shift+↓ move a post.")
        elif self._search.results is not None:
            self._search.toggle_order()
        else:
            self.sort = self.sort.next
            self._marks.forget_just_read()
            self.refresh(is_new=False)

    def toggle_unread(self) -> None:
        """Show only unread posts, or all."""
        if self._can_narrow("unread"):
            self.only_unread = not self.only_unread
            self.refresh(is_new=True)

    def toggle_starred(self) -> None:
        """Show only starred posts, or all."""
        if self._can_narrow("starred"):
            self.only_starred = not self.only_starred
            self.refresh(is_new=True)

    def _can_narrow(self, state: str) -> bool:
        """Whether the list can show only the posts in a state; if not, say what can be done."""
        if self.shows_later or self.shows_results:
            self._notify(f"This list has no filters. Press / and add is:{state} to a search.")
            return False
        return True

    def highlight(self, post: Post) -> None:
        """Move the cursor to a post; list all posts if the list does not contain it.

        The row shows the post in its own language from now on.
        """
        if self._highlight_listed(post):
            return
        if self.is_front_page:
            self._has_left_front_page = True
            self.refresh(is_new=False)
        if not self._highlight_listed(post):
            self._sidebar.select_silently()
            self.refresh(is_new=True)
            self._post_list.highlight(post)

    def _highlight_listed(self, post: Post) -> bool:
        """Move the cursor to the row of a post or its translation; return whether there is one."""
        if self._post_list.highlight(post):
            return True
        if not self._translations.choose(post, self._found_by):
            return False
        self.refresh(is_new=False)
        return self._post_list.highlight(post)

    def restore(self, session: LastSession) -> None:
        """Show the list of an earlier session, with the cursor on its post if that still exists.

        The post is shown in the language that is preferred now.
        """
        self._sidebar.restore(session)
        self.refresh(is_new=True)
        post = self._library.catalogue.get_by_path(session.path)
        if post is not None:
            post = self._library.catalogue.translations_of(post)[0]
            # At the top, nobody has moved the cursor: posts that arrive appear above.
            if post != self._post_list.highlighted:
                self._post_list.highlight(post)

    # The posts listed.

    @property
    def listed_posts(self) -> Sequence[Post]:
        """The posts listed, from top to bottom."""
        return self._post_list.posts

    @property
    def all_posts(self) -> Sequence[Post]:
        """The posts that the list is about. A front page shows only some of them."""
        return self._library.catalogue.posts if self.is_front_page else self._post_list.posts

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
        if self._post_list.highlighted != post:
            return NextPost()
        if self.shows_later:
            heading = f"Next in {NAME}"
        else:
            title = self._sidebar.selection.title
            heading = "Next found" if self._search.results else f"Next in {title}"
        return NextPost(heading, self.following_post())

    def unread_post(self, step: int) -> Post | None:
        """Return the next unread post in a direction, else the newest unread one of all."""
        post = self._post_list.next_post(step, self._marks.is_unread)
        return post or next(filter(self._marks.is_unread, self._library.catalogue.posts), None)
