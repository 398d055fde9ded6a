"""A driver for terminals whose fonts have little more than ASCII, such as the Linux console."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

SIGNS = {
    "╭╮╰╯┌┐└┘├┤┬┴┼": "+",
    "─━‐‑–—▔": "-",
    "│┃▌▎▊▐▏": "|",
    "●☐": "o",
    "★•": "*",
    "☑": "x",
    "▸→": ">",
    "←⌫": "<",
    "▾↓": "v",
    "↑": "^",
    "▣▪": "#",
    "◦·": "-",
    "↪": "\\",
    "…": "~",
    "“”„«»": '"',
    "‘’‚": "'",
    "▁▂▃▅▆▇\xa0": " ",
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
}
"""What stands for which signs: a cell for a cell, so that what is laid out stays as it is."""
_TABLE = str.maketrans({sign: plain for signs, plain in SIGNS.items() for sign in signs})


class AsciiDriver(LinuxDriver):
    """Writes frames, marks and quotes in ASCII; letters stay as they are."""

    def write(self, data: str) -> None:
        super().write(data.translate(_TABLE))
