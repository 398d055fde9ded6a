"""Themes, the one to start with, and the style sheet of the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.themes import DARK, LIGHT, TERMINAL, code_theme_for, theme_for_terminal
from reader.tui.widgets.article_styles import ROLES, component_class


@pytest.mark.parametrize("color_system", [None, "standard"])
def test_a_terminal_with_few_colours_gets_a_theme_of_its_own_colours(
    color_system: str | None,
) -> None:
    assert theme_for_terminal(color_system, {}) == TERMINAL.name
    assert theme_for_terminal(color_system, {"COLORFGBG": "0;15"}) == TERMINAL.name


def test_other_terminals_get_our_dark_or_light_theme() -> None:
    assert theme_for_terminal("truecolor", {}) == DARK.name
    assert theme_for_terminal("256", {"COLORFGBG": "15;0"}) == DARK.name
    assert theme_for_terminal("256", {"COLORFGBG": "0;default;15"}) == LIGHT.name


def test_code_has_no_own_colours_in_a_theme_of_the_terminals_colours() -> None:
    assert code_theme_for(TERMINAL) == ""
    assert code_theme_for(DARK) != code_theme_for(LIGHT)


def test_every_role_of_the_article_has_its_rule(project: Path) -> None:
    sheet = (project / "styles/article.tcss").read_text("utf-8")
    assert [role for role in ROLES if f".{component_class(role)} {{" not in sheet] == []
