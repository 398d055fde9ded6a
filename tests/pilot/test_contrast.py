"""Contrast of our own themes: at least 4.5 to 1 between text and background.

The minimum is that of WCAG 2.2, success criterion 1.4.3
(https://www.w3.org/TR/WCAG22/#contrast-minimum). It is also tested for people with colour vision
deficiency, by the matrices of Machado, Oliveira and Fernandes (2009) for full severity, which apply
to linear RGB.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style
from textual.widget import Widget

from reader.settings import Settings, save_settings
from reader.tui.app import ReaderApp
from reader.tui.themes import OWN_THEMES, TERMINAL
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.component_styles import component_style
from reader.tui.widgets.footer.message_line import MessageLine
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.line_view import LineView
from tests.waiting import until

from .conftest import TODAY

MIN_CONTRAST = 4.5
DECORATION = {"rule", "table-rule", "quote-bar", "cursor", "tint", "bar"}
"""Lines and bars, which are not text. The text of the row under the cursor is tested."""

SCHEMES = {"black on white": ("#000000", "#ffffff"), "white on black": ("#e5e5e5", "#000000")}
"""Default foreground and background of terminals."""
PALETTES = {
    "xterm": (
        *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
        *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
    ),
    "VGA": (
        *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
        *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
    ),
}
"""The 16 colours of xterm and of the Linux console."""

Matrix = tuple[tuple[float, float, float], ...]
VISIONS: dict[str, Matrix] = {
    "typical": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def luminance(color: Color, matrix: Matrix) -> float:
    """Return the relative luminance of a colour as a person sees it, as defined by WCAG 2.2."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    light = [linear(value) for value in color.get_truecolor()]
    seen = [sum(map(float.__mul__, map(float, row), light)) for row in matrix]
    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in seen)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style, matrix: Matrix) -> float:
    """Return the contrast between text and background of a style, from 1 to 21."""
    assert style.color is not None
    assert style.bgcolor is not None
    both = [luminance(color, matrix) for color in (style.color, style.bgcolor)]
    return (max(both) + 0.05) / (min(both) + 0.05)


def component_names(view: Widget) -> set[str]:
    """Return the component classes of a widget and of its base classes."""
    return {name for base in type(view).__mro__ for name in vars(base).get("COMPONENT_CLASSES", ())}


def in_terminal(style: Style, scheme: tuple[str, str], palette: tuple[str, ...]) -> Style:
    """Return a style in the colours that a terminal of 16 colours shows it in."""

    def shown(color: Color | None, default: str) -> str:
        if color is None or color.is_default:
            return default
        assert color.number is not None, f"{color.name} is not a colour of the terminal"
        return palette[color.number]

    foreground, background = shown(style.color, scheme[0]), shown(style.bgcolor, scheme[1])
    if style.reverse:
        foreground, background = background, foreground
    return Style(color=foreground, bgcolor=background)


def weak_styles(styles: dict[str, Style]) -> dict[str, float]:
    """Return the contrast of the styles that have too little, by kind of vision and name."""
    ratios = {
        f"{vision}: {name}": contrast(style, matrix)
        for vision, matrix in VISIONS.items()
        for name, style in styles.items()
    }
    return {name: round(ratio, 2) for name, ratio in ratios.items() if ratio < MIN_CONTRAST}


async def styles_of(theme: str, news: Path, settings_folder: Path) -> dict[str, Style]:
    """Return the styles of all text in a theme, by widget and component class."""
    save_settings(Settings(theme=theme), settings_folder)
    app = ReaderApp([news], today=TODAY, settings_folder=settings_folder)
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        assert app.theme == theme
        styles = {
            f"{type(view).__name__} {name}": view.line_styles.background
            + view.line_styles.component(name)
            for view in app.screen.query(LineView)
            for name in component_names(view)
            if name.split("--")[-1] not in DECORATION
        }
        styles |= {
            f"{type(view).__name__} {name} over the tint": (
                view.row_styles.tint + view.line_styles.component(name)
            )
            for view in app.screen.query(LineList)
            for name in component_names(view)
            if name.split("--")[-1] not in DECORATION | {"heading"}
        }
        for name in ("Masthead", "KeyHints", "SearchBox"):
            styles[name] = app.screen.query_one(name).rich_style
        app.notify("The disk is full.")
        await until(pilot, lambda: bool(app.screen.query(MessageLine)))
        line = app.screen.query_one(MessageLine)
        for name in component_names(line):
            styles[f"MessageLine {name}"] = line.rich_style + component_style(line, name)
        styles["selection"] = app.screen.get_component_rich_style("screen--selection")
    assert len(styles) > 40
    return styles


@pytest.mark.parametrize("theme", [theme.name for theme in OWN_THEMES if not theme.ansi])
async def test_all_text_of_our_themes_has_enough_contrast(
    news: Path, tmp_path: Path, theme: str
) -> None:
    styles = await styles_of(theme, news, tmp_path / "state")
    del styles["selection"]
    assert weak_styles(styles) == {}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_all_text_in_the_terminals_own_colours_has_enough_contrast(
    news: Path, tmp_path: Path, scheme: str, palette: str
) -> None:
    styles = await styles_of(TERMINAL.name, news, tmp_path / "state")
    shown = {
        name: in_terminal(style, SCHEMES[scheme], PALETTES[palette])
        for name, style in styles.items()
    }
    assert weak_styles(shown) == {}
    assert styles["selection"].reverse
    assert styles["ArticlePane article--current-match"].reverse
    assert styles["ArticlePane article--match"].underline
    assert styles["PostList row--match"].underline


async def test_the_terminals_own_colours_look_the_same_if_they_are_chosen_later(
    news: Path, tmp_path: Path
) -> None:
    at_first = await styles_of(TERMINAL.name, news, tmp_path / "state")
    app = ReaderApp([news], today=TODAY)
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        app.theme = TERMINAL.name
        view = app.screen.query_one(ArticlePane)
        name = "article--current-match"
        await until(pilot, lambda: bool(view.line_styles.component(name).reverse))
        later = view.line_styles.background + view.line_styles.component(name)
    assert later == at_first[f"ArticlePane {name}"]
