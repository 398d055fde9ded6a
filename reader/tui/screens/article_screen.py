"""What is done within an article: finding, jumping to headings, following links and coming back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.getters import query_one

from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.tui import post_actions
from reader.tui.loading import start_learning_links
from reader.tui.messages import FindLeft, FindTyped, LinkClicked, LinksKnown
from reader.tui.panes import Pane
from reader.tui.screens.marking_screen import MarkingScreen
from reader.tui.widgets.find_box import FindBox

if TYPE_CHECKING:
    from reader.article.blocks import Block
    from reader.article.local_links import LocalLinks
    from reader.article.places import Place
    from reader.posts.related import RelatedPosts

_MOST_RELATED = 3
_LONG = 2_000
"""Blocks of an article that is long."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """Where the reader was when a link was followed."""

    path: str
    place: Place


class ArticleScreen(MarkingScreen):
    """Knows where in the article the reader wants to be, and where they came from."""

    find_box = query_one(FindBox)

    _links: LocalLinks | None = None
    _related: RelatedPosts | None = None
    _fragment = ""
    """The part of the article on its way that is to be gone to."""
    _return: _Visit | None = None
    """The place to come back to, while its article is on its way."""

    def on_mount(self) -> None:
        self._visits: list[_Visit] = []

    # Finding.

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
        self.article.wanted = message.text

    @on(FindLeft)
    def _leave_find_box(self, message: FindLeft) -> None:
        if not message.keeps:
            self._end_finding(goes_back=True)
        self.enter(Pane.ARTICLE)

    def _end_finding(self, *, goes_back: bool) -> None:
        self.find_box.end()
        self.article.end_finding(goes_back=goes_back)

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
            post_actions.say(self.app, "This article has no headings.")
            return
        self.enter(Pane.ARTICLE)
        outline = OutlineScreen(headings, self.article.current_heading, self.article.right_margin)
        self.app.push_screen(outline, self._go_to_document_block)

    def _go_to_document_block(self, block: int | None) -> None:
        if block is not None:
            self.article.go_to_block(self.head_length + block)

    def action_front_matter(self) -> None:
        from reader.posts.loader import read_head  # late, with the parsers behind it
        from reader.tui.screens.front_matter import FrontMatterScreen

        if (post := self.post_at_hand) is None:
            return
        try:
            head = read_head(post.path)
        except PostError as error:
            post_actions.say(self.app, str(error), is_warning=True)
            return
        text = head or "This file has no front matter."
        self.app.push_screen(FrontMatterScreen(f"Front matter · {post.id}", text))

    # Following links.

    def action_follow(self) -> None:
        if Pane.ARTICLE in self.panes_shown:
            self.enter(Pane.ARTICLE)
            if not self.article.offer_links():
                post_actions.say(self.app, "There is no link in sight.")

    def learn_links(self) -> None:
        """Learn behind the reading what leads from post to post, before an article is opened."""
        if self._links is None:
            start_learning_links(self, self.catalogue)

    @on(LinksKnown)
    def _take_links(self, message: LinksKnown) -> None:
        if message.links.catalogue is self.catalogue:
            self._links, self._related = message.links, message.related
            self._mark_dead_links(message.links)
            # To lay a long one out anew would be felt; its end can do without what is related.
            if self.document is not None and len(self.document.blocks) < _LONG:
                self.show_article_again()

    def _mark_dead_links(self, links: LocalLinks) -> None:
        if (post := self.wanted) is not None and post.path == self.article.path:
            self.article.mark_dead_links(lambda target: links.is_dead(target, post))

    @property
    def _known_links(self) -> LocalLinks:
        """What the opened posts are called by links."""
        from reader.article.local_links import LocalLinks  # late: the first paint has no link

        if self._links is None or self._links.catalogue is not self.catalogue:
            self._links = LocalLinks(self.catalogue)
        return self._links

    @on(LinkClicked)
    def _follow_link(self, message: LinkClicked) -> None:
        from reader.article.local_links import fragment_of  # late, as above

        here = self.wanted
        post = here and self._known_links.post_of(message.target, here)
        if here is None or post is None:
            self._offer_outside(message.target)
            return
        self._note_visit()
        self._fragment = fragment_of(message.target)
        if post.path == here.path:
            self.enter(Pane.ARTICLE)
            self._go_to_fragment(is_whole=self.article.is_whole)
        else:
            self.open_post(post)

    def tail_of(self, post: Post) -> list[Block]:
        from reader.article.tail import tail_blocks  # late, as above

        category = self.sidebar.selected
        is_listed = self.post_list.highlighted == post and category is not None
        following = self.post_list.next_post(1, lambda _: True) if is_listed else None
        related = [] if self._related is None else self._related.of(post, _MOST_RELATED + 1)
        others = [it for it in related if it != following][:_MOST_RELATED]
        return tail_blocks(following, category.name if category else "", others)

    def _offer_outside(self, target: str) -> None:
        """Show where a link leads, and open it if the reader still wants to."""
        from reader.tui.screens.link import LinkScreen  # late, as above

        self.app.push_screen(LinkScreen(target), self._open_outside)

    def _open_outside(self, target: str | None) -> None:
        if target is not None:
            post_actions.open_web_link(self.app, target)

    def article_shown(self, *, is_whole: bool) -> None:
        if is_whole:
            self._return = None
        if self._links is not None and self._links.catalogue is self.catalogue:
            self._mark_dead_links(self._links)
        elif self.progress is None:
            start_learning_links(self, self.catalogue)
        self._go_to_fragment(is_whole=is_whole)

    def _go_to_fragment(self, *, is_whole: bool) -> None:
        if not self._fragment or self.document is None:
            return
        block = self.document.block_of(self._fragment)
        if block is not None:
            self._go_to_document_block(block)
        elif is_whole:
            post_actions.say(self.app, f"There is no heading called “{self._fragment}” here.")
        if block is not None or is_whole:
            self._fragment = ""

    # Coming back.

    def _note_visit(self) -> None:
        place, path = self.article.place, self.article.path
        if place is not None and path is not None:
            self._visits.append(_Visit(path, place))

    def action_go_back(self) -> None:
        while self._visits:
            visit = self._visits.pop()
            post = self.catalogue.with_path(visit.path)
            if post is None:
                continue
            if self.article.path == visit.path:
                self.enter(Pane.ARTICLE)
                self.article.go_to_place(visit.place)
            else:
                self._return = visit
                self.open_post(post)
            return
        post_actions.say(self.app, "No link was followed that leads back.")

    def place_of(self, post: Post) -> Place | None:
        if self._return is not None and self._return.path == post.path:
            return self._return.place
        return super().place_of(post)
