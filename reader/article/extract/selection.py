"""The text of an article that is copied: as it was written, and not as it is drawn.

Prefixes, labels, marks and padding are left out, and lines that were wrapped are joined.
"""

from __future__ import annotations

from reader.article.copying import BlockText, LineSource
from reader.article.layout import ArticleLayout
from reader.article.line import line_text


def selected_text(layout: ArticleLayout, start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the text that a selection contains.

    Args:
        layout: The lines of the article.
        start: Number of the first line, and the index of the first character in it.
        end: Number of the last line, and the index after the last character in it.
    """
    copied = ""
    position, last = start[0], min(end[0], layout.height - 1)
    while position <= last:
        layout.line(position)  # Lays the block out, so that its height is known.
        index, first_line = layout.anchor_at(position)
        stop = min(first_line + last - position, len(layout.block_lines(index)) - 1)
        block = layout.blocks[index].source_text(layout.width, layout.palette)
        first_column = start[1] if position == start[0] else None
        position += stop - first_line + 1
        last_column = end[1] if position > end[0] else None
        text = _part(block, (first_line, first_column), (stop, last_column))
        if text is None and start[0] == end[0]:
            text = line_text(layout.line(start[0]))[start[1] : end[1]].strip()
        if text:
            copied += f"{block.before if copied else ''}{text}"
    return copied.rstrip(" ")


def _part(
    block: BlockText, start: tuple[int, int | None], end: tuple[int, int | None]
) -> str | None:
    """Return the text between two positions, each a line and an index in it or None for all of it.

    None for a part of a line that shows the text in another form.
    """
    sources = [source for source in block.lines[start[0] : end[0] + 1] if source is not None]
    if not sources:
        return ""
    if start[0] == end[0] and sources[0].column is None:
        return None
    is_first = block.lines[start[0]] is sources[0]
    is_last = block.lines[end[0]] is sources[-1]
    first = _index(sources[0], start[1]) if is_first else sources[0].start
    last = _index(sources[-1], end[1], at_end=True) if is_last else sources[-1].end
    return block.part(first, max(first, last))


def _index(source: LineSource, column: int | None, *, at_end: bool = False) -> int:
    """Return the index in the text of a character of a line."""
    if column is None or source.column is None:
        return source.end if at_end else source.start
    return min(source.start + max(column - source.column, 0), source.end)
