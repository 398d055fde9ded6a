"""The last gate before the terminal: everything that the app or a command draws passes it.

Text is cleaned where it enters the program and where it is laid out. This gate makes sure that a
widget or a message where that was forgotten cannot control the terminal either: not by its text,
and not by the address of a hyperlink, which is written between escape sequences
(https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions
from rich.segment import Segment, Segments

from reader.text.clean import safe_on_screen

if TYPE_CHECKING:
    from rich.text import Text

Drawable: TypeAlias = "Segments | Text"
"""What is drawn for a command. In a plain string, Rich would parse `[...]` as markup."""


def clean_segment(segment: Segment) -> Segment:
    """Return a segment whose text and hyperlink are safe; the same one if it is safe already.

    Control codes of Rich come from the program itself, and have no text of a post in them.
    """
    text, style, control = segment
    if control is not None:
        return segment
    safe_text, safe_style = safe_on_screen(text), style
    if style is not None and style.link is not None and not _is_safe_address(style.link):
        safe_style = style.update_link(None)
    is_safe = safe_text == text and safe_style is style
    return segment if is_safe else Segment(safe_text, safe_style)


def _is_safe_address(address: str) -> bool:
    # RFC 3986 allows nothing else in an address, and a terminal ends the address at any control.
    return address.isprintable() and (address.isascii() or safe_on_screen(address) == address)


class CleanRenderable:
    """What Rich draws of segments or of a text, made safe. Ends of lines stay."""

    def __init__(self, renderable: Drawable) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._renderable, options):
            yield segment if segment.text == "\n" else clean_segment(segment)


def draw(pieces: Iterable[Drawable], width: int | None = None) -> Iterator[str]:
    """Yield what Rich draws of each piece, with escape sequences of its own and no others.

    Args:
        pieces: The pieces; each is drawn only when its text is asked for.
        width: Maximum width of a line in cells; that of the terminal by default.
    """
    text = io.StringIO()
    console = _console(text, width)
    for piece in pieces:
        console.print(CleanRenderable(piece), end="")
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def draw_lines(lines: Iterable[Iterable[Segment]]) -> Iterator[str]:
    """Yield lines that are laid out already, as `draw` does.

    This leaves out what Rich does for a renderable, which takes longer than to lay out the row of a
    table.

    Args:
        lines: The segments of each line; each is drawn only when its text is asked for.
    """
    console = _console(io.StringIO(), None)
    colors = COLOR_SYSTEMS.get(console.color_system or "")
    for line in lines:
        segments: Iterable[Segment] = map(clean_segment, line)
        if console.no_color:
            segments = Segment.remove_color(segments)
        yield "".join(
            style.render(text, color_system=colors) if style else text
            for text, style, _ in segments
        )


def _console(file: io.StringIO, width: int | None) -> Console:
    return Console(file=file, force_terminal=True, legacy_windows=False, width=width)
