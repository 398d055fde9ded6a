"""The subscriptions: their states, and the keys to change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.posts.post import Problem
from reader.settings import SUBSCRIPTIONS_FILE
from reader.text.clean import one_line
from reader.tui.answers import answer
from reader.tui.controllers.feeds.subscriptions import SubscriptionController
from reader.tui.feeds.listed import FeedList, ListedFeed
from reader.tui.messages import RowPressed
from reader.tui.notices import notify
from reader.tui.palette.matching import Matcher
from reader.tui.rows.feed_rows import column_titles
from reader.tui.screens.confirm import ConfirmScreen
from reader.tui.screens.feeds.category import CategoryScreen
from reader.tui.screens.prompt import PromptScreen
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, show_subtitle, show_title
from reader.tui.widgets.feed_list import FeedTable
from reader.tui.widgets.prompt import LineInput

_KEYS = (
    "Enter posts · r fetch · a add · i import · e rename · m move · d remove · / filter · ? keys"
    " · Esc close",
    "Enter posts · r fetch · a add · e rename · m move · d remove · / filter · Esc close",
    "Enter posts · r fetch · a add · d remove · ? all keys · Esc close",
    "r fetch · a add · ? all keys · Esc close",
)
"""The keys in the frame, for narrower and narrower terminals."""
_EMPTY_KEYS = ("a add · i import · ? keys · Esc close", "a add · i import · Esc close")
"""The same, while there is no feed that the other keys could act on."""
_FILTER_KEYS = ("Enter go to the list · Esc clear the filter",)
"""The same, while the other keys are typed into the filter."""
_MARGIN = 8
"""Cells of the frame around the keys."""
_EMPTY = (
    "No feeds yet",
    "Press a and enter the address of a site or of a feed: its entries become posts here.",
    "i imports the feeds of another reader: an OPML file, or the urls file of newsboat.",
)


class FeedsScreen(ModalScreen[ListedFeed | None]):
    """Lists the subscriptions. The answer is the feed whose posts are to be listed.

    Args:
        subscriptions: Lists and changes the subscriptions.
        clock: Returns the current time, in seconds since 1970.
        add: Opens the dialog that adds a feed.
        import_file: Opens the dialog that imports subscriptions.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "choose", "List the posts of the feed", id="feeds.choose"),
        Binding("r,R", "fetch", "Fetch the feed now", id="feeds.fetch"),
        Binding("a,plus", "add", "Add a feed", id="feeds.add_here"),
        Binding("e", "rename", "Rename the feed", id="feeds.rename"),
        Binding("m", "move", "Move the feed to another category", id="feeds.move"),
        Binding("d,delete", "remove", "Remove the feed", id="feeds.remove"),
        Binding("i", "import_file", "Import feeds", id="feeds.import"),
        Binding(
            "exclamation_mark",
            "remedies",
            "Only what went wrong, with remedies",
            id="feeds.remedies",
        ),
        Binding("slash", "filter", "Filter", id="feeds.filter"),
        Binding("down,tab", "leave_filter", "Go to the list", id="feeds.leave_filter"),
        Binding("escape", "back", "Clear the filter, or close", id="feeds.back"),
        Binding("h,left,q,E", "close", "Close", id="feeds.close"),
    ]

    def __init__(
        self,
        subscriptions: SubscriptionController,
        clock: Callable[[], float],
        add: Callable[[], object],
        import_file: Callable[[], object],
    ) -> None:
        super().__init__()
        self._subscriptions = subscriptions
        self._clock = clock
        self._add = add
        self._import = import_file
        self._only_faults = False
        self._input = LineInput(placeholder="/ filters by name, category or address")
        self._input.cursor_blink = False
        self._columns = StaticText(id="columns")
        self._table = FeedTable()
        self._status = StaticText(id="status")
        self._box = Vertical(self._input, self._columns, self._table, self._status)

    def compose(self) -> ComposeResult:
        yield self._box

    def on_mount(self) -> None:
        self.set_focus(self._table)
        # A scroll bar makes the rows narrower.
        self.watch(self._table, "show_vertical_scrollbar", self._show_columns_soon, init=False)
        self._table.show_notice("Loading the feeds …")
        show_title(self._box, self._title(()))
        self._show_keys(self.size.width)
        self._subscriptions.show_in(self._show)
        self._subscriptions.list()

    def on_unmount(self) -> None:
        self._subscriptions.show_in(None)

    def on_resize(self, event: events.Resize) -> None:
        self._show_keys(event.size.width)
        self._show_columns_soon()

    @on(events.DescendantFocus)
    def _on_focus_moved(self) -> None:
        self._show_keys(self.size.width)

    def _show_keys(self, width: int) -> None:
        """Show in the frame the keys that do something now."""
        keys: Sequence[str] = _KEYS if self._feeds.feeds else _EMPTY_KEYS
        if self._input.has_focus:
            keys = _FILTER_KEYS
        fitting = (line for line in keys if len(line) <= width - _MARGIN)
        show_subtitle(self._box, next(fitting, keys[-1]))

    def _show_columns_soon(self) -> None:
        self.call_after_refresh(self._show_columns)

    def _show_columns(self) -> None:
        has_rows = self._table.highlighted is not None
        self._columns.update(column_titles(self._table.line_width) if has_rows else "")

    # What is listed.

    @property
    def _feeds(self) -> FeedList:
        return self._subscriptions.feeds or FeedList()

    def _show(self) -> None:
        feeds = self._feeds.feeds
        self._only_faults = self._only_faults and any(feed.needs_attention for feed in feeds)
        listed = [feed for feed in feeds if self._is_listed(feed)]
        now = datetime.fromtimestamp(self._clock())
        query = self._input.value
        self._table.show_notice(*((f"No match for “{query}”",) if feeds else _EMPTY))
        self._table.show_feeds(listed, now, shows_remedies=self._only_faults)
        self._input.display = bool(feeds)
        self._show_columns()
        self._show_keys(self.size.width)
        show_title(self._box, self._title(feeds))
        progress = self._subscriptions.fetching.progress
        notes = [
            f"Fetching: {progress}" if progress[:1].isdecimal() else progress,
            _mistakes(self._feeds.problems),
        ]
        self._status.update(one_line(" · ".join(filter(None, notes))))
        self._status.display = any(notes)

    def _title(self, feeds: Sequence[ListedFeed]) -> str:
        if not feeds:
            return "Feeds"
        counts = (
            (sum(feed.is_failing for feed in feeds), "failing"),
            (sum(feed.has_gap for feed in feeds), "with missed entries"),
        )
        faults = ", ".join(f"{count:,} {words}" for count, words in counts if count)
        hint = "! lists all" if self._only_faults else "! says what to do"
        return f"Feeds · {len(feeds):,}" + (f" · {faults}: {hint}" if faults else "")

    def _is_listed(self, feed: ListedFeed) -> bool:
        query = self._input.value.strip()
        text = f"{feed.name} {feed.category} {feed.url}"
        is_found = not query or Matcher(query).score(text) > 0
        return is_found and (feed.needs_attention or not self._only_faults)

    @on(Input.Changed)
    def _filter(self) -> None:
        self._show()

    @on(Input.Submitted)
    def action_leave_filter(self) -> None:
        self.set_focus(self._table)

    def action_filter(self) -> None:
        if self._feeds.feeds:
            self.set_focus(self._input)

    def action_remedies(self) -> None:
        self._only_faults = not self._only_faults
        if self._subscriptions.feeds is None:
            return  # until they are listed, nobody knows which ones fail
        if not any(feed.needs_attention for feed in self._feeds.feeds):
            notify(self.app, "No feed is failing.")
        self._show()

    # What is done with the feed under the cursor.

    @on(RowPressed)
    def action_choose(self) -> None:
        if feed := self._table.highlighted:
            answer(self, feed)

    def action_fetch(self) -> None:
        if feed := self._table.highlighted:
            self._subscriptions.fetch(feed)
            self._show()

    def action_add(self) -> None:
        self._add()

    def action_import_file(self) -> None:
        self._import()

    def action_rename(self) -> None:
        feed = self._table.highlighted
        if feed is None:
            return

        def explain(text: str) -> str | None:
            return "" if one_line(text) else None

        def rename(name: str | None) -> None:
            if name is not None:
                self._subscriptions.rename(feed, one_line(name))

        hint = "Enter rename · Esc close"
        self.app.push_screen(PromptScreen("Name", feed.name, hint, explain, feed.name), rename)

    def action_move(self) -> None:
        feed = self._table.highlighted
        if feed is None:
            return

        def move(category: str | None) -> None:
            if category is not None:
                self._subscriptions.move(feed, category)

        title = f"Category of {feed.name}"
        screen = CategoryScreen(title, self._feeds.categories, feed.category)
        self.app.push_screen(screen, move)

    def action_remove(self) -> None:
        feed = self._table.highlighted
        if feed is None:
            return

        def remove(is_confirmed: bool | None) -> None:
            if is_confirmed:
                self._subscriptions.remove(feed)

        self.app.push_screen(ConfirmScreen(_removal_question(feed)), remove)

    def action_back(self) -> None:
        if self._input.has_focus or self._input.value:
            self._input.value = ""
            self.set_focus(self._table)
        elif self._only_faults:
            self.action_remedies()
        else:
            answer(self)

    def action_close(self) -> None:
        answer(self)


def _removal_question(feed: ListedFeed) -> str:
    """Return the question before a feed is removed, which says what happens to its posts."""
    question = f"Remove the feed “{one_line(feed.name)}”? It will no longer be fetched."
    if not feed.posts:
        return question
    posts = "post stays" if feed.posts == 1 else f"{feed.posts:,} posts stay"
    return f"{question} Its {posts} in the folder."


def _mistakes(problems: Sequence[Problem]) -> str:
    """Return the first mistake in feeds.toml, and how many more there are."""
    if not problems:
        return ""
    first = problems[0]
    line = f" line {first.line}:" if first.line else ""
    more = f" · {len(problems) - 1:,} more in the list of problems" if len(problems) > 1 else ""
    return f"{SUBSCRIPTIONS_FILE}{line} {first.message}{more}"
