"""Problems of posts: the file, what is wrong with it, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.segment import Segment
from textual.strip import Strip

from reader.posts.post import Problem
from reader.text.clean import clean_line
from reader.text.wrap import wrap_plain
from reader.tui.rows.model import RowStyles, StackedRows, draw_row

_INDENT = 2
_MIN_TEXT_WIDTH = 10


class ProblemRows(StackedRows):
    """One problem per row, with as many lines as its text needs and an empty line below.

    Args:
        width: Width of the rows, in cells.
        problems: The problems in their order.
        folders: The open folders; files in them are named relative to them.
    """

    def __init__(self, width: int, problems: Sequence[Problem], folders: Sequence[Path]) -> None:
        text_width = max(_MIN_TEXT_WIDTH, width - _INDENT - 1)
        self._texts = [_wrap(problem, folders, text_width) for problem in problems]
        super().__init__((sum(map(len, texts)) for texts in self._texts), width)

    def draw_line(self, line: int, cursor: int, styles: RowStyles) -> Strip:
        """Draw one line of a problem."""
        row = self.at(line)
        line -= self.top(row)
        is_separator = line == self.height(row) - 1
        is_cursor = row == cursor and not is_separator
        segments = self._segments(row, line, styles)
        return draw_row(
            segments, self.width, styles, is_cursor=is_cursor, lines=self.height(row) - 1
        )

    def _segments(self, row: int, line: int, styles: RowStyles) -> list[Segment]:
        text_styles = (styles.mark, styles.title, styles.meta)
        for lines, style in zip(self._texts[row], text_styles, strict=True):
            if line < len(lines):
                return [Segment(" " * _INDENT), Segment(lines[line], style)]
            line -= len(lines)
        return []


def _wrap(problem: Problem, folders: Sequence[Path], width: int) -> tuple[list[str], ...]:
    """Return the lines of the path, of the message and of the remedy with the line below."""
    path = clean_line(path_in_folders(problem.path, folders))
    location = f"{path}:{problem.line}" if problem.line else path
    remedy = [*(wrap_plain(problem.remedy, width) if problem.remedy else ()), ""]
    return wrap_plain(location, width), wrap_plain(problem.message, width), remedy


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
