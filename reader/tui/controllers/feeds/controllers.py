"""The controllers of feeds, put together.

The first paint shows nothing of them, so this module is imported and the controllers are created
after it (`make bench ARGS=start`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from reader.feeds.writing.versions import former_versions
from reader.posts.facets import FacetValue
from reader.tui.controllers.feeds.adding import AddFeedController
from reader.tui.controllers.feeds.commands import CommandRunner
from reader.tui.controllers.feeds.fetching import FetchController, FetchView
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.controllers.feeds.subscriptions import SubscriptionController
from reader.tui.controllers.library import LibraryController, StartJob
from reader.tui.controllers.read_marks import ReadMarks
from reader.tui.controllers.sidebar import SidebarController
from reader.tui.debounce import Wait
from reader.tui.feeds.child import ChildEnded, ChildOutput
from reader.tui.feeds.requests import FeedChanged, FeedNotChanged, FeedsListed
from reader.tui.session import Session


class FeedHost(Protocol):
    """What the controllers call on the screen that they belong to."""

    @property
    def start(self) -> StartJob:
        """Starts a background job."""

    @property
    def debounce(self) -> Callable[[float, Callable[[], object]], Wait]:
        """Creates a timer from its seconds and what it calls back."""

    @property
    def warn(self) -> Callable[[str], object]:
        """Shows a warning."""

    @property
    def on_feeds_listed(self) -> Callable[[], object]:
        """Called when the feeds were listed: others than before may fail."""


class FeedControllers:
    """The controllers of feeds, which know each other.

    Args:
        session: The folders, settings and paths.
        host: What the controllers call on the screen.
        library: The posts.
        marks: Which posts are read.
        sidebar: What is selected.
        footer: Shows the progress of a fetch.
        open_value: Lists the posts of a value of the sidebar.
    """

    def __init__(
        self,
        session: Session,
        host: FeedHost,
        library: LibraryController,
        marks: ReadMarks,
        sidebar: SidebarController,
        footer: FetchView,
        open_value: Callable[[FacetValue], object],
    ) -> None:
        self._session = session
        self.commands = CommandRunner(host.start)
        self.folder = FeedsFolder(session.preferences, session.folders)
        self.fetching = FetchController(
            self.folder,
            self.commands,
            footer,
            session.preferences.settings.fetch_every,
            host.debounce,
            session.show_message,
            lambda: self.subscriptions.list_if_open(),
        )
        self.subscriptions = SubscriptionController(
            self.folder,
            session.data_folder,
            library,
            marks,
            self.fetching,
            host.start,
            host.warn,
            host.on_feeds_listed,
            sidebar.show_failing_feeds,
        )
        self.adding = AddFeedController(
            self.folder, self.commands, self.fetching, library, sidebar, open_value
        )
        self.former_versions = former_versions
        """Returns the versions of a post from a feed before its author changed it."""

    def begin(self, show: Callable[[str], object]) -> None:
        """Fetch what was added or imported just now; at the first start, ask what to begin with.

        Args:
            show: Opens the dialog with a name.
        """
        session = self._session
        if session.new_feed is not None:
            self.adding.fetch(session.new_feed)
        elif session.fetches_at_once:
            self.fetching.fetch()
        elif session.is_first_start:
            show("welcome")

    def on_loaded(self) -> None:
        """After a load, list the posts of a feed that was added.

        After the first load, also list the feeds, to know which fail, and fetch what is due after
        a moment.
        """
        self.adding.on_loaded()
        if self.subscriptions.feeds is None:
            self.subscriptions.list_if_open()
        self.fetching.begin_automatic()

    @property
    def handlers(self) -> Mapping[type, Callable[..., object]]:
        """What receives the events of the jobs about feeds, by their types."""
        return {
            ChildOutput: self.commands.on_output,
            ChildEnded: self.commands.on_ended,
            FeedsListed: self.subscriptions.on_listed,
            FeedChanged: self.subscriptions.on_changed,
            FeedNotChanged: self.subscriptions.on_changed,
        }
