"""What a terminal is asked at the start, and what follows from its replies.

A terminal replies to what it understands and ignores the rest. The last question is one that every
terminal answers, so nothing else is expected after that reply. What the environment says about a
terminal is only a hint: it is inherited by other terminals, and lost on the way through ssh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.graphics.canvas import ImageProtocol
from reader.text.cell_widths import MARK_PROBE

_NAME = "\x1b[>q"
"""XTVERSION, https://invisible-island.net/xterm/ctlseqs/ctlseqs.html."""
_KITTY_GRAPHICS = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
"""https://sw.kovidgoyal.net/kitty/graphics-protocol/#querying-support-and-available-transmission-mediums."""
_CELL_SIZE = "\x1b[16t"
_ATTRIBUTES = "\x1b[c"
"""DA1, the last question, https://vt100.net/docs/vt510-rm/DA1.html."""
_MARK_WIDTH = f"\x1b7\x1b[2;1H{MARK_PROBE}\x1b[6n\x1b[2;1H    \x1b8"
"""Writes a letter and a mark to row 2, asks where the cursor is, and clears them."""

_SILENT_TERMINALS = frozenset(("", "dumb", "unknown"))
_MULTIPLEXERS = ("tmux", "screen", "zellij")
_MIN_PLACEHOLDER_VERSIONS = {"kitty": (0, 28), "ghostty": (1, 0)}
"""First version of a terminal that draws images at Unicode placeholders. Others that reply to the
graphics query, such as Konsole and WezTerm, do not; Kitty shows boxes before 0.28."""
_SIXEL_ATTRIBUTE = 4

_REPLY_NAME = re.compile(rb"\x1bP>\|([^\x1b\x07\x18\x1a]*)")
_REPLY_KITTY = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_REPLY_CELL = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_REPLY_COLUMN = re.compile(rb"\x1b\[2;(\d{1,4})R")
_REPLY_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_NAME_AND_VERSION = re.compile(r"(\w+)\W+(\d{1,4})(?:\.(\d{1,4}))?")


class TerminalReport(NamedTuple):
    """What a terminal has replied."""

    name: str = ""
    """Its name and version, in lower case; empty if it gave none."""
    has_kitty_graphics: bool = False
    has_sixels: bool = False
    cell: tuple[int, int] | None = None
    """Width and height of a cell in pixels; None if unknown."""
    has_wide_marks: bool | None = None
    """Whether a spacing mark takes a cell of its own; None if unknown."""

    @property
    def is_multiplexer(self) -> bool:
        """Whether it passes what it receives on to another terminal."""
        return self.name.startswith(_MULTIPLEXERS)

    @property
    def protocol(self) -> ImageProtocol:
        """The best protocol that the terminal supports."""
        if self.is_multiplexer:
            return ImageProtocol.BLOCKS
        if self.has_kitty_graphics and self.has_placeholders:
            return ImageProtocol.KITTY
        return ImageProtocol.SIXEL if self.has_sixels else ImageProtocol.BLOCKS

    @property
    def has_placeholders(self) -> bool:
        """Whether it draws images at Unicode placeholders, judging by its name and version."""
        found = _NAME_AND_VERSION.match(self.name)
        if found is None or found[1] not in _MIN_PLACEHOLDER_VERSIONS:
            return False
        return (int(found[2]), int(found[3] or 0)) >= _MIN_PLACEHOLDER_VERSIONS[found[1]]


def is_multiplexed(environment: Mapping[str, str]) -> bool:
    """Return whether a multiplexer runs between the program and the terminal.

    It passes no image protocol through unchanged.

    Args:
        environment: Environment variables, such as `os.environ`.
    """
    return any(name in environment for name in ("TMUX", "STY", "ZELLIJ"))


def first_questions(environment: Mapping[str, str], *, about_images: bool) -> str:
    """Return what to write to a terminal to find out what it supports; empty for nothing.

    Args:
        environment: Environment variables, which tell what terminals do not reply.
        about_images: Whether to ask for image protocols as well.
    """
    term = environment.get("TERM", "")
    if term in _SILENT_TERMINALS:
        return ""
    asked = _MARK_WIDTH + _NAME
    if about_images:
        # Some terminals take the query for a title, so it is first asked only where it seems to be
        # understood.
        is_promising = any(name in term for name in _MIN_PLACEHOLDER_VERSIONS)
        asked += _CELL_SIZE + (_KITTY_GRAPHICS if is_promising else "")
    return asked + _ATTRIBUTES


def second_question(answer: TerminalReport, asked: str) -> str:
    """Return what to write after the replies to the first questions; empty for nothing.

    Args:
        answer: What the terminal has replied.
        asked: The questions so far.
    """
    is_answered = not answer.has_placeholders or _KITTY_GRAPHICS in asked
    return "" if is_answered else _KITTY_GRAPHICS + _ATTRIBUTES


def is_last(reply: bytes) -> bool:
    """Return whether no other reply is expected after this one."""
    return _REPLY_ATTRIBUTES.match(reply) is not None


def report(replies: Sequence[bytes]) -> TerminalReport:
    """Return what the replies of a terminal say; what cannot be parsed is ignored."""
    data = b"".join(replies)
    name, cell = _REPLY_NAME.search(data), _REPLY_CELL.search(data)
    column, attributes = _REPLY_COLUMN.search(data), _REPLY_ATTRIBUTES.search(data)
    numbers = attributes[1].split(b";")[1:] if attributes else []
    return TerminalReport(
        name=name[1].decode("ascii", "replace").strip().lower() if name else "",
        has_kitty_graphics=_REPLY_KITTY.search(data) is not None,
        has_sixels=str(_SIXEL_ATTRIBUTE).encode() in numbers,
        cell=(int(cell[2]), int(cell[1])) if cell and int(cell[1]) and int(cell[2]) else None,
        has_wide_marks=_has_wide_marks(int(column[1])) if column else None,
    )


def _has_wide_marks(column: int) -> bool | None:
    """Return what the column after the letter and the mark says, counted from 1."""
    return {2: False, 3: True}.get(column)
