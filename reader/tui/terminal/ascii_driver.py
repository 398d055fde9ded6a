"""A driver for terminals whose fonts have little more than ASCII, such as the Linux console."""

from __future__ import annotations

from reader.tui.terminal.input_driver import InputDriver

REPLACEMENTS = {
    "╭╮╰╯┌┐└┘├┤┬┴┼": "+",
    "─━‐‑–—▔": "-",
    "│┃▌▎▊▐▏": "|",
    "●☐": "o",
    "★•": "*",
    "☑✓": "x",
    "◷": "@",
    "▸→": ">",
    "←⌫": "<",
    "▾↓": "v",
    "↑▲": "^",
    "▣▪": "#",
    "◦·": "-",
    "↪": "\\",
    "…": "~",
    "“”„«»": '"',
    "‘’‚": "'",
    "▁▂▃▅▆▇\xa0": " ",
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
}
"""ASCII characters by the symbols that they replace. All are one cell wide, as are the symbols."""
_TABLE = str.maketrans(
    {symbol: plain for symbols, plain in REPLACEMENTS.items() for symbol in symbols}
)


class AsciiDriver(InputDriver):
    """Writes borders, symbols and quotation marks in ASCII. Letters are not changed."""

    def write(self, data: str) -> None:
        super().write(data.translate(_TABLE))
