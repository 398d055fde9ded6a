"""Groups of problems, and below an open group the file, the fault and the remedy of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from rich.segment import Segment
from textual.strip import Strip

from reader.posts.post import Problem
from reader.posts.problem_groups import ProblemGroup
from reader.text.clean import clean_line
from reader.text.wrap import wrap_plain
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

_INDENT = 2
_MIN_TEXT_WIDTH = 10
MAX_LISTED = 1_000
"""Maximum number of problems of an open group that are listed."""

GroupKey: TypeAlias = tuple[str, str]
"""Identity of a group: its section and its kind."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A kind of problem, with the number of its problems."""

    group: ProblemGroup
    is_open: bool

    @property
    def key(self) -> GroupKey:
        """Identity of the group."""
        return self.group.section, self.group.kind


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem. The only one of its kind has no row of a group above it."""

    problem: Problem
    key: GroupKey
    is_alone: bool


ReportRow: TypeAlias = GroupRow | ProblemRow | str
"""A row; a string is a heading, or a remark that more problems match."""


def report_rows(groups: Iterable[ProblemGroup], opened: Collection[GroupKey]) -> list[ReportRow]:
    """Return the rows of some groups.

    Args:
        groups: In their order, those of a section together.
        opened: The groups whose problems are listed.
    """
    rows: list[ReportRow] = []
    section = None
    for group in groups:
        if group.section != section:
            section = group.section
            rows.append(section)
        rows += _rows_of(group, opened)
    return rows


def _rows_of(group: ProblemGroup, opened: Collection[GroupKey]) -> Iterator[ReportRow]:
    key = (group.section, group.kind)
    is_alone = len(group.problems) == 1
    if not is_alone:
        yield GroupRow(group, key in opened)
    if is_alone or key in opened:
        listed = group.problems[:MAX_LISTED]
        yield from (ProblemRow(problem, key, is_alone) for problem in listed)
        if len(group.problems) > len(listed):
            yield f"… and {len(group.problems) - len(listed):,} more. Press / and type to find them"


class ProblemRows(StackedRows):
    """The rows of a report. A problem has as many lines as its text, and an empty line below.

    Args:
        width: Width of the rows, in cells.
        rows: The rows, from top to bottom.
        folders: The open folders; files in them are named relative to them.
    """

    def __init__(self, width: int, rows: Sequence[ReportRow], folders: Sequence[Path]) -> None:
        text_width = max(_MIN_TEXT_WIDTH, width - _INDENT - 1)
        self._rows = rows
        self._texts = [_wrap(row, folders, text_width) for row in rows]
        for row, (before, texts) in enumerate(pairwise(self._texts), start=1):
            if isinstance(rows[row], str) and before[-1] != [""]:
                texts[0].insert(0, "")
        super().__init__((sum(map(len, texts)) for texts in self._texts), width)

    def is_selectable(self, row: int) -> bool:
        """Return whether the cursor can be on the row: on a group or a problem."""
        return not isinstance(self._rows[row], str)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of a row."""
        row = self.at(line)
        line -= self.top(row)
        text_lines = self.height(row) - (self._texts[row][-1] == [""])
        segments = self._segments(row, line, styles)
        return draw_row(segments, self.width, styles, is_cursor=row == cursor, lines=text_lines)

    def _segments(self, row: int, line: int, styles: RowStyles) -> list[Segment]:
        """Return the text of a line; none for an empty line."""
        text_styles = (
            (styles.heading,)
            if isinstance(self._rows[row], str)
            else (styles.mark, styles.title, styles.meta)
        )
        for lines, style in zip(self._texts[row], text_styles, strict=False):
            if line < len(lines):
                return [Segment(" " * _INDENT), Segment(lines[line], style)] if lines[line] else []
            line -= len(lines)
        return []


def _wrap(row: ReportRow, folders: Sequence[Path], width: int) -> tuple[list[str], ...]:
    """Return the lines in the first style of the row, in the second and in the third.

    An empty line follows a problem of several lines. Other rows are close together.
    """
    if isinstance(row, str):
        return wrap_plain(row, width), []
    if isinstance(row, GroupRow):
        sign = "▾" if row.is_open else "▸"
        return [], wrap_plain(f"{sign} {len(row.group.problems):,} × {row.group.kind}", width), []
    return _wrap_problem(row, folders, width)


def _wrap_problem(row: ProblemRow, folders: Sequence[Path], width: int) -> tuple[list[str], ...]:
    problem = row.problem
    path = clean_line(path_in_folders(problem.path, folders)) if problem.path else ""
    location = f"{path}:{problem.line}" if problem.line else path
    # Below the row of a group, only what the group does not say is repeated.
    has_message = row.is_alone or row.key[1] != problem.message[:1].upper() + problem.message[1:]
    texts = (location, problem.message if has_message else "", problem.remedy)
    wrapped = [wrap_plain(text, width - _INDENT) if text else [] for text in texts]
    indent = "" if row.is_alone else " " * _INDENT
    first, second, third = ([indent + line for line in lines] for lines in wrapped)
    has_one_line = len(first) + len(second) + len(third) == 1
    return first, second, third, [] if has_one_line else [""]


def path_in_folders(path: str, folders: Sequence[Path]) -> str:
    """Return the path of a file relative to the open folder that holds it.

    With several open folders, it begins with the name of the folder. The path of a file outside
    of these folders is returned unchanged.
    """
    for folder in folders:
        if Path(path).is_relative_to(folder.absolute()):
            below = Path(path).relative_to(folder.absolute())
            return str(Path(folder.absolute().name, below) if len(folders) > 1 else below)
    return path
