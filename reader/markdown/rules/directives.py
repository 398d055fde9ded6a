"""Block rules for directives: a name, an argument, options, and content between two fences.

Three forms are read:

* MyST's (https://mystmd.org/guide/syntax-overview), between backticks or colons, as in
  ```` ```{figure} boat.png ````. Its options are lines of `:key: value`, or YAML between `---`.
* The blocks of PyMdown Extensions, as in `/// caption`, with YAML as indented options
  (https://facelessuser.github.io/pymdown-extensions/extensions/blocks).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reader.markdown.rules.callouts import closing_line, line_text
from reader.markdown.rules.directive_blocks import Directive, is_directive, push_directive

_MYST = re.compile(
    r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:-]+)\}[ \t]*(?P<argument>[^`]*)$"
)
_SLASHES = re.compile(r"(?P<fence>/{3,})[ \t]+(?P<name>[\w-]+)(?:[ \t]*\|[ \t]*(?P<argument>.*))?$")
_OPTION = re.compile(r":(?P<key>[\w-]+):[ \t]*(?P<value>.*)")
_YAML_OPTION = re.compile(r"(?P<key>[\w-]+):[ \t]*(?P<value>.*)")
_SLASH_INDENT = 4
_CLOSING_SLASHES = "closing_slashes"
"""Key in a document's env: for each source, the lines that close a block between slashes."""


def use_directives(parser: MarkdownIt) -> None:
    """Add these rules to a parser."""
    alternatives = ["paragraph", "reference", "blockquote", "list"]
    # Before the rule for callouts, which would take any name between colons.
    parser.block.ruler.before("colons", "directive", _directive, {"alt": alternatives})
    parser.block.ruler.before("fence", "slash_block", _slash_block, {"alt": alternatives})


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a directive of MyST. A fence with an unknown name is code."""
    text = line_text(state, start)
    if not text.startswith(("```", "~~~", ":::")) or "{" not in text or state.is_code_block(start):
        return False
    match = _MYST.match(text)
    if match is None or not is_directive(match["name"]):
        return False
    if text[0] == ":":
        closing = closing_line(state, start + 1, end)
    else:
        closing = _closing_fence(state, start + 1, end, match["fence"])
    if closing is None:
        return False
    if not silent:
        options: dict[str, str] = {}
        first = _skip_options(state, start + 1, closing, options)
        directive = Directive(match["name"].lower(), match["argument"].strip(), options)
        push_directive(state, directive, first, closing)
        state.line = min(closing + 1, end)
    return True


def _closing_fence(state: StateBlock, start: int, end: int, fence: str) -> int | None:
    """Return the line that closes a fence: one with at least as many of its signs.

    If there is none, the rule for code takes all lines, so that no line is searched twice.
    """
    for line in range(start, end):
        text = line_text(state, line)
        if _is_outside(state, line):
            return None
        if text.startswith(fence) and not text.strip().strip(fence[0]):
            return line
    return None


def _is_outside(state: StateBlock, line: int) -> bool:
    """Return whether a line with text is not part of the container that is parsed."""
    return state.sCount[line] < state.blkIndent and not state.isEmpty(line)


def _skip_options(state: StateBlock, start: int, stop: int, options: dict[str, str]) -> int:
    """Read the options at the beginning of a directive, and return the line after them."""
    line = start
    if line < stop and line_text(state, line).strip() == "---":
        return _skip_yaml(state, line + 1, stop, options)
    while line < stop and (match := _OPTION.match(line_text(state, line))):
        options[match["key"]] = match["value"].strip()
        line += 1
    return line


def _skip_yaml(state: StateBlock, start: int, stop: int, options: dict[str, str]) -> int:
    for line in range(start, stop):
        text = line_text(state, line).strip()
        if text == "---":
            return line + 1
        if match := _YAML_OPTION.match(text):
            options[match["key"]] = match["value"].strip("'\"")
    return start - 1


def _slash_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a block of PyMdown Extensions. Without a closing line, it is text."""
    text = line_text(state, start)
    if not text.startswith("///") or state.is_code_block(start):
        return False
    match = _SLASHES.match(text)
    if match is None or not is_directive(match["name"]):
        return False
    closings = _closing_slashes(state).get(len(match["fence"]), [])
    index = bisect_left(closings, start)
    if index == len(closings) or closings[index] >= end:
        return False
    if any(_is_outside(state, line) for line in range(start, closings[index] + 1)):
        return False
    if not silent:
        closing, first = closings[index], start + 1
        indent = state.sCount[start] + _SLASH_INDENT
        while first < closing and state.sCount[first] >= indent and not state.isEmpty(first):
            first += 1
        argument = (match["argument"] or "").strip()
        push_directive(state, Directive(match["name"].lower(), argument, {}), first, closing)
        state.line = closing + 1
    return True


def _closing_slashes(state: StateBlock) -> dict[int, list[int]]:
    """Return all lines that consist of slashes, by how many; found in one pass."""
    found = state.env.setdefault(_CLOSING_SLASHES, {})
    if state.src not in found:
        lines: dict[int, list[int]] = {}
        for line in range(len(state.bMarks) - 1):
            text = line_text(state, line).rstrip()
            if text.startswith("///") and not text.strip("/"):
                lines.setdefault(len(text), []).append(line)
        found[state.src] = lines
    closings: dict[int, list[int]] = found[state.src]
    return closings
