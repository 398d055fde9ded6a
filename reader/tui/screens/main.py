"""The main screen: brings the sidebar, the list and the article together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from reader.posts.catalogue import Category
from reader.posts.errors import FolderError
from reader.posts.post import Post
from reader.settings import MEASURES
from reader.tui import post_actions
from reader.tui.bindings import MAIN, bindings_for, command
from reader.tui.loading import LOAD_GROUP, start_reading_article
from reader.tui.messages import (
    ArticleFinished,
    ArticleRead,
    ArticleUnreadable,
    CategorySelected,
    HintClicked,
    LinkClicked,
    PostHighlighted,
    RowPressed,
)
from reader.tui.notices import (
    ARTICLE_NOTICE,
    EMPTY_NOTICE,
    LOADING_NOTICE,
    empty_notice,
    failure_notice,
    publication,
    unreadable_notice,
)
from reader.tui.panes import Pane
from reader.tui.screens.folder_screen import FolderScreen
from reader.tui.sections import Sort, sections_of
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.category_sidebar import CategorySidebar
from reader.tui.widgets.key_hints import KeyHints
from reader.tui.widgets.masthead import Masthead
from reader.tui.widgets.post_list import PostList

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

_PREVIEW_DELAY = 0.05
"""Seconds that the cursor rests on a post before its article is read."""


class MainScreen(FolderScreen):
    """Categories, posts, article. Widgets post facts; what follows from them is decided here."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(MAIN)

    masthead = query_one(Masthead)
    key_hints = query_one(KeyHints)

    def __init__(
        self,
        folders: Sequence[Path],
        cache_folder: Path | None,
        today: date,
        measure: int,
        *,
        is_sample: bool,
    ) -> None:
        super().__init__(folders, cache_folder)
        self._today = today
        self._measure = measure
        self._is_sample = is_sample
        self._sort = Sort.NEWEST
        self._wanted: Post | None = None
        self._followed: Post | None = None
        """The post of the list's cursor when an article was last read for it."""
        self._preview: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield from self.compose_panes(CategorySidebar(), PostList(self._today), ArticlePane())
        yield KeyHints()

    def on_mount(self) -> None:
        self.masthead.publication = publication(self.folders, is_sample=self._is_sample)
        self.article.set_reactive(ArticlePane.measure, self._measure)
        self.article.show_notice(*ARTICLE_NOTICE)
        self.post_list.show_notice(LOADING_NOTICE)
        self.read_folders()

    # What the folders hold.

    def catalogue_changed(self) -> None:
        self.sidebar.show_categories(self.catalogue.all_categories)
        if not len(self.catalogue) and self.progress is None:
            self.post_list.show_notice(*empty_notice(self.folders, len(self.catalogue.hidden)))
            self.article.show_notice(*EMPTY_NOTICE)
        self._list_posts(is_new=False)
        self.key_hints.offer(self.pane, len(self.problems))

    def folders_reread(self, changed: frozenset[str]) -> None:
        post = self._wanted and self.catalogue.with_path(self._wanted.path)
        if post and post.path in changed:
            self._read(post)
        elif Pane.ARTICLE in self.panes_shown:
            self._read_highlighted()

    def folders_failed(self, error: FolderError) -> None:
        self.post_list.show_notice(*failure_notice(error))

    def following_failed(self, reason: str) -> None:
        text = f"Changes on the disk are not noticed ({reason}); r reads the folders again."
        post_actions.say(self._reader_app, text, is_warning=True)

    def progress_changed(self) -> None:
        self._show_status()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            if event.worker.group == LOAD_GROUP:
                self.reading_ended()
            text = f"This could not be read: {event.worker.error}"
            post_actions.say(self._reader_app, text, is_warning=True)

    def _list_posts(self, *, is_new: bool) -> None:
        category = self.sidebar.selected
        if category is not None:
            sections = sections_of(self.catalogue, category, self._sort)
            self.post_list.show(category.name, sections, is_new=is_new)
        self._show_status()

    # From category to post to article.

    @on(CategorySelected)
    def _show_category(self, message: CategorySelected) -> None:
        if message.category == self.sidebar.selected:
            self._list_posts(is_new=True)

    @on(PostHighlighted)
    def _follow_cursor(self, message: PostHighlighted) -> None:
        self._show_status()
        if Pane.ARTICLE not in self.panes_shown or message.post != self.post_list.highlighted:
            return
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(_PREVIEW_DELAY, self._read_highlighted)

    def _read_highlighted(self) -> None:
        post = self.post_list.highlighted
        if post is not None and post != self._followed:
            self._followed = post
            self._read(post)

    def _read(self, post: Post) -> None:
        """Read the post's body; of several asked for, only the last is shown."""
        self._wanted = post
        start_reading_article(self, post)

    @on(ArticleRead)
    def _show_article(self, message: ArticleRead) -> None:
        from reader.article.head import head_blocks  # late: the first paint shows no article

        if message.post != self._wanted:
            return
        head = head_blocks(message.post, self._today)
        blocks = [*head, *message.document.blocks]
        headings = [len(head) + block for block in message.document.heading_blocks]
        self.article.show(message.post.path, message.post.title, blocks, headings)

    @on(ArticleUnreadable)
    def _tell_unreadable(self, message: ArticleUnreadable) -> None:
        if message.post == self._wanted:
            self.article.show_notice(*unreadable_notice(message.post, message.reason))

    @on(LinkClicked)
    def _follow_link(self, message: LinkClicked) -> None:
        from reader.article.links import resolve_local  # late, as above

        post = self._wanted and resolve_local(message.target, self._wanted, self.catalogue)
        if post:
            self.open_post(post)
        else:
            post_actions.open_web_link(self._reader_app, message.target)

    def open_post(self, post: Post) -> None:
        """Go to a post and read it; the list shows all posts where its category has not got it."""
        if not self.post_list.highlight(post):
            with self.sidebar.prevent(CategorySelected):
                self.sidebar.select(0)
            self._list_posts(is_new=True)
            self.post_list.highlight(post)
        self.enter(Pane.ARTICLE)
        # A draft is in no list, and can be read all the same.
        self._followed = self.post_list.highlighted
        self._read(post)

    def open_category(self, category: Category) -> None:
        """Go to the list of a category."""
        self.sidebar.select_category(category)
        self.enter(Pane.LIST)

    # What the margins say.

    @property
    def _reader_app(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    def panes_changed(self) -> None:
        self.key_hints.offer(self.pane, len(self.problems))
        if Pane.ARTICLE in self.panes_shown:
            self._read_highlighted()

    def _show_status(self) -> None:
        number, count = self.post_list.position
        place = f"{number:,} of {count:,}" if count else ""
        parts = [self.indexing, self.progress or place]
        self.masthead.status = " · ".join(part for part in parts if part)

    @on(HintClicked)
    async def _run_hint(self, message: HintClicked) -> None:
        await self.run_command(message.command_id)

    async def run_command(self, command_id: str) -> None:
        """Do what a key would do: in the pane in focus, else on this screen, else in the app."""
        binding = command(command_id).bindings[0]
        for node in (self.pane_widget(self.pane), self, self.app):
            if await self.app.run_action(binding.action, node):
                return

    # Actions.

    @on(RowPressed)
    def _press_row(self) -> None:
        self.action_go_in()

    def action_show_category(self, position: int) -> None:
        self.sidebar.select(position)
        if self.pane is Pane.ARTICLE:
            self.enter(Pane.LIST)

    @on(ArticleFinished)
    def action_next_post(self) -> None:
        self.post_list.move_cursor(1)
        self._read_highlighted()

    def action_previous_post(self) -> None:
        self.post_list.move_cursor(-1)
        self._read_highlighted()

    def action_measure(self, cells: int) -> None:
        self._measure = min(max(self._measure + cells, MEASURES[0]), MEASURES[-1])
        self.article.measure = self._measure
        app = self._reader_app
        app.remember(replace(app.settings, measure=self._measure))

    def action_sort(self) -> None:
        self._sort = self._sort.following
        self._list_posts(is_new=True)

    def action_reread(self) -> None:
        self.read_folders()

    def action_themes(self) -> None:
        self.app.search_themes()

    def action_help(self) -> None:
        from reader.tui.screens.help import HelpScreen  # late: most starts never ask for it

        self.app.push_screen(HelpScreen())

    def action_problems(self) -> None:
        from reader.tui.screens.problems import ProblemsScreen  # late, as above

        self.app.push_screen(ProblemsScreen(self.problems, self.folders), self._open_path)

    def _open_path(self, path: str | None) -> None:
        if path is not None and (post := self.catalogue.with_path(path)):
            self.open_post(post)

    def _on_post(self) -> Post | None:
        """The post that an action is about: the one on show, else the one under the cursor."""
        return self._wanted if self.pane is Pane.ARTICLE else self.post_list.highlighted

    def action_on_post(self, name: str) -> None:
        if post := self._on_post():
            post_actions.ACTIONS[name](self._reader_app, post)

    def action_edit(self) -> None:
        if (post := self._on_post()) and post_actions.edit(self._reader_app, post):
            self.read_folders()
