"""What is done within an article: finding, jumping to headings, following links and coming back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import on
from textual.getters import query_one
from textual.timer import Timer

from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.tui import post_actions
from reader.tui.controllers.panes import Pane
from reader.tui.jobs import start_learning_connections
from reader.tui.messages import ConnectionsKnown, FindClosed, FindTyped, LinkClicked
from reader.tui.notices import notify
from reader.tui.screens.marking_screen import MarkingScreen
from reader.tui.widgets.find_box import FindBox

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.positions import ScrollPosition
    from reader.store.links import PostLinks

_MOST_RELATED = 3
_REST = 0.8
"""Seconds that an article is on show before it is learned where it leads: who goes through a list
need not know."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """Where the reader was when a link was followed."""

    path: str
    place: ScrollPosition


class ArticleScreen(MarkingScreen):
    """Knows where in the article the reader wants to be, and where they came from."""

    find_box = query_one(FindBox)

    _connections: ConnectionsKnown | None = None
    """Of the article that was last stayed with."""
    _resting: Timer | None = None
    _fragment = ""
    """The part of the article on its way that is to be gone to."""
    _return: _Visit | None = None
    """The place to come back to, while its article is on its way."""

    def on_mount(self) -> None:
        self._visits: list[_Visit] = []

    # ArticleSearch.

    @property
    def is_typing(self) -> bool:
        """Whether the reader is typing what to search for or to find."""
        return self.is_in_search_box or self.find_box.has_focus

    def action_search(self) -> None:
        if self.pane is Pane.ARTICLE and self.article.path is not None:
            self.article.begin_finding()
            self.find_box.begin()
        else:
            super().action_search()

    @on(FindTyped)
    def _find(self, message: FindTyped) -> None:
        self.article.find_text = message.text

    @on(FindClosed)
    def _leave_find_box(self, message: FindClosed) -> None:
        if not message.keep_results:
            self._end_finding(goes_back=True)
        self.enter(Pane.ARTICLE)

    def _end_finding(self, *, goes_back: bool) -> None:
        self.find_box.end()
        self.article.end_finding(go_back=goes_back)

    def action_go_out(self) -> None:
        if self.pane is Pane.ARTICLE and self.find_box.display:
            self._end_finding(goes_back=False)
        else:
            super().action_go_out()

    # The outline.

    def action_outline(self) -> None:
        from reader.tui.screens.outline import OutlineScreen  # late: most starts never ask for it

        headings = () if self.document is None else self.document.headings
        if not headings or self.article.path is None:
            notify(self.app, "This article has no headings.")
            return
        self.enter(Pane.ARTICLE)
        outline = OutlineScreen(headings, self.article.current_heading, self.article.right_margin)
        self.app.push_screen(outline, self._go_to_document_block)

    def _go_to_document_block(self, block: int | None) -> None:
        if block is not None:
            self.article.go_to_block(self.head_length + block)

    def action_front_matter(self) -> None:
        from reader.posts.loading.loader import (
            load_front_matter_text,
        )  # late, with the parsers behind it
        from reader.tui.screens.front_matter import FrontMatterScreen

        if (post := self.post_at_hand) is None:
            return
        try:
            head = load_front_matter_text(post.path)
        except PostError as error:
            notify(self.app, str(error), is_warning=True)
            return
        text = head or "This file has no front matter."
        self.app.push_screen(FrontMatterScreen(f"Front matter · {post.id}", text))

    # Following links.

    def action_follow(self) -> None:
        if Pane.ARTICLE not in self.panes_shown:
            notify(self.app, "No article is on show whose links could be followed.")
            return
        self.enter(Pane.ARTICLE)
        if not self.article.offer_links():
            notify(self.app, "There is no link in sight.")

    @cached_property
    def _post_links(self) -> PostLinks | None:
        """Finds who links to a post; None where no index tells."""
        from reader.posts.options import LoadOptions  # late: most starts end without a link
        from reader.store.links import PostLinks

        if self.index_path is None:
            return None
        return PostLinks(self.index_path, self.folders, LoadOptions())

    def learn_connections(self) -> None:
        """Learn what leads from the article on show to other posts, once it is stayed with."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._start_learning)

    def _start_learning(self) -> None:
        post = self.wanted
        if self.progress is not None:  # not all posts are there yet
            self.learn_connections()
        elif post is not None and post.path == self.article.path:
            start_learning_connections(
                self, post, self.catalogue, self._post_links, self.settings.site
            )

    @on(ConnectionsKnown)
    def _take_connections(self, message: ConnectionsKnown) -> None:
        if self.wanted is None or message.post.path != self.article.path:
            return
        is_new = self._connections_here is None
        self._connections = message
        self._mark_dead_links()
        if is_new:
            more = self._connections_of(message.post)
            self.article.extend(more)
            self.tail = [*self.tail, *more]

    @property
    def _connections_here(self) -> ConnectionsKnown | None:
        """What leads from the article on show to others, as far as it is known."""
        known = self._connections
        return known if known is not None and known.post.path == self.article.path else None

    def _mark_dead_links(self) -> None:
        if (known := self._connections_here) is not None:
            self.article.mark_dead_links(partial(known.links.is_dead, post=known.post))

    def _post_behind(self, target: str, here: Post) -> Post | None:
        """The post that a link of the article on show leads to."""
        from reader.posts.links.resolve import LinkResolver  # late: the first paint has no link

        known = self._connections_here
        if known is not None and known.links.covers(target, self.catalogue):
            return known.links.resolve(target, here)
        return LinkResolver(self.catalogue, [target], self.settings.site).resolve(target, here)

    @on(LinkClicked)
    def _follow_link(self, message: LinkClicked) -> None:
        from reader.posts.links.resolve import target_category, target_fragment  # late, as above

        here = self.wanted
        if category := self.catalogue.category(target_category(message.target) or ""):
            self._note_visit()
            self.open_category(category)
            return
        post = here and self._post_behind(message.target, here)
        if here is None or post is None:
            self._offer_outside(message.target, here)
            return
        self._note_visit()
        self._fragment = target_fragment(message.target)
        if post.path == here.path:
            self.enter(Pane.ARTICLE)
            self._go_to_fragment(is_whole=self.article.is_complete)
        else:
            self.open_post(post)

    def tail_of(self, post: Post) -> list[Block]:
        from reader.article.related import related_section  # late, as above

        category = self.sidebar.selected
        is_listed = self.post_list.highlighted == post and category is not None
        following = self.following_post if is_listed else None
        name = "Next found" if self.found else f"Next in {category.name}" if category else ""
        onward = related_section(name, [] if following is None else [following])
        return [*onward, *self._connections_of(post)]

    def _connections_of(self, post: Post) -> list[Block]:
        """What else a post leads to, as far as that is known."""
        from reader.article.related import related_section  # late, as above

        known = self._connections
        if known is None or known.post.path != post.path:
            return []
        related = [it for it in known.related if it != self.following_post][:_MOST_RELATED]
        return [
            *related_section("Related", related),
            *related_section("Linked from", known.linking),
        ]

    def _offer_outside(self, target: str, here: Post | None) -> None:
        """Show where a link leads, and open it if the reader still wants to."""
        from reader.text.urls import absolute_url  # late, as above
        from reader.tui.screens.link import LinkScreen

        target = absolute_url(target, here.link if here else None, self.settings.site)
        self.app.push_screen(LinkScreen(target), self._open_outside)

    def _open_outside(self, target: str | None) -> None:
        if target is not None:
            post_actions.open_web_link(self.app, target)

    def article_shown(self, *, is_whole: bool) -> None:
        if is_whole:
            self._return = None
        self._mark_dead_links()
        self.learn_connections()
        self._go_to_fragment(is_whole=is_whole)

    def _go_to_fragment(self, *, is_whole: bool) -> None:
        if not self._fragment or self.document is None:
            return
        block = self.document.find_anchor(self._fragment)
        if block is not None:
            self._go_to_document_block(block)
        elif is_whole:
            notify(self.app, f"There is no heading called “{self._fragment}” here.")
        if block is not None or is_whole:
            self._fragment = ""

    # Coming back.

    def _note_visit(self) -> None:
        place, path = self.article.position, self.article.path
        if place is not None and path is not None:
            self._visits.append(_Visit(path, place))

    def action_go_back(self) -> None:
        while self._visits:
            visit = self._visits.pop()
            post = self.catalogue.get_by_path(visit.path)
            if post is None:
                continue
            if self.article.path == visit.path:
                self.enter(Pane.ARTICLE)
                self.article.go_to_position(visit.place)
            else:
                self._return = visit
                self.open_post(post)
            return
        notify(self.app, "No link was followed that leads back.")

    def place_of(self, post: Post) -> ScrollPosition | None:
        if self._return is not None and self._return.path == post.path:
            return self._return.place
        return super().place_of(post)
