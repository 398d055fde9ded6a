"""Absolute columns for text that terminals measure differently.

The app, the terminal and a multiplexer between them may disagree about the width of Indic and
Southeast Asian scripts and of emoji. What follows such a run is therefore written at the column at
which the app expects it: a border stays straight, whatever the terminal makes of the run.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

from reader.text.clean import JOINER_PAIR, single_joiners

_UNSURE = (
    "\u0900-\u0eff\u0f00-\u109f\u1700-\u17ff\u1900-\u1cff\u200c\u200d\ua880-\uaaff\uabc0-\uabff"
    "\ufe0e\ufe0f\U00011000-\U00011fff\U0001f000-\U0001fbff"
)
_JOINED = "(?=[\u200d\ufe0e\ufe0f])"
_TOKEN = re.compile(
    "(?P<control>\x1b\\[(?P<parameters>[0-?]*)[ -/]*(?P<final>[@-~])"
    "|\x1b[\\]_PX^][^\x07\x1b]*(?:\x07|\x1b\\\\)?|\x1b[ -/]*[0-~]?|[\x00-\x1a\x1c-\x1f])"
    f"|(?P<unsure>(?:[{_UNSURE}]|[^\x00-\x1f]{_JOINED})+)"
    f"|(?:[^\x00-\x1f{_UNSURE}](?![\u200d\ufe0e\ufe0f]))+"
)
_MARKERS = (b"\xe0", b"\xe1", b"\xea", b"\xf0", b"\xef\xb8", b"\xe2\x80\x8c", b"\xe2\x80\x8d")
"""Bytes one of which is in the UTF-8 of every text with a character of `_UNSURE`."""


def pin_columns(output: str, *, keeps_joiners: bool = True) -> str:
    """Return output for a terminal in which each run of unsure width keeps to its cells.

    The cells are cleared first, because a terminal may draw the run narrower; then the cursor is
    placed after them (CHA, https://vt100.net/docs/vt510-rm/CHA.html), because it may draw the run
    wider or narrower.

    Args:
        output: Text with escape sequences, in which `CSI row ; column H` precedes what is drawn. A
            run at an unknown column is left alone.
        keeps_joiners: Whether to write the joiners before letters, of which `clean_line` has made
            pairs. Without them, the letters are drawn side by side.
    """
    encoded = output.encode("utf-8", "surrogatepass")
    if not any(marker in encoded for marker in _MARKERS):
        return output
    column: int | None = None
    parts: list[str] = []
    for token in _TOKEN.finditer(output):
        text = token.group()
        if token["control"]:
            column = _column_after(token, column)
        elif column is None:
            pass
        else:
            cells = cell_len(text)
            if token["unsure"]:
                text = f"{' ' * cells}{_place(column)}{text}{_place(column + cells)}"
            column += cells
        parts.append(text)
    text = "".join(parts)
    return single_joiners(text) if keeps_joiners else text.replace(JOINER_PAIR, "")


def _place(column: int) -> str:
    return f"\x1b[{column + 1}G"


def _column_after(control: re.Match[str], column: int | None) -> int | None:
    """Return the cursor's column, from 0, after a control; None if it is unknown."""
    final, parameters = control["final"], control["parameters"]
    if final is None:
        # Strings such as hyperlinks do not move the cursor, and neither does saving it.
        is_still = control.group()[1:2] in ("]", "_", "P", "X", "^", "7")
        return column if is_still else None
    if final in "Hf":
        number = parameters.partition(";")[2]
        return _number(number) - 1
    if final == "G":
        return _number(parameters) - 1
    if final == "C" and column is not None:
        return column + _number(parameters)
    return column if final in "mABJKXhlud" else None


def _number(parameter: str) -> int:
    return max(1, int(parameter)) if parameter.isdecimal() else 1
