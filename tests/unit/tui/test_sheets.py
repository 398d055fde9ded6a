"""Which style sheet belongs to which screen."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from textual.screen import Screen

from reader.tui import screens
from reader.tui.screens.main import MainScreen
from reader.tui.sheets import ARTICLE_SHEET, DIALOG_SHEET, FIRST_SHEETS, TERMINAL_SHEET


def test_every_sheet_is_read_at_some_time() -> None:
    sheets = {*FIRST_SHEETS, ARTICLE_SHEET, DIALOG_SHEET, TERMINAL_SHEET}
    assert sheets == set(DIALOG_SHEET.parent.glob("*.tcss"))


def test_every_screen_over_the_main_one_brings_the_sheet_of_the_dialogs() -> None:
    modules = [module.name for module in walk_packages(screens.__path__, f"{screens.__name__}.")]
    classes = {
        value
        for name in modules
        for value in vars(import_module(name)).values()
        if isinstance(value, type) and issubclass(value, Screen) and value.__module__ in modules
    }

    dialogs = classes - {MainScreen}
    assert len(dialogs) > 10
    assert [dialog.__name__ for dialog in dialogs if dialog.CSS_PATH != DIALOG_SHEET] == []
