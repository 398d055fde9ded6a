"""Where the cursor of a list goes, among rows of which some cannot be selected."""

from __future__ import annotations

from reader.tui.rows.model import RowSource


def lines_of(rows: RowSource, row: int) -> range:
    """Return the lines of a row; none if there is no such row."""
    if not 0 <= row < rows.count:
        return range(0)
    return range(rows.top(row), rows.top(row) + rows.height(row))


def topmost(rows: RowSource, row: int) -> int:
    """Return the first of the headings right above a row, or else the row."""
    while row > 0 and not rows.is_selectable(row - 1):
        row -= 1
    return row


def nearest(rows: RowSource, row: int, step: int) -> int:
    """Return the selectable row nearest to a row.

    Args:
        rows: The rows.
        row: Where to begin; may be beyond the ends.
        step: The direction to look in first, 1 for down or -1 for up; then the other one.

    Returns:
        The row; -1 if no row is selectable.
    """
    if not rows.count:
        return -1
    row = min(max(row, 0), rows.count - 1)
    down, up = range(row, rows.count), range(row, -1, -1)
    ways = (down, up) if step > 0 else (up, down)
    others = (other for way in ways for other in way)
    return next((other for other in others if rows.is_selectable(other)), -1)


def moved_by_rows(rows: RowSource, row: int, steps: int) -> int:
    """Return the row that is a number of selectable rows below a row, or above it if the number is
    negative; at most the last one."""
    step = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        next_row = nearest(rows, row + step, step)
        if (next_row - row) * step <= 0:
            break
        row = next_row
    return row


def moved_by_lines(rows: RowSource, row: int, lines: int) -> int:
    """Return the selectable row that is a number of lines below a row, or above it if the number is
    negative. It is another row, if there is one."""
    target = rows.at(max(0, rows.top(row) + lines), rows.left(row))
    step = 1 if lines > 0 else -1
    return nearest(rows, target + step if target == row else target, step)
