"""The main screen: connects the sidebar, the list and the article with their controllers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.worker import Worker, WorkerState

from reader.library.events import (
    ArticleLoaded,
    ExcerptsBuilt,
    LoadFailed,
    PostsLoaded,
    WordsIndexed,
)
from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.tui import jobs, post_actions
from reader.tui.bindings import LIST, MAIN, bindings_for
from reader.tui.controllers.list import ListShown
from reader.tui.debounce import Debounce
from reader.tui.messages import (
    ArticleClicked,
    ArticleFinished,
    ChipRemoved,
    EdgeDragged,
    EdgeReleased,
    Emitted,
    FilterClosed,
    FilterTyped,
    FindClosed,
    FindTyped,
    FoundPostsSeen,
    HintClicked,
    LinkClicked,
    PostHighlighted,
    QueryTyped,
    RowPressed,
    SearchClosed,
    SidebarMoved,
)
from reader.tui.notices import (
    LOADING_NOTICE,
    failure_notice,
    notify,
)
from reader.tui.panes import MAX_COMPACT_ROWS, MIN_FRAME_ROWS, MIN_FRONT_COLUMNS, Pane
from reader.tui.screens.main_parts import Host, MainParts
from reader.tui.session import Session
from reader.tui.sheets import DIALOG_SHEET, read_sheet
from reader.tui.steps import Steps

if TYPE_CHECKING:
    from reader.tui.widgets.prompts import Prompts

_PREVIEW_DELAY = 0.05
"""Seconds that the cursor rests on a post before its article is opened."""
_TYPING_DELAY = 0.04
"""Seconds without a key after which the search starts."""
_REST_DELAY = 0.8
"""Seconds that an article is shown before its connections are looked up."""
_SAVE_INTERVAL = 1.0
"""Seconds between saves of the position and the session, if they changed."""


class MainScreen(Screen[None]):
    """The sidebar, the list and the article.

    Widgets post messages and jobs emit events; the handlers here show, in order, what follows from
    each. What is shown is decided by the controllers.
    """

    AUTO_FOCUS = "PostList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(MAIN), *bindings_for(LIST)]
    # Textual would set the class of a usual height after the first paint, and paint all again.
    VERTICAL_BREAKPOINTS = []  # noqa: RUF012 - no ClassVar in Textual

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        parts = self._parts = MainParts(session, self._host)
        self.masthead, self.sidebar, self.pane_row = parts.masthead, parts.sidebar, parts.pane_row
        self.post_list, self.article_pane = parts.post_list, parts.article_pane
        self.library, self.visits, self.keeper = parts.library, parts.visits, parts.keeper
        self.images, self.last_session, self.marks = parts.images, parts.last_session, parts.marks
        self.search, self.status, self.key_hints = parts.search, parts.status, parts.key_hints
        self.listing, self.panes, self.navigator = parts.listing, parts.panes, parts.navigator
        self.facets, self.article, self.picking = parts.facets, parts.article, parts.picking
        self.front_pictures, self.saved_searches = parts.front_pictures, parts.saved_searches
        for name, act in parts.actions.items():
            setattr(self, f"action_{name}", act)
        self._preview = Debounce(self, _PREVIEW_DELAY, self.navigator.open_highlighted)
        self._typing = Debounce(self, _TYPING_DELAY, self.search.run)
        self._rest = Debounce(self, _REST_DELAY, self._find_connections)
        self._steps = Steps(self)
        self._handlers: Mapping[type, Callable[[Any], object]] = {
            **parts.handlers,
            PostsLoaded: self._on_posts_loaded,
            LoadFailed: self._on_load_failed,
            WordsIndexed: self._on_words_indexed,
            ExcerptsBuilt: self._on_excerpts_built,
            ArticleLoaded: self._on_article_loaded,
        }

    @property
    def _host(self) -> Host:
        """What the controllers call on this screen."""
        return Host(
            start=partial(jobs.start, self),
            debounce=partial(Debounce, self),
            notify=self._notify,
            warn=self._warn,
            warn_later=partial(self.call_later, self._warn),
            on_list_shown=self._on_list_shown,
            on_arranged=self._on_arranged,
            on_marks_changed=self._on_marks_changed,
            on_visit_begun=self._on_visit_begun,
            on_search_changed=self._on_search_changed,
            on_selected=self._on_selected,
            on_picked=self._update_hints,
            on_searches_changed=lambda: self.facets.show_searches(),
            on_feeds_listed=self._update_hints,
        )

    def compose(self) -> ComposeResult:
        yield self.masthead
        yield self.pane_row
        yield self.key_hints

    def on_mount(self) -> None:
        # Before the first layout, so that nothing is painted that has to be removed again.
        self._fit(self.app.size)
        self.post_list.show_notice(LOADING_NOTICE)
        self.set_interval(_SAVE_INTERVAL, self.keeper.save)
        if has_preview := self.library.begin():
            self._show_facets()
            self._show_posts()
        else:
            self._load()
        # Behind the first paint in the queue, and before Textual paints all again for its first
        # `Resize`, so that what is mounted then is painted with that.
        self.call_later(self._follow_first_paint, loads=has_preview)
        if self.session.opens is not None:
            self.last_session.cancel()
            self.navigator.open_file(self.session.opens)

    async def _follow_first_paint(self, *, loads: bool) -> None:
        if self.is_attached:  # the app may have ended meanwhile
            read_sheet(self.app.stylesheet, DIALOG_SHEET)
            await self.pane_row.mount_article()
            await self._mount_prompts()
            if loads:
                self._load()
            self._parts.saving.begin()
            self._parts.late.feeds.begin(self.action_show)

    def _mount_prompts(self) -> AwaitMount:
        """Mount the hidden boxes, after the first paint or when one is needed before."""
        missing = [box for box in self.prompts if not box.is_attached]
        return self.mount_all(missing, before=self.key_hints)

    @property
    def prompts(self) -> Prompts:
        """The boxes to type into."""
        return self._parts.late.prompts

    def on_unmount(self) -> None:
        self.library.stop()
        self._parts.stop_commands()

    @on(Emitted)
    def _handle(self, message: Emitted) -> None:
        kind = type(message.event)
        handle = self._handlers.get(kind) or self._parts.late.handlers[kind]
        handle(message.event)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            self._parts.show_failed_job(event.worker.group, event.worker.error)

    def _warn(self, text: str) -> None:
        notify(self.app, text, is_warning=True)

    def _notify(self, text: str) -> None:
        notify(self.app, text)

    # Loading the folders.

    @property
    def catalogue(self) -> Catalogue:
        """The posts of the open folders."""
        return self.library.catalogue

    def action_reread(self) -> None:
        self._parts.late.feeds.fetching.fetch()
        self._load()

    def _load(self) -> None:
        self.library.load()
        self.status.show()

    def _on_posts_loaded(self, event: PostsLoaded) -> None:
        step = self.library.on_posts_loaded(event)
        if step.is_new and step.changed is not None:
            self._steps.add(partial(self.visits.on_loaded, event.arrivals), self._count_facets)
            self._steps.add(self.facets.show_counted, self.panes.update)
            self._steps.add(self.listing.prepare, self.listing.lay_out_prepared)
            self._steps.add(partial(self._refresh_posts, step.changed))
            self._steps.add(partial(self._follow_load, event))
            return
        if event.is_complete:
            self.visits.on_loaded(event.arrivals)
        if step.is_new:
            self._show_facets()
            self._show_posts()
        if step.changed is not None:
            self.navigator.reopen_changed(step.changed)
        self._follow_load(event)

    def _refresh_posts(self, changed: frozenset[str]) -> None:
        """Show the posts of a repeated load, and keep the open article or open it again: if its
        post is gone, the cursor is on another one, whose article would soon replace it."""
        if self.panes.shows_article:
            self.post_list.is_untouched = False  # its post is being read beside it
        self._show_posts()
        self.navigator.reopen_changed(changed)

    def _follow_load(self, event: PostsLoaded) -> None:
        if event.is_complete:
            self.call_after_refresh(self._follow_feeds)
        self.status.show()
        self.library.follow_up(event)

    def _follow_feeds(self) -> None:
        if self.is_attached:
            self._parts.late.feeds.on_loaded()

    def _show_facets(self) -> None:
        self._count_facets()
        self.facets.show_counted()

    def _count_facets(self) -> None:
        if not self.library.is_busy:
            self.marks.adopt(self.catalogue)
            self._rest.restart()
        self.facets.count_catalogue()

    def _show_posts(self) -> None:
        self._parts.show_if_empty()
        self.listing.show_prepared()
        self.navigator.begin(self.last_session)
        self.search.run()
        self.saved_searches.count_later()
        self._update_hints()

    def _on_load_failed(self, event: LoadFailed) -> None:
        if self.library.on_load_failed(event):
            self._show_facets()
            self._show_posts()
            self.post_list.show_notice(*failure_notice(event.error))
        self.status.show()

    def _on_words_indexed(self, event: WordsIndexed) -> None:
        self.library.on_words_indexed(event)
        self.saved_searches.count_later()
        self.status.show()
        if self.library.is_indexed:  # there may be more to find now
            self.search.run()

    # The visit.

    def _on_visit_begun(self) -> None:
        self.facets.show_marks()
        self.listing.refresh(is_new=False)
        self.search.run()
        self.saved_searches.count_later()

    def end(self) -> None:
        """Save where the person is and end what runs beside the app, because the process ends."""
        self.keeper.leave()
        self._parts.stop_commands()

    # The list.

    def on_key(self, event: events.Key) -> None:
        self._parts.mark_all.on_key()
        if event.key == "escape" and self._parts.late.feeds.fetching.hide():
            event.stop()

    def _on_list_shown(self, event: ListShown) -> None:
        self.picking.on_list_shown(is_new=event.is_new)
        self.front_pictures.show(event.pictured)
        self._parts.dates.on_list_shown()
        self.article.update_ending()
        self.status.show()
        self.panes.update()

    @on(SidebarMoved)
    def _on_sidebar_moved(self) -> None:
        self.facets.follow_cursor()

    @on(ChipRemoved)
    def _on_chip_removed(self, message: ChipRemoved) -> None:
        self.facets.remove_chip(message.name)

    def _on_selected(self, is_new: bool) -> None:
        if not self.facets.filter_text:
            self.prompts.filter.end()
        self._end_search()
        if self.search.type(self.facets.search_text):
            self.search.run()
        else:
            self.listing.refresh(is_new=is_new)
            self._update_hints()

    @on(PostHighlighted)
    def _on_post_highlighted(self, message: PostHighlighted) -> None:
        self.picking.picked.follow_cursor()
        self.status.show()
        if self.panes.shows_article and message.post == self.post_list.highlighted:
            self._preview.restart()

    def action_front_page(self) -> None:
        if not self.listing.has_room_for_front_page:
            self._notify(f"The front page needs {MIN_FRONT_COLUMNS} columns.")
            return
        self.listing.toggle_front_page()
        self._end_search()
        self.facets.clear()
        self.panes.enter(Pane.LIST)
        self.listing.refresh(is_new=True)

    # Searching the posts, finding in the article.

    def action_search(self) -> None:
        self._mount_prompts()
        if self.pane is Pane.SIDEBAR:
            self.prompts.filter.begin()
        elif self.pane is not Pane.ARTICLE or not self._parts.late.find.begin():
            self.panes.enter(Pane.LIST)
            self.prompts.search.begin(self.facets.chips.query)

    @on(QueryTyped)
    def _on_query_typed(self, message: QueryTyped) -> None:
        self._typing.stop()
        self._parts.dates.cancel()
        if self.search.type(message.text):
            self._typing.restart()

    def _on_search_changed(self, is_new: bool) -> None:
        self.article_pane.phrases = self.search.phrases
        self.listing.refresh(is_new=is_new)
        self._update_hints()

    @on(FoundPostsSeen)
    def _on_found_posts_seen(self, message: FoundPostsSeen) -> None:
        self.search.build_excerpts(message.posts)

    def _on_excerpts_built(self, event: ExcerptsBuilt) -> None:
        if self.search.on_excerpts_built(event):
            self.post_list.show_hits(self.search.hits)

    def _end_search(self) -> None:
        self.prompts.search.end()
        self.search.end()

    @on(SearchClosed)
    def _on_search_closed(self, message: SearchClosed) -> None:
        if not message.keep_results:
            self._end_search()
        self.panes.enter(Pane.LIST)

    @on(FilterTyped)
    def _on_filter_typed(self, message: FilterTyped) -> None:
        self.facets.filter(message.text)

    @on(FilterClosed)
    def _on_filter_closed(self, message: FilterClosed) -> None:
        self._end_filter(keep_row=message.keep_results)
        self.panes.enter(Pane.SIDEBAR)

    def _end_filter(self, *, keep_row: bool) -> None:
        self.facets.end_filter(keep_row=keep_row)
        self.prompts.filter.end()

    @on(FindTyped)
    def _on_find_typed(self, message: FindTyped) -> None:
        self._parts.late.find.find(message.text)

    @on(FindClosed)
    def _on_find_closed(self, message: FindClosed) -> None:
        if not message.keep_results:
            self._parts.late.find.end(go_back=True)
        self.panes.enter(Pane.ARTICLE)

    def action_next_match(self, step: int) -> None:
        if self.pane is Pane.ARTICLE and self.article_pane.is_finding:
            self.article_pane.go_to_match(step)
        elif self.search.results is not None:
            self.post_list.move_cursor(step)
        else:
            self.navigator.go_to_unread(step)

    # The article.

    def _on_article_loaded(self, event: ArticleLoaded) -> None:
        if self.article.on_loaded(event):
            self.status.show()
            self._rest.restart()
            self.navigator.go_to_fragment()
            if self.front_pictures.on_article_loaded(event):
                self.listing.refresh(is_new=False)

    def _find_connections(self) -> None:
        if self.library.is_busy:  # not all posts are known yet
            self._rest.restart()
        else:
            self.article.find_connections(self.catalogue)

    @on(ArticleClicked)
    def _open_clicked(self) -> None:
        self.panes.enter(Pane.ARTICLE)

    @on(ArticleFinished)
    def _open_following(self) -> None:
        self._parts.marking.finish(self.article.post)
        self.navigator.open_following()

    def action_measure(self, cells: int) -> None:
        self.article_pane.measure = self.session.preferences.change_measure(cells)
        self.panes.arrange()

    # Marks.

    def _on_marks_changed(self) -> None:
        if self.listing.shows_later:
            self.listing.refresh(is_new=False)
        else:
            self.post_list.redraw_rows()
        self.saved_searches.count_later()
        self.facets.show_marks()
        self.article.update_ending()
        self.status.show()

    # Links.

    @on(LinkClicked)
    def _follow_link(self, message: LinkClicked) -> None:
        address = self.navigator.follow(message.target)
        if address is not None:
            self._dialogs.confirm_links(self.app, self._parts, [address])

    # Panes.

    @property
    def pane(self) -> Pane:
        """The pane in use."""
        return self.panes.current

    def _on_arranged(self) -> None:
        self.listing.follow_front_page()
        self._update_hints()
        if self.panes.shows_article:
            self.navigator.open_highlighted()
        self._parts.dwell.restart()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget is self.focused:  # the focus may have moved on since
            self.panes.on_focus(self.pane_row.pane_of(event.widget))
        self._update_hints()

    def on_descendant_blur(self) -> None:
        self._update_hints()

    def on_resize(self, event: events.Resize) -> None:
        if event.size != self.app.size:
            # The terminal has changed its size again since. Each layout makes Textual post another
            # event with its size: two different ones in the queue would go on forever.
            event.prevent_default()
            return
        self._fit(event.size)
        self.images.on_resize()
        if self.article.has_pictures:
            self.call_after_refresh(self.article.fit_pictures)

    def _fit(self, size: Size) -> None:
        self.set_class(size.height < MIN_FRAME_ROWS, "-tiny")
        self.panes.fit(size.width)
        self.listing.fit(size.width, size.height)
        self.post_list.is_compact = size.height <= MAX_COMPACT_ROWS
        self.panes.arrange()

    @on(EdgeDragged)
    def _on_edge_dragged(self, message: EdgeDragged) -> None:
        self.panes.drag(message.pane, message.cells)

    @on(EdgeReleased)
    def _on_edge_released(self) -> None:
        self.session.preferences.change(**self.panes.widths.choices)

    @on(RowPressed)
    def action_go_in(self) -> None:
        self.navigator.go_in()

    def action_go_out(self) -> None:
        if self.pane is Pane.ARTICLE and (find := self._parts.late.find).is_open:
            find.end()
        elif self.pane is Pane.SIDEBAR and self.facets.filter_text:
            self._end_filter(keep_row=True)
        elif self.picking.clear():
            return
        elif self.pane is Pane.LIST and self.search.text not in ("", self.facets.search_text):
            self._end_search()
        else:
            self.panes.go_out()

    # Masthead, footer and commands.

    def _update_hints(self) -> None:
        self.status.offer_hints(self._parts.box_in_use)

    @on(HintClicked)
    async def _on_hint_clicked(self, message: HintClicked) -> None:
        await self.run_command(message.command_id)

    async def run_command(self, command_id: str) -> None:
        """Do what a key would do: in the focused widget, the pane, this screen, or the app."""
        binding = self.session.keymap[command_id].bindings[0]
        for node in (self.focused or self, self.pane_row[self.pane], self, self.app):
            if await self.app.run_action(binding.action, node):
                return

    # Dialogs, and what is done with a post.

    @property
    def _dialogs(self) -> ModuleType:
        # Late: a start opens no dialog (`make bench ARGS=start`).
        from reader.tui.screens import dialogs

        return dialogs

    @property
    def current_post(self) -> Post | None:
        """The post that an action is about: the article in use, else the one under the cursor."""
        return self.navigator.current_post

    def action_show(self, name: str) -> None:
        """Open a dialog by its name in `reader.tui.screens.dialogs`."""
        self._dialogs.DIALOGS[name](self.app, self._parts)

    async def show_palette(self) -> None:
        """Open the command palette, and wait until it receives keys."""
        await self._dialogs.show_palette(self.app, self._parts, self.run_command)

    def action_on_post(self, name: str) -> None:
        posts = self.picking.take_posts()
        act = partial(post_actions.ACTIONS[name], self.app, self.library.library, posts)
        if question := post_actions.question_before(name, posts):
            self._dialogs.confirm(self.app, question, act)
        elif posts:
            act()

    def action_edit(self) -> None:
        if (post := self.picking.take_one()) and post_actions.edit_file(self.app, post.path):
            self._load()
