"""The footer: the keys that are useful in the current pane, and the progress of a fetch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.text.counts import counted
from reader.text.wrap import truncate
from reader.tui.bindings import COMMON_HINTS, FILTER, FIND, HINTS, SEARCH
from reader.tui.keymap import Keymap, first_key_name
from reader.tui.messages import HintClicked
from reader.tui.rows.model import make_strip
from reader.tui.widgets.component_styles import component_style

_MARGIN = 1
_GAP = 2
_MIN_HINT_CELLS = 26
"""Cells that the progress of a fetch leaves to the hints, before it names no feed."""
_MAX_FEED_CELLS = 24
"""Maximum width of the name of a feed."""


class Hint(NamedTuple):
    """A key, what it does in a word or two, and its command."""

    key: str
    label: str
    command_id: str

    @property
    def cells(self) -> int:
        """Width of the hint, in cells."""
        return cell_len(self.key) + 1 + cell_len(self.label)


class KeyHints(Widget):
    """Shows hints from the left, and a remark such as the number of problems at the right.

    During a fetch, its progress takes the place of the remark.

    The last hint is always shown. Other hints that do not fit are left out.

    Args:
        keymap: The keys of the commands.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hint--key",
        "hint--label",
        "hint--remark",
        "hint--progress",
    }

    hints: reactive[Sequence[Hint]] = reactive(())
    remark: reactive[str] = reactive("")
    progress: reactive[tuple[str, str]] = reactive(("", ""))
    """How far a fetch is, and the feed that came last; empty while its progress is not shown."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def offer(
        self, place: str, problem_count: int, skipped_count: int, failed_count: int = 0
    ) -> None:
        """Show the hints of a place, and the numbers of problems and of skipped files.

        Args:
            place: A key of `HINTS`: a pane, or a state of one.
            problem_count: Number of problems.
            skipped_count: Number of files that are not posts.
            failed_count: Number of feeds that failed. If all numbers are 0, no remark is shown.
        """
        # In a text box, the common keys are letters to type.
        offers = HINTS[place] if place in (SEARCH, FIND, FILTER) else (*HINTS[place], *COMMON_HINTS)
        self.hints = [
            Hint(first_key_name(self._keymap[command_id]), label, command_id)
            for command_id, label in offers
        ]
        parts = (
            counted(failed_count, "failed feed") if failed_count else "",
            counted(problem_count, "problem") if problem_count else "",
            f"{skipped_count:,} skipped" if skipped_count else "",
        )
        remark = ", ".join(filter(None, parts))
        self.remark = f"! {remark}" if remark else ""

    def show_fetch(self, progress: str, feed: str) -> None:
        """Show how far a fetch is, and the feed that came last; nothing if both are empty."""
        self.progress = (progress, feed)

    @property
    def _right(self) -> str:
        """What is shown at the right: the progress of a fetch, or the remark."""
        progress, feed = self.progress
        if not progress:
            return self.remark
        room = self.size.width - 2 * _MARGIN - _GAP - _MIN_HINT_CELLS - cell_len(f"{progress} · ")
        name = truncate(feed, min(room, _MAX_FEED_CELLS)) if feed and room >= len("…") + 3 else ""
        return f"{progress} · {name}" if name else progress

    def visible_hints(self) -> list[Hint]:
        """Return the hints that there is room for."""
        if not self.hints:
            return []
        *others, last = self.hints
        right = self._right
        room = self.size.width - 2 * _MARGIN - (cell_len(right) + _GAP if right else 0)
        room -= last.cells
        visible: list[Hint] = []
        for hint in others:
            room -= hint.cells + _GAP
            if room < 0:
                break
            visible.append(hint)
        return [*visible, last]

    def _hint_segments(self) -> Iterator[Segment]:
        yield Segment(" " * _MARGIN)
        for hint in self.visible_hints():
            yield Segment(hint.key, component_style(self, "hint--key"))
            yield Segment(f" {hint.label}{' ' * _GAP}", component_style(self, "hint--label"))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        segments = list(self._hint_segments())
        right = self._right
        room = width - sum(segment.cell_length for segment in segments) - cell_len(right)
        if right and room >= 0:
            name = "hint--progress" if self.progress[0] else "hint--remark"
            segments.append(Segment(" " * (room - _MARGIN)))
            segments.append(Segment(right, component_style(self, name)))
        return make_strip(segments, width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        left = _MARGIN
        for hint in self.visible_hints():
            if left <= event.x < left + hint.cells:
                self.post_message(HintClicked(hint.command_id))
            left += hint.cells + _GAP
