"""The main screen: brings the sidebar, the list and the article together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.worker import Worker, WorkerState

from reader.library.listing import Sort, found_sections, front_sections, sections_of
from reader.posts.catalogue import Category
from reader.posts.errors import FolderError
from reader.settings import MEASURES, Settings
from reader.store.marks import MARKS_FILE
from reader.tui import post_actions
from reader.tui.bindings import FIND, MAIN, SEARCH, bindings_for
from reader.tui.controllers.images import ImagePreferences
from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.controllers.panes import Pane
from reader.tui.jobs import LOAD_GROUP
from reader.tui.key_names import key_name
from reader.tui.keymap import Keymap
from reader.tui.messages import CategorySelected, HintClicked, PostsFound, RowPressed
from reader.tui.notices import (
    ARTICLE_NOTICE,
    EMPTY_NOTICE,
    LOADING_NOTICE,
    empty_notice,
    failure_notice,
    narrowed_notice,
    nothing_found_notice,
    notify,
    publication,
)
from reader.tui.screens.front_screen import FrontScreen
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.category_sidebar import CategorySidebar
from reader.tui.widgets.find_box import FindBox
from reader.tui.widgets.key_hints import KeyHints
from reader.tui.widgets.masthead import Masthead
from reader.tui.widgets.post_list import PostList
from reader.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class MainScreen(FrontScreen):
    """Categories, posts, article. Widgets post facts; what follows from them is decided here."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(MAIN)

    masthead = query_one(Masthead)
    key_hints = query_one(KeyHints)

    def __init__(
        self,
        folders: Sequence[Path],
        cache_folder: Path | None,
        data_folder: Path | None,
        today: date,
        settings: Settings,
        images: ImagePreferences,
        keymap: Keymap,
        *,
        is_sample: bool,
        opens: Path | None = None,
    ) -> None:
        marks_path = None if data_folder is None else data_folder / MARKS_FILE
        super().__init__(folders, cache_folder, marks_path, today, settings, images)
        self.keymap = keymap
        self._is_sample = is_sample
        self._opens = opens
        self._sort = Sort.NEWEST
        self.widths = PaneWidths.of(settings)

    def compose(self) -> ComposeResult:
        yield Masthead()
        yield from self.compose_panes(
            CategorySidebar(), PostList(self.today, self.marks.mark_for), ArticlePane()
        )
        yield SearchBox(self.complete_search)
        yield FindBox()
        yield KeyHints(self.keymap)

    def on_mount(self) -> None:
        self.masthead.publication = publication(self.folders, is_sample=self._is_sample)
        self.article.set_reactive(ArticlePane.measure, self.settings.measure)
        self.article.show_notice(*ARTICLE_NOTICE)
        self.post_list.show_notice(LOADING_NOTICE)
        self.read_folders()
        if self._opens is not None:
            self.open_file(self._opens)

    # What the folders hold.

    def catalogue_changed(self) -> None:
        if self.progress is None:
            self.marks.follow_moved_posts(self.catalogue)
            self.learn_connections()
        self.sidebar.show_categories(self.catalogue.all_categories)
        self.sidebar.show_unread(self.count_unread())
        if not len(self.catalogue) and self.progress is None:
            self.post_list.show_notice(*empty_notice(self.folders, len(self.catalogue.hidden)))
            self.article.show_notice(*EMPTY_NOTICE)
        self.list_posts(is_new=False)
        self.meet_reader()
        self.search_again()
        self._offer_hints()

    def folders_failed(self, error: FolderError) -> None:
        self.post_list.show_notice(*failure_notice(error))

    def following_failed(self, reason: str) -> None:
        text = f"Changes on the disk are not noticed ({reason}); r reads the folders again."
        notify(self._reader_app, text, is_warning=True)

    def progress_changed(self) -> None:
        self._show_status()

    def cursor_moved(self) -> None:
        self._show_status()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            if event.worker.group == LOAD_GROUP:
                self.reading_ended()
            text = f"This could not be read: {event.worker.error}"
            notify(self._reader_app, text, is_warning=True)

    @property
    def fetch_key(self) -> str:
        return key_name(self.keymap["view.fetch"].keys.partition(",")[0])

    @property
    def is_in_order(self) -> bool:
        return self._sort is Sort.NEWEST

    def list_what_is_wanted(self, *, is_new: bool) -> None:
        if is_new:
            self.forget_just_read()
        category = self.sidebar.selected
        if self.found is not None:
            self._list_found(self.found, is_new=is_new)
        elif category is not None and self.is_front:
            sections = front_sections(self.catalogue, self.is_new)
            self.post_list.show("Front page", sections, is_new=is_new)
            if lead := sections[0].posts:
                self.show_lead(lead[0])
        elif category is not None:
            is_narrowed = self.only_unread or self.only_starred
            chosen = self.is_listed if is_narrowed else None
            sections = sections_of(
                self.catalogue, category, self._sort, chosen, self.is_new, self.counts_as_unread
            )
            if is_narrowed:
                self.post_list.show_notice(
                    *narrowed_notice(category.name, only_starred=self.only_starred)
                )
            self.post_list.show(self._list_title(category), sections, is_new=is_new)
        self._show_status()

    def _list_found(self, found: PostsFound, *, is_new: bool) -> None:
        if not found.posts:
            self.post_list.show_notice(*nothing_found_notice(found, len(self.catalogue)))
        sections = found_sections(found.posts, is_newest_first=self.finds_newest_first)
        self.post_list.show(found.text, sections, is_new=is_new, hits=found.hits)

    def _list_title(self, category: Category) -> str:
        narrowed = [
            *(["unread"] if self.only_unread else []),
            *(["starred"] if self.only_starred else []),
        ]
        return " · ".join([category.name, *narrowed])

    def marks_changed(self) -> None:
        self.post_list.redraw_rows()
        self.sidebar.show_unread(self.count_unread())
        self._show_status()

    def search_changed(self, *, is_new: bool) -> None:
        self.article.phrases = self.found.query.required if self.found else ()
        self.list_posts(is_new=is_new)
        self._offer_hints()

    # From category to post to article.

    @on(CategorySelected)
    def _show_category(self, message: CategorySelected) -> None:
        if message.category == self.sidebar.selected:
            self.end_search()
            self.list_posts(is_new=True)

    # What the margins say.

    @property
    def _reader_app(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    def panes_changed(self) -> None:
        super().panes_changed()
        self._offer_hints()
        if Pane.ARTICLE in self.panes_shown:
            self.read_highlighted()
        self.dwell()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _offer_hints(self) -> None:
        place: str = self.pane
        if self.is_typing:
            place = SEARCH if self.is_in_search_box else FIND
        elif self.find_box.display and self.pane is Pane.ARTICLE:
            place = "finding"
        elif self.found is not None and self.pane is Pane.LIST:
            place = "found"
        elif self.is_front and self.pane is Pane.LIST:
            place = "front"
        self.key_hints.offer(place, len(self.problems))

    def _show_status(self) -> None:
        number, count = self.post_list.cursor_number, self.post_list.post_count
        place = f"{number:,} of {count:,}" if count else ""
        if self.unread and place:
            place = f"{place} · {self.unread:,} unread"
        parts = [self.indexing, self.progress or place]
        self.masthead.status = " · ".join(part for part in parts if part)

    @on(HintClicked)
    async def _run_hint(self, message: HintClicked) -> None:
        await self.run_command(message.command_id)

    async def run_command(self, command_id: str) -> None:
        """Do what a key would do: in the pane in focus, else on this screen, else in the app."""
        binding = self.keymap[command_id].bindings[0]
        for node in (self.focused or self, self.pane_widget(self.pane), self, self.app):
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

    def action_measure(self, cells: int) -> None:
        app = self._reader_app
        measure = min(max(app.settings.measure + cells, MEASURES[0]), MEASURES[-1])
        self.article.measure = measure
        app.remember(replace(app.settings, measure=measure))

    def widths_changed(self) -> None:
        self._reader_app.remember(self.widths.kept_in(self._reader_app.settings))

    def action_sort(self) -> None:
        if self.found is not None:
            self.finds_newest_first = not self.finds_newest_first
            self.search_again()
            return
        self._sort = self._sort.following
        self.list_posts(is_new=True)

    def action_reread(self) -> None:
        self.read_folders()

    def action_themes(self) -> None:
        self.app.search_themes()

    def action_help(self) -> None:
        from reader.tui.screens.help import HelpScreen  # late: most starts never ask for it

        self.app.push_screen(HelpScreen(self.keymap.commands))

    def action_problems(self) -> None:
        from reader.tui.screens.problems import ProblemsScreen  # late, as above

        self.app.push_screen(ProblemsScreen(self.problems, self.folders), self._open_path)

    def _open_path(self, path: str | None) -> None:
        if path is not None and (post := self.catalogue.get_by_path(path)):
            self.open_post(post)

    def action_on_post(self, name: str) -> None:
        if post := self.post_at_hand:
            post_actions.ACTIONS[name](self._reader_app, post)

    def action_edit(self) -> None:
        if (post := self.post_at_hand) and post_actions.edit(self._reader_app, post):
            self.read_folders()
