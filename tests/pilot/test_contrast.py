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

from reader.settings import Settings, save_settings
from reader.tui.app import ReaderApp
from reader.tui.themes import OWN_THEMES
from reader.tui.widgets.line_view import LineView

from .conftest import TODAY

MIN_CONTRAST = 4.5
DECORATION = {"rule", "table-rule", "quote-bar", "cursor"}
"""Lines and bars, which are not text. The text of the row under the cursor is tested."""

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


def component_names(view: LineView) -> set[str]:
    """Return the component classes of a view and of its base classes."""
    return {name for base in type(view).__mro__ for name in vars(base).get("COMPONENT_CLASSES", ())}


@pytest.mark.parametrize("theme", [theme.name for theme in OWN_THEMES])
async def test_all_text_of_our_themes_has_enough_contrast(
    news: Path, tmp_path: Path, theme: str
) -> None:
    save_settings(Settings(theme=theme), tmp_path / "state")
    app = ReaderApp([news], today=TODAY, settings_folder=tmp_path / "state")
    weak: dict[str, float] = {}
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        assert app.theme == theme
        styles = {
            f"{type(view).__name__} {name}": view.background + view.component(name)
            for view in app.screen.query(LineView)
            for name in component_names(view)
            if name.split("--")[-1] not in DECORATION
        }
        for name in ("Masthead", "KeyHints", "SearchBox"):
            styles[name] = app.screen.query_one(name).rich_style
        for vision, matrix in VISIONS.items():
            for name, style in styles.items():
                ratio = contrast(style, matrix)
                if ratio < MIN_CONTRAST:
                    weak[f"{vision}: {name}"] = round(ratio, 2)
    assert len(styles) > 40
    assert weak == {}
