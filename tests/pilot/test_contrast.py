"""Our own themes can be read: 4.5 to 1 between text and ground, as WCAG 2.2 asks for (1.4.3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from reader.settings import Settings, save_settings
from reader.tui.app import ReaderApp
from reader.tui.line_view import LineView
from reader.tui.themes import OWN_THEMES

from .conftest import TODAY

LEAST = 4.5
DECORATION = {"rule", "table-rule", "quote-bar", "cursor"}
"""Lines and bars, which say nothing that is to be read; the cursor's row is tested by its text."""


def luminance(color: Color) -> float:
    """Relative luminance as WCAG defines it."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = color.get_truecolor()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(style: Style) -> float:
    """Between the text and the ground of a style, from 1 to 21."""
    assert style.color is not None
    assert style.bgcolor is not None
    lighter, darker = sorted([luminance(style.color), luminance(style.bgcolor)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


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
        for view in app.screen.query(LineView):
            for name in component_names(view):
                style = view.background + view.component(name)
                ratio = contrast(style)
                if name.split("--")[-1] not in DECORATION and ratio < LEAST:
                    weak[f"{type(view).__name__} {name}"] = round(ratio, 2)
        for widget in ("Masthead", "KeyHints", "SearchBox"):
            ratio = contrast(app.screen.query_one(widget).rich_style)
            if ratio < LEAST:
                weak[widget] = round(ratio, 2)
    assert weak == {}
