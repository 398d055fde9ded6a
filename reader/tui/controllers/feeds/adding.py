"""Adding a feed: looking for the feeds of an address, subscribing to one, showing its posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.posts.facets import Facet, FacetValue
from reader.text.clean import one_line
from reader.text.sentences import as_sentence
from reader.tui import jobs
from reader.tui.controllers.feeds.commands import CommandRunner
from reader.tui.controllers.feeds.fetching import FetchController
from reader.tui.controllers.feeds.folder import FeedsFolder
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.sidebar import SidebarController
from reader.tui.feeds.child import ChildCommand, ChildEnded
from reader.tui.feeds.requests import FeedRef
from reader.tui.jobs import JobGroup

MAX_HEADLINES = 5
"""Maximum number of headlines that show what is in a feed."""
_NO_ANSWER = "The program that looks for feeds ended unexpectedly. Press Enter to try again."


@dataclass(frozen=True)
class OfferedFeed:
    """A feed that was found at an address. All texts are clean, and are one line."""

    url: str
    title: str
    """Its name, never empty."""
    entries: int = 0
    headlines: tuple[str, ...] = ()
    """Titles of its first entries."""
    category: str = ""
    """The category that fits it; empty if none is known."""
    subscribed: str | None = None
    """Id of its subscription; None if there is none yet."""

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> OfferedFeed | None:
        """Return the feed of a line that `broadsheet feed find --json` writes; None if it is not
        one."""
        url, entries = values.get("url"), values.get("entries")
        if not isinstance(url, str) or not url:
            return None
        headlines = values.get("headlines")
        listed = headlines if isinstance(headlines, list) else []
        subscribed = values.get("subscribed")
        return cls(
            url,
            one_line(str(values.get("title") or "")) or one_line(url),
            entries if isinstance(entries, int) else 0,
            tuple(one_line(str(text)) for text in listed[:MAX_HEADLINES]),
            one_line(str(values.get("category") or "")),
            str(subscribed) if subscribed else None,
        )


class AddFeedController:
    """Looks for feeds, and shows the posts of a feed that was added once they are loaded.

    Args:
        folder: The folder of the feeds.
        runner: Runs the program that looks for feeds.
        fetching: Fetches the feed.
        library: The posts.
        sidebar: What is selected.
        open_value: Lists the posts of a value of the sidebar.
    """

    def __init__(
        self,
        folder: FeedsFolder,
        runner: CommandRunner,
        fetching: FetchController,
        library: LibraryController,
        sidebar: SidebarController,
        open_value: Callable[[FacetValue], object],
    ) -> None:
        self._folder = folder
        self._runner = runner
        self._fetching = fetching
        self._library = library
        self._sidebar = sidebar
        self._open_value = open_value
        self._looking: ChildCommand | None = None
        self._answers: list[Mapping[str, Any]] = []
        self._awaited: FacetValue | None = None
        """What is listed as soon as it has posts."""

    @property
    def proposed_category(self) -> str:
        """The category that is selected; empty if none is."""
        values = self._sidebar.selection.values
        names = [value.name for value in values if value.facet is Facet.CATEGORY]
        return names[-1] if names else ""

    # Looking for feeds.

    def find(
        self,
        address: str,
        on_found: Callable[[Sequence[OfferedFeed]], object],
        on_failed: Callable[[str], object],
    ) -> None:
        """Look for the feeds of a site, or whether an address is that of a feed.

        Args:
            address: The address, with or without `https://`.
            on_found: Called with the feeds, the best first; at least one.
            on_failed: Called with what is wrong and what to do.
        """
        self.cancel()
        self._answers = []

        def on_end(event: ChildEnded) -> None:
            self._looking = None
            feeds = [feed for values in self._answers if (feed := OfferedFeed.from_values(values))]
            if feeds:
                on_found(feeds)
            else:
                on_failed(_failure(self._answers, event))

        # `--`: an address may begin with a dash.
        options = ["--json", "--folder", str(self._folder.path), "--", address]
        self._looking = self._runner.run(
            JobGroup.FIND_FEEDS,
            jobs.run_json_command,
            ["feed", "find", *options],
            self._answers.extend,
            on_end,
        )

    def cancel(self) -> bool:
        """Stop looking; return whether that was going on."""
        command, self._looking = self._looking, None
        if command is not None:
            self._runner.drop(command)
        return command is not None

    # Showing the posts of a new feed.

    def fetch(self, feed: FeedRef) -> None:
        """Fetch a feed that was added, and list its posts once they are there."""
        value = feed_value(feed.name)
        self._fetching.fetch_new(feed.id, lambda: self._await(value))

    def _await(self, value: FacetValue) -> None:
        self._awaited = value
        self.on_loaded()

    def on_loaded(self) -> None:
        """List the posts of the new feed, if they are among those that are loaded now."""
        value = self._awaited
        if value is not None and self._library.catalogue.facets.get(value.facet, value.name):
            self._awaited = None
            self._open_value(value)


def feed_value(name: str) -> FacetValue:
    """Return the value of the sidebar that selects the posts of a feed."""
    return FacetValue(Facet.FEED, name)


def clean_address(text: str) -> str:
    """Return an address as it was meant: without the whitespace and quotes that surround it, and
    without the line breaks that a terminal or a mail program puts into it."""
    return "".join(text.split()).strip("<>\"'")


def _failure(answers: Sequence[Mapping[str, Any]], event: ChildEnded) -> str:
    """Return what is wrong and what to do, from what the program wrote before it ended."""
    for values in answers:
        if values.get("error"):
            reason = as_sentence(one_line(str(values["error"])))
            return f"{reason} {one_line(str(values.get('remedy') or ''))}".rstrip()
    return event.message or _NO_ANSWER
