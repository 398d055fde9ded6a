"""Stand-ins for the widgets and for background jobs, so that controllers run without an app."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reader.article.blocks import Block
from reader.article.document import parse_document
from reader.article.pictures import Picture, Pictures
from reader.article.positions import ScrollPosition
from reader.library.events import ArticleLoaded, PostsFound, PostsLoaded
from reader.library.library import Library
from reader.library.listing import Form, Section
from reader.library.sidebar_rows import SidebarGroup, SidebarRow, SidebarSection
from reader.posts.catalogue import Catalogue
from reader.posts.facets import FacetKey
from reader.posts.post import Post
from reader.posts.search.hits import Hit
from reader.posts.search.query import parse_query
from reader.settings import LoadedSettings, Settings
from reader.store.arrivals import ArrivalStore
from reader.store.marks import Marks
from reader.text.dates import DateForm
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.facet_numbers import FacetNumbers
from reader.tui.controllers.front_pictures import FrontPictures
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.last_session import LastSession, SessionKeeper
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.list import ListController, ListShown, ListSources
from reader.tui.controllers.marks.marking import MarkingController
from reader.tui.controllers.marks.picking import PickingController
from reader.tui.controllers.marks.reading_queue import ReadingQueue
from reader.tui.controllers.navigation import Navigator
from reader.tui.controllers.pane_widths import PaneWidths
from reader.tui.controllers.panes import PaneController
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.reading.link_history import LinkHistory
from reader.tui.controllers.search import SearchController
from reader.tui.controllers.sidebar import SidebarController
from reader.tui.controllers.visits import Visits
from reader.tui.jobs import JobGroup
from reader.tui.keymap import build_keymap
from reader.tui.panes import Pane
from reader.tui.preferences import Preferences
from reader.tui.rows.facet_rows import Numbers
from reader.tui.session import Session

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12).timestamp()
FOLDERS = (Path("/news"),)


@dataclass
class StartedJob:
    """A job that was started."""

    group: JobGroup
    job: Callable[..., None]
    request: Any


class Jobs:
    """Records the jobs that are started, and runs none of them."""

    def __init__(self) -> None:
        self.started: list[StartedJob] = []

    def start(self, group: JobGroup, job: Any, request: Any) -> None:
        """Record a job."""
        self.started.append(StartedJob(group, job, request))

    def requests(self, group: JobGroup) -> list[Any]:
        """Return the requests of the jobs of a group, in the order of their start."""
        return [job.request for job in self.started if job.group is group]

    def clear(self) -> None:
        """Forget the jobs so far."""
        self.started.clear()


class FakeWait:
    """A wait that ends when the test says so."""

    def __init__(self, callback: Callable[[], object]) -> None:
        self.end = callback
        self.is_running = False

    def restart(self) -> None:
        self.is_running = True

    def stop(self) -> None:
        self.is_running = False


class FakeSidebar:
    """The rows of the sidebar, with a cursor."""

    def __init__(self) -> None:
        self.cursor = -1
        self.rows: Sequence[SidebarRow] = ()
        self.numbers: Numbers = lambda _: (None, None)
        self.chips: Collection[FacetKey] = ()
        self.numbered: Sequence[FacetKey | None] = ()
        self.failing: Collection[FacetKey] = ()
        self.part: str | None = None

    def show(
        self,
        rows: Sequence[SidebarRow],
        numbers: Numbers,
        chips: Collection[FacetKey],
        numbered: Sequence[FacetKey | None],
        cursor: int,
        *,
        failing: Collection[FacetKey] = (),
        part: str | None = None,
    ) -> None:
        """Show rows."""
        self.failing = failing
        self.rows, self.numbers, self.chips, self.cursor = rows, numbers, chips, cursor
        self.part, self.numbered = part, numbered

    @property
    def names(self) -> list[str]:
        """The rows as text, with `▾` or `▸` before headings."""
        return [row_name(row) for row in self.rows]


def row_name(row: SidebarRow) -> str:
    """Return the name of a row, with `▾` or `▸` before a heading, and `-` before a group."""
    if isinstance(row, SidebarSection):
        return f"{'▾' if row.is_expanded else '▸'} {row.title}"
    if isinstance(row, SidebarGroup):
        return f"- {row.name}"
    return row.label


class FakeSearches:
    """Saved searches, and their numbers of unread posts."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.unread: dict[str, int] = {}
        self.tests: dict[str, Callable[[Post], bool]] = {}

    def test_for(self, text: str) -> Callable[[Post], bool] | None:
        """Return the test of a search."""
        return self.tests.get(text)


class FakePostList:
    """The listed posts, with a cursor."""

    def __init__(self) -> None:
        self.title = ""
        self.sections: Sequence[Section] = ()
        self.prepared: Sequence[Section] = ()
        self.posts: Sequence[Post] = ()
        self.offers: Sequence[Post] = ()
        """The post of the row to continue, which comes before the other posts."""
        self.hits: Mapping[str, Hit] = {}
        self.chips: Sequence[str] = ()
        self.notice: Sequence[str] = ()
        self.is_by_date = False
        self.cursor = -1
        self.is_untouched = True
        self.picks = 0
        self.pictures: Mapping[str, Picture | None] = {}

    @property
    def headings(self) -> list[str]:
        """The headings of the sections with posts."""
        return [section.heading for section in self.sections if section.posts]

    @property
    def titles(self) -> list[str]:
        """The titles of the posts."""
        return [post.title for post in self.posts]

    @property
    def highlighted(self) -> Post | None:
        """The post under the cursor."""
        rows = [*self.offers, *self.posts]
        return rows[self.cursor] if 0 <= self.cursor < len(rows) else None

    @property
    def offers_to_continue(self) -> bool:
        """Whether the cursor is on the row to continue."""
        return 0 <= self.cursor < len(self.offers)

    @property
    def cursor_number(self) -> int:
        """Position of the cursor, from 1; 0 on the row to continue."""
        return self.cursor + 1 - len(self.offers)

    @property
    def post_count(self) -> int:
        """Number of posts."""
        return len(self.posts)

    def show(
        self,
        title: str,
        sections: Sequence[Section],
        *,
        is_new: bool,
        is_by_date: bool = False,
        hits: Mapping[str, Hit] = MappingProxyType({}),
        chips: Sequence[str] = (),
    ) -> None:
        """List posts; the cursor stays on its post unless the list is new or untouched."""
        kept = None if is_new or self.is_untouched else self.highlighted
        self.title, self.sections, self.hits, self.chips = title, sections, hits, chips
        self.is_by_date = is_by_date
        self.offers = [post for row in sections if row.form is Form.CONTINUE for post in row.posts]
        self.posts = [
            post for row in sections if row.form is not Form.CONTINUE for post in row.posts
        ]
        paths = [post.path for post in self.posts]
        self.is_untouched = kept is None
        if kept is None:
            self.cursor = 0 if self.posts else -1
        elif kept.path in paths:
            self.cursor = paths.index(kept.path) + len(self.offers)

    def prepare(
        self, sections: Sequence[Section], hits: Mapping[str, Hit] = MappingProxyType({})
    ) -> None:
        """Take sections that are going to be shown."""
        self.prepared = sections

    def show_notice(self, *lines: str) -> None:
        """Take a notice."""
        self.notice = lines

    def highlight(self, post: Post) -> bool:
        """Move the cursor to a post."""
        paths = [listed.path for listed in self.posts]
        if post.path in paths:
            self.cursor = paths.index(post.path) + len(self.offers)
            self.is_untouched = False
        return post.path in paths

    def move_cursor(self, steps: int) -> None:
        """Move the cursor, as far as there are posts."""
        self.cursor = min(max(self.cursor + steps, 0), len(self.offers) + len(self.posts) - 1)
        self.is_untouched = False

    def post_at(self, row: int) -> Post | None:
        """Return the post of a row."""
        return self.posts[row] if 0 <= row < len(self.posts) else None

    def row_of(self, path: str) -> int:
        """Return the row of a post; -1 if it is not listed."""
        paths = [post.path for post in self.posts]
        return paths.index(path) if path in paths else -1

    def show_picks(self, count: int, unlisted: int) -> None:
        """Take the number of picked posts."""
        self.picks = count

    def next_post(self, step: int, matches: Callable[[Post], bool]) -> Post | None:
        """Return the first post after the cursor that matches."""
        end = len(self.posts) if step > 0 else -1
        row = self.cursor - len(self.offers)
        others = (self.posts[other] for other in range(row + step, end, step))
        return next(filter(matches, others), None)

    def show_pictures(self, pictures: Mapping[str, Picture | None]) -> None:
        """Take pictures."""
        self.pictures = pictures


@dataclass
class Shown:
    """An article that a pane was given."""

    path: str
    blocks: list[Block]
    is_complete: bool
    start: ScrollPosition | None


class FakeArticlePane:
    """Records what it is given."""

    def __init__(self) -> None:
        self.shows: list[Shown] = []
        """Every article that was shown, the latest at the end."""
        self.notice: Sequence[str] = ()
        self.path: str | None = None
        self.position: ScrollPosition | None = None
        self.max_picture_rows = 8
        self.progress: int | None = None
        self.block: int | None = None
        """The block that was scrolled to."""
        self.is_dead: Callable[[str], bool] | None = None
        self.find_text = ""

    @property
    def texts(self) -> list[str]:
        """The labels and post titles below the document of the article that is shown."""
        return section_texts(self.shows[-1].blocks)

    def show(
        self,
        path: str,
        title: str,
        blocks: Sequence[Block],
        *,
        headings: Sequence[int] = (),
        is_complete: bool = True,
        start: ScrollPosition | None = None,
        minutes: int = 0,
    ) -> None:
        """Show an article."""
        if path != self.path:
            self.position = start or ScrollPosition(0, title)
        self.path = path
        self.shows.append(Shown(path, list(blocks), is_complete, start))

    def show_notice(self, *lines: str) -> None:
        """Show a notice."""
        self.path, self.position, self.notice = None, None, lines

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add blocks to the article."""
        self.shows[-1].blocks.extend(blocks)

    def mark_dead_links(self, is_dead: Callable[[str], bool]) -> None:
        """Take the judge of dead links."""
        self.is_dead = is_dead

    def progress_to(self, end: int) -> int | None:
        """Return how much was read."""
        return self.progress

    def go_to_block(self, block: int) -> None:
        """Scroll to a block."""
        self.block = block

    def go_to_position(self, position: ScrollPosition) -> None:
        """Scroll to a position."""
        self.position = position

    def offer_links(self) -> bool:
        """Find no link in sight."""
        return False


def section_texts(blocks: Iterable[Any]) -> list[str]:
    """Return the labels of rules, and the titles of the posts that blocks below them link to."""
    texts: list[str] = []
    for block in blocks:
        label = getattr(block, "label", None)
        post = getattr(getattr(block, "text", None), "post", None)
        if label:
            texts.append(str(label))
        elif post is not None and texts:  # above the first rule is the header of the article
            texts.append(post.title)
    return texts


class FakePanes:
    """Records which panes are shown, how wide they are, and which has the focus."""

    def __init__(self) -> None:
        self.visible: frozenset[Pane] = frozenset()
        self.widths: Mapping[Pane, int] = {}
        self.focused: Pane | None = None
        self.article_cells = 81
        self.sidebar_cells = 22
        self.has_article = False

    def mount_article(self) -> None:
        """Mount the article."""
        self.has_article = True

    def show_panes(self, visible: frozenset[Pane], widths: Mapping[Pane, int]) -> None:
        """Show panes."""
        self.visible, self.widths = visible, widths

    def focus_pane(self, pane: Pane) -> None:
        """Move the focus."""
        self.focused = pane


def new_session(
    folders: Sequence[Path] = FOLDERS, *, has_colors: bool = True, **settings: Any
) -> Session:
    """Return a session with these settings."""
    loaded = LoadedSettings(Settings(**settings))
    return Session(
        tuple(folders), Preferences(loaded), build_keymap({}), lambda: TODAY, has_colors=has_colors
    )


@dataclass
class Controllers:
    """The controllers of a main screen, connected with each other and with no widget."""

    folders: Sequence[Path] = FOLDERS
    settings: Mapping[str, Any] = field(default_factory=dict)
    marks_path: Path | None = None
    last: LastSession | None = None
    """The session that is saved in the file of marks; for a file of its own only."""
    now: float = NOW
    """The current time, in seconds since 1970."""

    def __post_init__(self) -> None:
        self.jobs = Jobs()
        self.messages: list[str] = []
        self.warnings: list[str] = []
        self.opened = 0
        """How often an article was opened."""
        self.shown: list[ListShown] = []
        self.searches: list[bool] = []
        if self.last is not None:
            Marks(self.marks_path).set_last_session(self.folders, json.dumps(asdict(self.last)))
        session = new_session(self.folders, **self.settings)
        self.sidebar = FakeSidebar()
        self.post_list = FakePostList()
        self.pane = FakeArticlePane()
        self.row = FakePanes()
        folders = Library(self.folders)
        self.library = LibraryController(
            folders, self.jobs.start, self.messages.append, self.warnings.append
        )
        self.marks = ReadMarks(
            self.marks_path,
            self.warnings.append,
            new_paths=lambda: self.visits.new,
        )
        self.search = SearchController(
            self.library, self.marks, self.jobs.start, self._on_search_changed
        )
        self.visits = Visits(
            ArrivalStore(None, self.folders), lambda: self.now, self._on_visit_begun
        )
        self.sessions = SessionKeeper(
            self.marks.store,
            self.folders,
            session.preferences.settings.resume_within,
            lambda: self.visits.last_activity,
        )
        self.images = ImagePreferences(session)
        self.front_pictures = FrontPictures(self.post_list, folders, self.jobs.start, self.images)
        self.queue = ReadingQueue(self.marks, self.library)
        self.saved = FakeSearches()
        self.facets = SidebarController(
            self.sidebar,
            self.library,
            FacetNumbers(self.library, self.marks, self.saved),
            lambda is_new: self.listing.refresh(is_new=is_new),
        )
        sources = ListSources(
            self.library,
            self.marks,
            self.search,
            self.queue,
            self.visits,
            self.sessions,
            self.front_pictures,
        )
        self.listing = ListController(
            sources,
            self.facets,
            self.post_list,
            self._on_list_shown,
            lambda: TODAY,
            self.messages.append,
            wants_front_page=session.preferences.settings.front_page,
        )
        self.panes = PaneController(
            self.row,
            PaneWidths(session.preferences.settings),
            self.listing,
            self.facets,
            self._on_arranged,
        )
        self.history = LinkHistory()
        self.article = ArticleController(
            self.pane,
            self.library,
            self.jobs.start,
            self.messages.append,
            self.images,
            self.marks,
            self.history,
            self.listing.next_post_of,
            lambda: TODAY,
            DateForm.BOTH,
            self._create_article_wait,
        )
        self.navigator = Navigator(
            self.library,
            self.facets,
            self.post_list,
            self.listing,
            self.panes,
            self.article,
            self.messages.append,
            self.warnings.append,
            self._on_open,
        )
        self.picking = PickingController(
            self.post_list,
            self.panes,
            self.navigator,
            self.listing.find_off_page,
            self.messages.append,
            lambda: None,
        )
        self.marking = MarkingController(
            self.marks,
            self.picking,
            self.queue,
            self.listing,
            self.panes,
            self.post_list,
            self.messages.append,
        )

    def _on_search_changed(self, is_new: bool) -> None:
        self.searches.append(is_new)
        self.listing.refresh(is_new=is_new)

    def _on_visit_begun(self) -> None:
        self.listing.refresh(is_new=False)

    def _on_list_shown(self, event: ListShown) -> None:
        self.shown.append(event)
        self.front_pictures.show(event.pictured)
        self.panes.update()

    def _on_arranged(self) -> None:
        self.listing.follow_front_page()
        if self.panes.shows_article:
            self.navigator.open_highlighted()

    def _on_open(self) -> None:
        self.opened += 1

    # As the main screen does it.

    def fit(self, columns: int, rows: int = 30) -> None:
        """Give the screen a size, by default one of few rows."""
        self.panes.fit(columns)
        self.listing.fit(columns, rows)
        self.panes.arrange()

    def _create_article_wait(self, callback: Callable[[], object]) -> FakeWait:
        self.article_wait = FakeWait(callback)
        return self.article_wait

    def load(
        self,
        *posts: Post,
        is_complete: bool = True,
        changed: Iterable[str] = (),
        arrivals: Iterable[Post] = (),
    ) -> None:
        """Take posts of a new load, or of the one that is running, and list them.

        The arrivals are first seen a second later than what happened so far.
        """
        if not self.library.is_busy:
            self.library.load()
        event = loaded(self.jobs, *posts, is_complete=is_complete, changed=changed)
        self.now += 1
        self.take(event._replace(arrivals={post.path: self.now for post in arrivals}))

    def open(self, post: Post, body: str = "Text.", *, is_complete: bool = True) -> None:
        """Go to a post, and load its article."""
        self.navigator.open_post(post)
        self.article.on_loaded(article(post, body, is_complete=is_complete))

    def take(self, event: PostsLoaded) -> None:
        """Take an event of a load, and what follows from it."""
        step = self.library.on_posts_loaded(event)
        if event.is_complete:
            self.visits.on_loaded(event.arrivals)
        if step.is_new:
            self.facets.show_catalogue()
            self.listing.refresh(is_new=False)
            self.navigator.begin(self.sessions)
        if step.changed is not None:
            self.navigator.reopen_changed(step.changed)
        self.library.follow_up(event)

    @property
    def asked_for(self) -> list[str]:
        """Titles of the posts whose articles were asked for, the latest at the end."""
        return [request.post.title for request in self.jobs.requests(JobGroup.ARTICLE)]


def loaded(
    jobs: Jobs,
    *posts: Post,
    load_id: int | None = None,
    is_complete: bool = True,
    is_from_index: bool = False,
    changed: Iterable[str] = (),
) -> PostsLoaded:
    """Return an event of the load that was started last, or of another one."""
    if load_id is None:
        load_id = jobs.requests(JobGroup.LOAD)[-1].load_id
    return PostsLoaded(
        load_id, Catalogue(posts), (), 1, 2, is_complete, frozenset(changed), is_from_index
    )


def article(
    post: Post,
    body: str = "Text.",
    *,
    is_complete: bool = True,
    has_remote_images: bool = False,
    pictures: Pictures | None = None,
) -> ArticleLoaded:
    """Return the event of an article that is loaded."""
    document = parse_document(body, title=post.title)
    return ArticleLoaded(post, document, body, is_complete, has_remote_images, pictures or {})


def found(text: str, *posts: Post) -> PostsFound:
    """Return what a search found."""
    return PostsFound(text, parse_query(text), posts)
