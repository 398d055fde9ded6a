"""The app on a few posts that look the same on every machine and on every day."""

from __future__ import annotations

import os
import shutil
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.settings import LoadedSettings, Settings
from reader.settings.options import MAX_DWELL
from reader.tui.app import ReaderApp
from reader.tui.screens.main import MainScreen
from tests.waiting import until

TODAY = date(2026, 6, 21)
POSTS = 6

MakeApp = Callable[..., ReaderApp]
Prepare = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def newspaper(tmp_path: Path, project: Path) -> Path:
    """A copy of the posts with fixed modification times."""
    folder = tmp_path / "newspaper"
    shutil.copytree(project / "tests/data/newspaper", folder)
    for path in folder.iterdir():
        os.utime(path, (1_772_236_800, 1_772_236_800))
    return folder


@pytest.fixture
def make_app(tmp_path: Path, newspaper: Path) -> MakeApp:
    """Return a function that creates the app on the newspaper, or on another folder, in a theme."""

    def make(folder: Path = newspaper, theme: str = "broadsheet-dark") -> ReaderApp:
        # However slow the machine is, no article counts as read before the picture is taken.
        loaded = LoadedSettings(Settings(theme=theme, dwell=MAX_DWELL))
        app = ReaderApp([folder], today=TODAY, settings_folder=tmp_path / "settings", loaded=loaded)
        app.animation_level = "none"
        return app

    return make


def after(*keys: str, posts: int = POSTS, shows: str = "") -> Prepare:
    """Return a function that waits for the posts, presses keys, and waits for an article.

    Args:
        keys: The keys to press.
        posts: Number of posts to wait for.
        shows: File name of the article to wait for; empty for none.
    """

    async def prepare(pilot: Pilot[None]) -> None:
        main = cast("MainScreen", pilot.app.screen_stack[0])
        await until(pilot, lambda: len(main.catalogue) == posts)
        await until(pilot, lambda: "reading" not in main.masthead.status)
        await pilot.press(*keys)
        await until(pilot, lambda: Path(main.article_pane.path or "").name == shows)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False
        await pilot.pause()

    return prepare
