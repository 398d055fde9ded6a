"""What the main screen consists of: its widgets and its controllers, connected with each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from reader.library.events import (
    ArticleFailed,
    ConnectionsFound,
    FoldersChanged,
    PictureLoaded,
    PostsFound,
    SearchesCounted,
    WatchFailed,
)
from reader.library.library import Library
from reader.store.arrivals import ArrivalStore
from reader.store.feeds import FEEDS_FILE
from reader.store.saving.rescue import Rescued
from reader.store.saving.work import SaveResult
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.dates import DateController
from reader.tui.controllers.dwell import DwellController
from reader.tui.controllers.facet_numbers import FacetNumbers
from reader.tui.controllers.front_pictures import FrontPictures
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.images import ImageController
from reader.tui.controllers.last_session import SessionKeeper
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.list import ListController, ListShown, ListSources
from reader.tui.controllers.marks.mark_all import MarkAllController
from reader.tui.controllers.marks.marking import MarkingController
from reader.tui.controllers.marks.picking import PickingController
from reader.tui.controllers.marks.reading_queue import ReadingQueue
from reader.tui.controllers.marks.saving import SavingController
from reader.tui.controllers.navigation import Navigator
from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.controllers.panes import PaneController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.reading.link_history import LinkHistory
from reader.tui.controllers.saved_searches import SavedSearches
from reader.tui.controllers.search import SearchController
from reader.tui.controllers.sidebar import SidebarController
from reader.tui.controllers.state_keeper import StateKeeper
from reader.tui.controllers.status import StatusController
from reader.tui.controllers.translations import LanguageController
from reader.tui.controllers.visits import Visits
from reader.tui.debounce import Wait
from reader.tui.jobs import JobGroup
from reader.tui.notices import (
    ARTICLE_NOTICE,
    EMPTY_NOTICE,
    empty_notice,
    failed_job,
    publication,
)
from reader.tui.session import Session
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.footer.key_hints import KeyHints
from reader.tui.widgets.masthead import Masthead
from reader.tui.widgets.panes import Panes
from reader.tui.widgets.post_list import PostList
from reader.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.tui.screens.late_parts import LateParts

LATE_MODULE = "reader.tui.screens.late_parts"
"""What is imported late, so that it can be imported before in a thread."""
_MIN_DWELL = 0.001
_ARTICLE_WAIT = 1.0
"""Seconds after which the pane says that an article is still being read."""
_COUNTING_DELAY = 0.3
"""Seconds without a change after which the posts of saved searches are counted again."""


class Host(NamedTuple):
    """What the controllers call on the screen that they belong to."""

    start: StartJob
    """Starts a background job."""
    debounce: Callable[[float, Callable[[], object]], Wait]
    """Creates a timer from its seconds and what it calls back."""
    notify: Callable[[str], object]
    """Shows a message."""
    warn: Callable[[str], object]
    """Shows a warning."""
    warn_later: Callable[[str], object]
    """Shows a warning once the screen is up."""
    on_list_shown: Callable[[ListShown], object]
    on_arranged: Callable[[], object]
    on_marks_changed: Callable[[], object]
    on_visit_begun: Callable[[], object]
    on_search_changed: Callable[[bool], object]
    on_selected: Callable[[bool], object]
    on_picked: Callable[[], object]
    """Called when other posts are picked in the list."""
    on_searches_changed: Callable[[], object]
    """Called when there are other saved searches, or other numbers of their posts."""
    on_feeds_listed: Callable[[], object]
    """Called when the feeds were listed: others than before may fail."""


class MainParts:
    """The widgets and controllers of the main screen.

    Args:
        session: The folders, settings and paths.
        host: What the controllers call on the screen.
    """

    def __init__(self, session: Session, host: Host) -> None:
        self.session = session
        self._host = host
        settings = session.preferences.settings
        library = Library(
            session.folders,
            cache_folder=session.cache_folder,
            site=settings.site,
            languages=session.languages,
            arrivals_path=session.arrivals_path,
            feeds_path=None if session.data_folder is None else session.data_folder / FEEDS_FILE,
            clock=session.clock,
            preload=[LATE_MODULE, ArticlePane.LATE_MODULE],
        )
        self.library = LibraryController(library, host.start, host.notify, host.warn)
        self.visits = Visits(
            ArrivalStore(session.arrivals_path, session.folders),
            session.clock,
            host.on_visit_begun,
        )
        self.marks = ReadMarks(
            None,
            host.warn_later,
            partial(self._on_marks_changed, host),
            session.folders,
            lambda: self.visits.new,
            lambda: self.library.catalogue.stories,
            session.mark_store,
        )
        self.saving = SavingController(self.marks, host.start, lambda: self.status.show())
        self.search = SearchController(self.library, self.marks, host.start, host.on_search_changed)
        self.queue = ReadingQueue(self.marks, self.library)
        self.last_session = SessionKeeper(
            self.marks.store,
            session.folders,
            settings.resume_within,
            lambda: self.visits.last_activity,
        )
        self._create_widgets(session)
        self._create_sidebar_controllers(session, host)
        self._create_list_controllers(session, host)
        self._create_article_controllers(session, host)
        self._create_controllers(host)

    def _create_widgets(self, session: Session) -> None:
        self.masthead = Masthead(publication(session.folders, is_sample=session.is_sample))
        self.sidebar = Sidebar()
        self.post_list = PostList(
            session.today,
            self.marks.mark_for,
            lambda post: self.picking.picked.is_picked(post),
            lambda post: self.library.catalogue.languages_of(post),
        )
        self.article_pane = ArticlePane(session.preferences.settings.measure, ARTICLE_NOTICE)
        self.pane_row = Panes(self.sidebar, self.post_list, self.article_pane)
        self.key_hints = KeyHints(session.keymap)

    def _create_sidebar_controllers(self, session: Session, host: Host) -> None:
        self.saved_searches = SavedSearches(
            session.preferences,
            self.library,
            self.marks,
            host.start,
            host.on_searches_changed,
            partial(host.debounce, _COUNTING_DELAY),
        )
        numbers = FacetNumbers(self.library, self.marks, self.saved_searches)
        self.facets = SidebarController(self.sidebar, self.library, numbers, host.on_selected)

    def _create_list_controllers(self, session: Session, host: Host) -> None:
        settings = session.preferences.settings
        self.image_preferences = ImagePreferences(session)
        self.front_pictures = FrontPictures(
            self.post_list, self.library.library, host.start, self.image_preferences
        )
        sources = ListSources(
            self.library,
            self.marks,
            self.search,
            self.queue,
            self.visits,
            self.last_session,
            self.front_pictures,
        )
        self.listing = ListController(
            sources,
            self.facets,
            self.post_list,
            host.on_list_shown,
            session.today,
            host.notify,
            wants_front_page=settings.front_page,
        )
        self.panes = PaneController(
            self.pane_row,
            PaneWidths(settings),
            self.listing,
            self.facets,
            host.on_arranged,
            is_pinned=settings.pin_panes,
        )

        self.dates = DateController(self.post_list, self.listing, self.panes, host.notify)

    def _create_article_controllers(self, session: Session, host: Host) -> None:
        settings = session.preferences.settings
        images = self.image_preferences
        self.article = ArticleController(
            self.article_pane,
            self.library,
            host.start,
            host.notify,
            images,
            self.marks,
            LinkHistory(),
            self.listing.next_post_of,
            session.today,
            settings.dates,
            partial(host.debounce, _ARTICLE_WAIT),
            session.clock,
        )
        delay = max(settings.dwell, _MIN_DWELL)
        self.dwell = DwellController(
            self.article, self.panes, self.marks, partial(host.debounce, delay)
        )
        self.images = ImageController(
            images, self.article, self.front_pictures, self.listing, self.panes, host.notify
        )

    def _on_marks_changed(self, host: Host) -> None:
        host.on_marks_changed()
        self.saving.retry()
        if self.last_session.load_late():
            self.navigator.begin(self.last_session)

    @cached_property
    def late(self) -> LateParts:
        """The parts that the first paint does not show, created when the first one is used."""
        # Late, for the time to the first paint (`make bench ARGS=start`).
        from reader.tui.screens.late_parts import LateParts

        return LateParts(
            self.session,
            self._host,
            self.library,
            self.marks,
            self.article,
            self.article_pane,
            self.facets,
            self.key_hints,
            self.search.complete,
            self.navigator.open_value,
        )

    @property
    def _existing(self) -> LateParts | None:
        """The late parts, if they were created: before, no box is open and no feed is known."""
        return self.late if "late" in vars(self) else None

    @property
    def box_in_use(self) -> str | None:
        """The group of bindings of the box that is typed into; None if none is."""
        late = self._existing
        return None if late is None else late.prompts.in_use

    @property
    def _is_finding(self) -> bool:
        late = self._existing
        return late is not None and late.find.is_open

    @property
    def _failing_count(self) -> int:
        """How many feeds could not be fetched the last time, as far as that is known."""
        late = self._existing
        return 0 if late is None else late.feeds.subscriptions.failing_count

    def stop_commands(self) -> None:
        """End what runs in processes of its own."""
        late = self._existing
        if late is not None:
            late.feeds.commands.stop()

    def show_if_empty(self) -> None:
        """Say why there are no posts, if there are none."""
        library = self.library
        if not len(library.catalogue) and not library.is_busy:
            folders, others = self.session.folders, len(library.other_files)
            has_feeds = self.late.feeds.folder.can_be_fetched
            hidden, problems = library.catalogue.hidden, library.problems
            notice = empty_notice(folders, hidden, others, problems, has_feeds=has_feeds)
            self.post_list.show_notice(*notice)
            self.article.show_notice(*EMPTY_NOTICE)

    def show_failed_job(self, group: str, error: BaseException | None) -> None:
        """Say that a background job of a group ended with an error that nobody expected."""
        if group == JobGroup.WATCH:
            self.library.on_watch_failed(WatchFailed(str(error)))
            return
        if group == JobGroup.LOAD:
            self.library.end_load()
            self.status.show()
            if not self.library.catalogue.all_posts:
                self.post_list.show_notice(failed_job(error), "Press r to try again.")
        self._host.warn(failed_job(error))

    def _create_controllers(self, host: Host) -> None:
        self.navigator = Navigator(
            self.library,
            self.facets,
            self.post_list,
            self.listing,
            self.panes,
            self.article,
            host.notify,
            host.warn,
            self.dwell.restart,
        )
        self.keeper = StateKeeper(
            self.marks, self.visits, self.navigator, self.last_session, self.saving
        )
        self.languages = LanguageController(
            self.library, self.navigator, self.listing, self.panes, host.notify
        )
        self.picking = PickingController(
            self.post_list,
            self.panes,
            self.navigator,
            self.listing.find_off_page,
            host.notify,
            host.on_picked,
        )
        self.marking = MarkingController(
            self.marks,
            self.picking,
            self.queue,
            self.listing,
            self.panes,
            self.post_list,
            host.notify,
        )
        self.mark_all = MarkAllController(self.marks, self.listing, host.notify)
        self.status = StatusController(
            self.masthead,
            self.key_hints,
            self.post_list,
            self.library,
            self.marks,
            self.listing,
            self.panes,
            lambda: self._is_finding,
            self.picking.picked,
            lambda: self._failing_count,
            lambda: self._warning,
        )

    @property
    def _warning(self) -> str:
        """What is not saved, and what is missing on the disk; empty if nothing is."""
        missing = self.library.missing or self.article.missing
        return " · ".join(filter(None, (self.saving.warning, missing)))

    @property
    def handlers(self) -> Mapping[type, Callable[..., object]]:
        """What receives the events of jobs that one controller handles alone, by their type."""
        return {
            FoldersChanged: self.library.on_folders_changed,
            WatchFailed: self.library.on_watch_failed,
            PostsFound: self.search.on_posts_found,
            SearchesCounted: self.saved_searches.on_counted,
            ArticleFailed: self.article.on_failed,
            ConnectionsFound: self.article.on_connections_found,
            PictureLoaded: self.front_pictures.on_loaded,
            SaveResult: self.saving.on_saved,
            Rescued: self.saving.on_rescued,
        }

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions that one controller carries out alone, by the names that bindings use."""
        return {
            **self.listing.actions,
            **self.navigator.actions,
            **self.panes.actions,
            **self.images.actions,
            **self.picking.actions,
            **self.marking.actions,
            **self.mark_all.actions,
            **self.languages.actions,
        }
