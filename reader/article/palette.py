"""What the parts of an article look like: rich styles by role, and the marks drawn between text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from rich.style import Style

NONE = Style.null()

ASCII_SYMBOLS = str.maketrans(
    {
        "•": "*",
        "◦": "-",
        "▪": "+",
        "▎": "|",
        "─": "-",
        "☐": "[ ]",
        "☑": "[x]",
        "▣": "#",
        "▸": ">",
        "▾": "v",
        "↪": "\\",
        "·": "-",
        "…": "...",
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
    }
)


@dataclass(frozen=True)
class Palette:
    """The styles of one theme. Compared by value: two equal palettes draw the same lines."""

    text: Style = NONE
    dim: Style = NONE
    title: Style = NONE
    description: Style = NONE
    headings: tuple[Style, Style, Style, Style, Style, Style] = (NONE,) * 6
    """By level, 1 to 6."""
    strong: Style = NONE
    emphasis: Style = NONE
    strike: Style = NONE
    underline: Style = NONE
    mark: Style = NONE
    """Highlighted text."""
    link: Style = NONE
    code: Style = NONE
    """Code within a line."""
    code_block: Style = NONE
    """Text and background of a code block."""
    code_label: Style = NONE
    """The language in a code block's corner; laid over `code_block`."""
    quote: Style = NONE
    quote_bar: Style = NONE
    list_marker: Style = NONE
    task: Style = NONE
    term: Style = NONE
    """A defined term of a definition list."""
    rule: Style = NONE
    table_header: Style = NONE
    table_rule: Style = NONE
    footnote: Style = NONE
    caption: Style = NONE
    """The text under a figure."""
    image: Style = NONE
    """The label that stands for an image, a video and the like."""
    note: Style = NONE
    """Bar and label of a callout, as the four that follow."""
    tip: Style = NONE
    important: Style = NONE
    warning: Style = NONE
    caution: Style = NONE
    code_theme: str = ""
    """A pygments style for the text of code blocks; empty for one colour."""
    ascii_symbols: bool = False
    """Draw bullets, bars, boxes and rules in ASCII, for plain terminals."""

    @classmethod
    def plain(cls, *, ascii_symbols: bool = False) -> Palette:
        """No styles at all: for pipes, and for tests."""
        return cls(ascii_symbols=ascii_symbols)

    @classmethod
    def terminal(cls) -> Palette:
        """The terminal's own sixteen colours, for printing an article outside the app."""
        bold, dim = Style(bold=True), Style(dim=True)
        heading = Style(bold=True, color="blue")
        return cls(
            dim=dim,
            title=bold,
            description=Style(italic=True),
            headings=(heading, heading, bold, bold, bold, Style(bold=True, dim=True)),
            strong=bold,
            emphasis=Style(italic=True),
            strike=Style(strike=True),
            underline=Style(underline=True),
            mark=Style(reverse=True),
            link=Style(underline=True, color="blue"),
            code=Style(color="cyan"),
            code_block=Style(color="cyan"),
            code_label=dim,
            quote=Style(italic=True),
            quote_bar=dim,
            list_marker=dim,
            term=bold,
            rule=dim,
            table_header=bold,
            table_rule=dim,
            footnote=Style(color="blue"),
            caption=Style(dim=True, italic=True),
            image=dim,
            note=Style(bold=True, color="blue"),
            tip=Style(bold=True, color="green"),
            important=Style(bold=True, color="magenta"),
            warning=Style(bold=True, color="yellow"),
            caution=Style(bold=True, color="red"),
        )

    def style(self, role: str) -> Style:
        """The style of a role, by field name; `heading1` to `heading6` for the headings.

        Raises:
            KeyError: There is no such role.
        """
        return _by_role(self)[role]

    def symbols(self, text: str) -> str:
        """Marks as this palette's terminal can show them; their width may change."""
        return text.translate(ASCII_SYMBOLS) if self.ascii_symbols else text


@cache
def _role_names() -> tuple[str, ...]:
    other = {"headings", "code_theme", "ascii_symbols"}
    return tuple(field.name for field in fields(Palette) if field.name not in other)


@cache
def _by_role(palette: Palette) -> dict[str, Style]:
    styles: dict[str, Style] = {name: getattr(palette, name) for name in _role_names()}
    for level, style in enumerate(palette.headings, 1):
        styles[f"heading{level}"] = style
    return styles
