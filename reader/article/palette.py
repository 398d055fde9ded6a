"""The appearance of an article: Rich styles by role, and the symbols drawn around text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from functools import cached_property, lru_cache

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
"""ASCII replacements of the symbols; some are wider than the symbol."""


class LinkStyle(Enum):
    """What the style of a link says about its target."""

    METADATA = "metadata"
    """The target, which the app opens, and a hyperlink of the terminal."""
    HYPERLINK = "hyperlink"
    """A hyperlink of the terminal (OSC 8) if the system may open the target."""
    NONE = "none"


@dataclass(frozen=True)
class Palette:
    """The styles of one theme.

    Palettes are compared by value: equal palettes draw equal lines.
    """

    text: Style = NONE
    dim: Style = NONE
    title: Style = NONE
    description: Style = NONE
    """The description of the post, above its body."""
    headings: tuple[Style, Style, Style, Style, Style, Style] = (NONE,) * 6
    """Styles of the heading levels 1 to 6."""
    strong: Style = NONE
    emphasis: Style = NONE
    strike: Style = NONE
    underline: Style = NONE
    mark: Style = NONE
    """Highlighted text, as in HTML's `<mark>`."""
    link: Style = NONE
    code: Style = NONE
    """Code within a paragraph."""
    code_block: Style = NONE
    """Text and background of a code block."""
    code_label: Style = NONE
    """The language in the corner of a code block; combined with `code_block`."""
    quote: Style = NONE
    quote_bar: Style = NONE
    list_marker: Style = NONE
    task: Style = NONE
    term: Style = NONE
    """A term in a definition list."""
    rule: Style = NONE
    table_header: Style = NONE
    table_rule: Style = NONE
    footnote: Style = NONE
    caption: Style = NONE
    """The text below an image."""
    image: Style = NONE
    """The label shown in place of an image or a video."""
    note: Style = NONE
    """Bar and label of a callout, like the four below."""
    tip: Style = NONE
    important: Style = NONE
    warning: Style = NONE
    caution: Style = NONE
    added: Style = NONE
    """Text that the author has added since the person read it."""
    removed: Style = NONE
    """Text that the author has removed since then."""
    code_theme: str = ""
    """Name of the Pygments style for code blocks; empty for code in one colour."""
    ascii_symbols: bool = False
    """Draw bullets, bars, boxes and rules in ASCII."""
    link_style: LinkStyle = LinkStyle.METADATA
    """What styles say about the targets of links and images."""

    def __hash__(self) -> int:
        # Lines are kept by the palette that they are drawn in. A hash of all styles would take
        # longer than to draw a short line.
        return hash((self.text, self.link, self.code_theme, self.ascii_symbols))

    @classmethod
    def plain(cls, *, ascii_symbols: bool = False) -> Palette:
        """Return a palette without any styles, for pipes and tests."""
        return cls(ascii_symbols=ascii_symbols)

    @classmethod
    def terminal(cls) -> Palette:
        """Return a palette in the sixteen ANSI colours, for printing outside the app."""
        bold, dim = Style(bold=True), Style(dim=True)
        heading = Style(bold=True, color="blue")
        return cls(
            link_style=LinkStyle.HYPERLINK,
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
            added=Style(underline=True, color="green"),
            removed=Style(strike=True, color="red"),
        )

    def style(self, role: str) -> Style:
        """Return the style of a role.

        Args:
            role: The name of a field; `heading1` to `heading6` for headings.

        Raises:
            KeyError: There is no such role.
        """
        return self._styles[role]

    @cached_property
    def _styles(self) -> dict[str, Style]:
        """Styles by role."""
        styles: dict[str, Style] = {name: getattr(self, name) for name in _role_names()}
        for level, style in enumerate(self.headings, 1):
            styles[f"heading{level}"] = style
        return styles

    def symbols(self, text: str) -> str:
        """Return symbols in ASCII if `ascii_symbols` is set; their width may change."""
        return text.translate(ASCII_SYMBOLS) if self.ascii_symbols else text


@lru_cache(maxsize=1)
def _role_names() -> tuple[str, ...]:
    other = {"headings", "code_theme", "ascii_symbols", "link_style"}
    return tuple(field.name for field in fields(Palette) if field.name not in other)
