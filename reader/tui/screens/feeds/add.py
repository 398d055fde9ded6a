"""The dialog that adds a feed: its address, what was found there, its category."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.posts.post import UNCATEGORISED
from reader.text.clean import one_line
from reader.text.folding import fold_name
from reader.tui.answers import answer
from reader.tui.controllers.feeds.adding import (
    AddFeedController,
    OfferedFeed,
    clean_address,
)
from reader.tui.controllers.feeds.subscriptions import SubscriptionController
from reader.tui.feeds.requests import FeedRef
from reader.tui.messages import RowPressed
from reader.tui.rows.found_feed_rows import FoundFeedRows
from reader.tui.screens.feeds.category import clean_category
from reader.tui.sheets import DIALOG_SHEET
from reader.tui.text_gate import StaticText, show_subtitle, show_title
from reader.tui.widgets.line_list import LineList, row_classes
from reader.tui.widgets.prompt import LineInput

_ASK = "The address of a site or of a feed, such as kottke.org"
_ASK_KEYS = "Enter look · Esc close"
_LOOK_KEYS = "Esc stop"
_ADD_KEYS = "Enter add · Tab category · Esc back"
_SUBSCRIBED_KEYS = "Enter posts · Esc back"
_CHOOSE_KEYS = "↑ ↓ choose · "


class AddressInput(LineInput):
    """A line for an address, which pasted line breaks do not cut."""

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(clean_address(event.text))


class FoundList(LineList, can_focus=False):
    """Lists the feeds that were found. The keys of the input below move its cursor."""

    ROLES = (*LineList.ROLES, "description", "tint", "bar")
    COMPONENT_CLASSES: ClassVar[set[str]] = row_classes(ROLES)


class AddFeedScreen(ModalScreen[FeedRef | None]):
    """Asks for an address, shows the feeds that are found there, and subscribes to one.

    The answer is the subscription: a new one, or the one that there was already.

    Args:
        adding: Looks for feeds.
        subscriptions: Adds the subscription.
        with_folder: Acts once there is a folder for the posts of feeds: before the first feed, it
            asks for one.
    """

    CSS_PATH = DIALOG_SHEET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, or close", id="add_feed.back"),
        Binding("down", "choose(1)", "Next feed", id="add_feed.down"),
        Binding("up", "choose(-1)", "Previous feed", id="add_feed.up"),
        # With priority, because Textual moves the focus with it.
        Binding("tab", "next_category(1)", "Next category", id="add_feed.tab", priority=True),
        Binding(
            "shift+tab", "next_category(-1)", "Category before", id="add_feed.tab_back",
            priority=True,
        ),
    ]  # fmt: skip

    def __init__(
        self,
        adding: AddFeedController,
        subscriptions: SubscriptionController,
        with_folder: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__()
        self._adding = adding
        self._subscriptions = subscriptions
        self._with_folder = with_folder
        self._found: Sequence[OfferedFeed] = ()
        self._typed_category = ""
        """What the person typed, before Tab replaced it by a category."""
        self._address = AddressInput(placeholder="kottke.org", id="address")
        self._address.cursor_blink = False
        self._remark = StaticText(_ASK, id="remark")
        self._list = FoundList()
        self._category = LineInput(placeholder=UNCATEGORISED, id="category")
        self._category.cursor_blink = False
        self._categories = StaticText(id="categories")
        self._lower = Vertical(
            Horizontal(StaticText("Category", classes="label"), self._category),
            self._categories,
            id="lower",
        )
        self._box = Vertical()

    def compose(self) -> ComposeResult:
        with self._box:
            with Vertical(id="upper"):
                with Horizontal():
                    yield StaticText("Address", classes="label")
                    yield self._address
                yield self._remark
            yield self._list
            yield self._lower

    def on_mount(self) -> None:
        show_title(self._box, "Add a feed")
        self._subscriptions.list()  # for the categories
        self._ask(_ASK)

    def on_unmount(self) -> None:
        self._adding.cancel()

    # The address.

    def _ask(self, remark: str, *, is_fault: bool = False) -> None:
        """Ask for an address, with a remark that may be what is wrong with the last one."""
        self._found = ()
        self._show_phase(_ASK_KEYS, has_found=False)
        self._show_remark(remark, is_fault=is_fault)
        self._address.disabled = False
        self.set_focus(self._address)  # as in `ChooserScreen`

    def _show_remark(self, remark: str, *, is_fault: bool = False) -> None:
        self._remark.update(one_line(remark))
        self._remark.set_class(is_fault, "-fault")
        self._remark.display = bool(remark)

    def _show_phase(self, keys: str, *, has_found: bool) -> None:
        show_subtitle(self._box, keys)
        self._list.display = self._lower.display = has_found
        self._box.set_class(has_found, "-found")

    @on(Input.Submitted, "#address")
    def _look(self) -> None:
        address = clean_address(self._address.value)
        if not address:
            return
        self._address.value = address
        self._show_remark(f"Looking at {address} …")
        self._show_phase(_LOOK_KEYS, has_found=False)
        self._adding.find(address, self._show_found, partial(self._ask, is_fault=True))

    def _show_found(self, feeds: Sequence[OfferedFeed]) -> None:
        self._found = feeds
        self._show_phase(_ADD_KEYS, has_found=True)
        self._list.show_rows(partial(FoundFeedRows, feeds=feeds))
        self._list.cursor = 0
        self._show_what_is_chosen()
        self._category.value = self._adding.proposed_category or feeds[0].category
        self._typed_category = ""
        self._show_categories()
        self.set_focus(self._category)
        self._category.select_all()

    # The feed and its category.

    @property
    def _chosen(self) -> OfferedFeed | None:
        cursor = self._list.cursor
        return self._found[cursor] if 0 <= cursor < len(self._found) else None

    def action_choose(self, step: int) -> None:
        if self._found:
            self._list.move_cursor(step)
            self._show_what_is_chosen()

    def _show_what_is_chosen(self) -> None:
        """Say that there is a choice, or that the feed under the cursor is subscribed to."""
        count = len(self._found)
        is_subscribed = self._chosen is not None and self._chosen.subscribed is not None
        keys = _SUBSCRIBED_KEYS if is_subscribed else _ADD_KEYS
        show_subtitle(self._box, (_CHOOSE_KEYS if count > 1 else "") + keys)
        if is_subscribed:
            self._show_remark("You have this feed already. Enter lists its posts.")
        else:
            self._show_remark(f"{count} feeds were found. Choose one." if count > 1 else "")

    @property
    def _known_categories(self) -> Sequence[str]:
        """The categories that contain what was typed; all, if none does."""
        feeds = self._subscriptions.feeds
        known = feeds.categories if feeds else ()
        part = fold_name(self._typed_category)
        return [name for name in known if part in fold_name(name)] or known

    def action_next_category(self, step: int) -> None:
        known = self._known_categories
        if not self._found or not known:
            return
        current = self._category.value
        place = known.index(current) + step if current in known else (0 if step > 0 else -1)
        with self.prevent(Input.Changed):
            self._category.value = known[place % len(known)]
        self._category.select_all()
        self._show_categories()

    @on(Input.Changed, "#category")
    def _on_category_typed(self) -> None:
        self._typed_category = clean_category(self._category.value)
        self._show_categories()

    def _show_categories(self) -> None:
        known = self._known_categories
        self._categories.update(f"Tab: {' · '.join(known)}" if known else "")
        self._categories.display = bool(known)

    @on(Input.Submitted, "#category")
    @on(RowPressed)
    def _submit(self) -> None:
        feed = self._chosen
        if feed is None:
            return
        if feed.subscribed is not None:
            answer(self, self._subscriptions.ref_of(feed.subscribed))
            return
        self._with_folder(partial(self._subscribe, feed))

    def _subscribe(self, feed: OfferedFeed) -> None:
        self._show_remark(f"Adding {feed.title} …")
        category = clean_category(self._category.value)
        fail = partial(self._show_remark, is_fault=True)
        self._subscriptions.add(feed.url, feed.title, category, partial(answer, self), fail)

    def action_back(self) -> None:
        if self._adding.cancel() or self._found:
            self._ask(_ASK)
        else:
            answer(self)
