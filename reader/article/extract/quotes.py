"""Blocks of an article as Markdown that can be quoted elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.article.blocks import Block, Leaf, Margin, Paragraph, Prefix, Rule
from reader.article.code import CodeBlock
from reader.article.extract.inline_markdown import Address, inline_markdown
from reader.article.palette import Palette
from reader.article.tables import TableBlock

_WIDTH = 80
"""Width that blocks without a form in Markdown are laid out for."""
_BULLETS = "•◦▪"
_TASKS = {"☐": "- [ ] ", "☑": "- [x] "}
_BAR = "▎ "
"""Prefix of quotes and callouts."""
_BAR_MARKDOWN = "> "
_BACKTICKS = re.compile("^ *(`{3,})", re.MULTILINE)


def quote_markdown(blocks: Sequence[Block], address: Address) -> str:
    """Return neighbouring blocks as Markdown, which ends without a newline.

    Headings become bold text, so that they are no headings of the document that quotes them. Links
    and emphasis are kept. Of a list whose beginning is not among the blocks, no indent is kept.

    Args:
        blocks: The blocks, in order.
        address: Returns the address of each link.
    """
    opened: list[Prefix] = []
    """The containers that begin with one of the blocks."""
    text = ""
    for group in _groups(blocks):
        first = group[0]
        if not isinstance(first, Leaf):
            continue
        margin = first.margin
        opened += margin.prefixes[len(margin.prefixes) - margin.opened :]
        content = _content(group, address)
        if not content:
            continue
        lines = _with_prefixes(content, margin, opened)
        text += f"{_separator(margin) if text else ''}{lines}"
    return text


def is_continued(block: Block) -> bool:
    """Return whether a block continues the block above: both are parts of one paragraph."""
    if isinstance(block, CodeBlock):
        return not block.label
    if isinstance(block, TableBlock):
        return block.start > 0
    return isinstance(block, Leaf) and block.margin.gap is None and block.margin.joint != "\n"


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the blocks of each paragraph, listing or table."""
    group: list[Block] = []
    for block in blocks:
        if group and not is_continued(block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _content(group: Sequence[Block], address: Address) -> str:
    first = group[0]
    if isinstance(first, CodeBlock):
        return _code([block for block in group if isinstance(block, CodeBlock)])
    if isinstance(first, TableBlock):
        return _table([block for block in group if isinstance(block, TableBlock)], address)
    if isinstance(first, Rule):
        return f"**{first.label}**" if first.label else "* * *"
    if isinstance(first, Paragraph):
        paragraphs = [block for block in group if isinstance(block, Paragraph)]
        text = " ".join(inline_markdown(block.text, address) for block in paragraphs)
        is_heading = first.margin.role.startswith("heading")
        return f"**{text}**" if is_heading and text and "**" not in text else text
    texts = (block.source_text(_WIDTH, Palette.plain()).text for block in group)
    return "\n".join(texts).strip()


def _code(blocks: Sequence[CodeBlock]) -> str:
    code = "".join(line.joint + line.text for block in blocks for line in block.lines)
    code = code.removeprefix(blocks[0].lines[0].joint)
    longest = max(map(len, _BACKTICKS.findall(code)), default=2)
    fence = "`" * (longest + 1)
    language = blocks[0].language.replace("`", "")
    return f"{fence}{language}\n{code}\n{fence}"


def _table(blocks: Sequence[TableBlock], address: Address) -> str:
    table = blocks[0].table
    rows = [row for block in blocks for row in table.rows[block.start : block.stop]]
    dashes = {"left": ":---", "right": "---:", "center": ":---:"}
    lines = [
        [
            inline_markdown(table.inline(cell), address).replace("\n", " ").replace("|", "\\|")
            for cell in row
        ]
        for row in (table.header, *rows)
    ]
    lines.insert(1, [dashes.get(alignment, "---") for alignment in table.alignments])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _with_prefixes(content: str, margin: Margin, opened: Sequence[Prefix]) -> str:
    first, rest = "", ""
    first_opened = len(margin.prefixes) - margin.opened
    for index, prefix in enumerate(margin.prefixes):
        marker, continuation = _marker(prefix)
        is_known = any(prefix is other for other in opened)
        if prefix.first != _BAR and not is_known:
            continue
        first += marker if index >= first_opened else continuation
        rest += continuation
    lines = content.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])


def _separator(margin: Margin) -> str:
    """Return what is between a block and the one above: in a tight list, no empty line."""
    is_tight_item = margin.gap is None and margin.opened
    if is_tight_item:
        return "\n"
    first_opened = len(margin.prefixes) - margin.opened
    shared = margin.prefixes[: first_opened if margin.gap is None else margin.gap]
    bars = "".join(_BAR_MARKDOWN for prefix in shared if prefix.first == _BAR)
    return f"\n{bars.rstrip()}\n"


def _marker(prefix: Prefix) -> tuple[str, str]:
    """Return the marker of a container in Markdown, and the indent of its other lines."""
    text = prefix.first.strip()
    if prefix.first == _BAR:
        return _BAR_MARKDOWN, _BAR_MARKDOWN
    if text in _TASKS:
        return _TASKS[text], "  "
    if prefix.role == "list_marker" and text in _BULLETS:
        return "- ", "  "
    if prefix.role == "list_marker" and text.rstrip(".)").isalnum():
        return f"{text} ", " " * (len(text) + 1)
    return "", ""
