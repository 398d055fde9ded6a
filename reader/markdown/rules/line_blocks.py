"""Block rule for line blocks of Pandoc: verse and addresses, a line of the source a line."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import line_text


def use_line_blocks(parser: MarkdownIt) -> None:
    """Add the rule to a parser."""
    parser.block.ruler.after("table", "line_block", _line_block, {"alt": []})


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: lines that each begin with `|` and a space; spaces after these are kept.

    See https://pandoc.org/MANUAL.html#line-blocks. A line that begins with a space continues the
    one above it. If a line has another `|`, they are the rows of an incomplete table.
    """
    if silent or state.is_code_block(start) or not line_text(state, start).startswith("|"):
        return False
    lines: list[str] = []
    line = start
    while line < end and state.sCount[line] >= state.blkIndent:
        text = line_text(state, line)
        if text == "|" or text.startswith("| "):
            lines.append(text[2:])
        elif text and lines and state.sCount[line] > state.blkIndent and text[0] != "|":
            lines[-1] += f" {text}"
        else:
            break
        line += 1
    if not lines or any("|" in text for text in lines) or not any(map(str.strip, lines)):
        return False
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    # Two spaces at the end of a line are a hard break.
    state.push("inline", "", 0).content = "  \n".join(map(_keep_spaces, lines))
    state.push("paragraph_close", "p", -1)
    return True


def _keep_spaces(text: str) -> str:
    """Return a line whose indent is of no-break spaces, which are not collapsed."""
    inner = text.strip()
    indent = len(text) - len(text.lstrip()) if inner else 1
    return "\N{NO-BREAK SPACE}" * indent + inner
