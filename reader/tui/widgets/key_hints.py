"""The line at the bottom: the keys that matter here and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.bindings import COMMON_HINTS, FIND, HINTS, SEARCH
from reader.tui.key_names import first_key_name
from reader.tui.keymap import Keymap
from reader.tui.messages import HintClicked
from reader.tui.widgets.strips import component_style, strip_of

_GAP = 2


@dataclass(frozen=True, slots=True)
class Hint:
    """A key, what it does in a word or two, and the command behind it."""

    key: str
    label: str
    command_id: str

    @property
    def cells(self) -> int:
        """Width on the line."""
        return cell_len(self.key) + 1 + cell_len(self.label)


class KeyHints(Widget):
    """Hints from the left, the last of them always shown; those that do not fit are left out
    whole. A remark, such as a count of faulty posts, stands at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint--key", "hint--label", "hint--remark"}

    hints: reactive[Sequence[Hint]] = reactive(())
    remark: reactive[str] = reactive("")

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def offer(self, pane: str, problem_count: int) -> None:
        """Show what the keys do in a pane, and how many problems there are to look at."""
        # What is typed into a box are no keys.
        offers = HINTS[pane] if pane in (SEARCH, FIND) else (*HINTS[pane], *COMMON_HINTS)
        self.hints = [Hint(first_key_name(self._keymap[it]), label, it) for it, label in offers]
        plural = "" if problem_count == 1 else "s"
        self.remark = f"! {problem_count:,} problem{plural}" if problem_count else ""

    def visible_hints(self) -> list[Hint]:
        """Those that there is room for."""
        if not self.hints:
            return []
        *others, last = self.hints
        room = self.size.width - 2 - (cell_len(self.remark) + _GAP if self.remark else 0)
        room -= last.cells
        shown: list[Hint] = []
        for hint in others:
            room -= hint.cells + _GAP
            if room < 0:
                break
            shown.append(hint)
        return [*shown, last]

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        segments = [Segment(" ")]
        for hint in self.visible_hints():
            segments += [
                Segment(hint.key, component_style(self, "hint--key")),
                Segment(f" {hint.label}{' ' * _GAP}", component_style(self, "hint--label")),
            ]
        used = sum(cell_len(it.text) for it in segments)
        if self.remark and used + cell_len(self.remark) <= width:
            segments.append(Segment(" " * (width - used - cell_len(self.remark) - 1)))
            segments.append(Segment(self.remark, component_style(self, "hint--remark")))
        return strip_of(segments, width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        left = 1
        for hint in self.visible_hints():
            if left <= event.x < left + hint.cells:
                self.post_message(HintClicked(hint.command_id))
            left += hint.cells + _GAP
