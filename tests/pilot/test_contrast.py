"""Our own themes can be read: 4.5 to 1 between text and ground, as WCAG 2.2 asks for (1.4.3).

By eyes that lack one of the three kinds of cones as well: as Machado, Oliveira and Fernandes model
them (2009), whose matrices of full severity these are, for linear light.
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

LEAST = 4.5
DECORATION = {"rule", "table-rule", "quote-bar", "cursor"}
"""Lines and bars, which say nothing that is to be read; the cursor's row is tested by its text."""


Sight = tuple[tuple[float, float, float], ...]
SIGHTS: dict[str, Sight] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
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


def luminance(color: Color, sight: Sight) -> float:
    """Relative luminance as WCAG defines it, of a colour as it is seen."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    light = [linear(value) for value in color.get_truecolor()]
    seen = [sum(map(float.__mul__, map(float, row), light)) for row in sight]
    red, green, blue = (min(max(it, 0.0), 1.0) for it in seen)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style, sight: Sight) -> float:
    """Between the text and the ground of a style, from 1 to 21."""
    assert style.color is not None
    assert style.bgcolor is not None
    both = [luminance(it, sight) for it in (style.color, style.bgcolor)]
    return (max(both) + 0.05) / (min(both) + 0.05)


def component_names(view: LineView) -> set[str]:
    """The component classes of a view and of what it is a kind of."""
    return {name for it in type(view).__mro__ for name in vars(it).get("COMPONENT_CLASSES", ())}


@pytest.mark.parametrize("theme", [it.name for it in OWN_THEMES])
async def test_every_text_of_our_themes_stands_out(news: Path, tmp_path: Path, theme: str) -> None:
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
        for sight, matrix in SIGHTS.items():
            for name, style in styles.items():
                ratio = contrast(style, matrix)
                if ratio < LEAST:
                    weak[f"{sight}: {name}"] = round(ratio, 2)
    assert len(styles) > 40
    assert weak == {}
