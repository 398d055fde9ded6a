"""The app under a pilot, with a few posts on the disk, and methods that wait for its jobs."""

from __future__ import annotations

import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from reader.library.sidebar_rows import SidebarSection
from reader.settings import config_file, load_settings
from reader.tui.app import ReaderApp
from reader.tui.feeds import child
from reader.tui.screens.main import MainScreen
from reader.tui.widgets.choice_list import ChoiceList
from tests.waiting import until

from .child_program import ChildProgram

TODAY = date(2026, 6, 30)
NOON = datetime(2026, 6, 30, 12).timestamp()
ROOMY = (130, 40)

POST = """\
---
title: {title}
description: {description}
date: {date}
categories: [{categories}]
{more}---
{body}
"""

LONG_BODY = "\n\n".join(
    f"## Part {part}\n\n" + " ".join(f"word{part}x{word}" for word in range(150))
    for part in range(1, 9)
)


def write_post(
    folder: Path,
    name: str,
    *,
    title: str,
    day: str,
    categories: str,
    body: str = "A short body.",
    more: str = "",
) -> Path:
    """Write a post in the format of the sample posts."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = POST.format(
        title=title,
        description="What happened, and why.",
        date=day,
        categories=categories,
        more=more,
        body=body,
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser, which is not started."""
    addresses: list[str] = []

    def record(address: str, new: int = 0, autoraise: bool = True) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", record)
    return addresses


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of six valid posts: two featured, three in sports, two in world, one in local."""
    folder = tmp_path / "news"
    link = "link: https://example.org/alpha\n"
    write_post(
        folder,
        "alpha.md",
        title="Alpha",
        day="2026-06-06-10-00-00",
        categories="latest, sports",
        body=LONG_BODY,
        more="featured: true\n" + link,
    )
    write_post(
        folder,
        "beta.md",
        title="Beta",
        day="2026-06-05-10-00-00",
        categories="latest, world",
        more="featured: true\n",
    )
    write_post(
        folder, "gamma.md", title="Gamma", day="2026-06-04-10-00-00", categories="latest, sports"
    )
    write_post(folder, "delta.md", title="Delta", day="2026-06-03-10-00-00", categories="sports")
    write_post(folder, "epsilon.md", title="Epsilon", day="2026-06-02-10-00-00", categories="world")
    write_post(folder, "zeta.md", title="Zeta", day="2026-06-01-10-00-00", categories="local")
    return folder


class Reading:
    """A running app with shortcuts for tests: what it shows, and how to act on it."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None], settings_folder: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.settings_folder = settings_folder

    @property
    def main(self) -> MainScreen:
        """The main screen, also while a dialog is open."""
        return cast("MainScreen", self.app.screen_stack[0])

    @property
    def screen(self) -> str:
        """Name of the class of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def focused(self) -> str:
        """Name of the class of the focused widget."""
        return type(self.app.focused).__name__

    @property
    def highlighted(self) -> str:
        """Title of the post under the list's cursor."""
        post = self.main.post_list.highlighted
        return post.title if post else ""

    @property
    def category(self) -> str:
        """Name of the value under the sidebar's cursor; the title of a heading."""
        row = self.main.facets.row
        return row.title if isinstance(row, SidebarSection) else row.name

    @property
    def article(self) -> str:
        """File name of the post that the article pane shows."""
        path = self.main.article_pane.path
        return Path(path).name if path else ""

    @property
    def titles(self) -> list[str]:
        """Titles of the posts that the list shows, from top to bottom."""
        known = {post.title for post in self.main.catalogue.posts}
        words = (line.split(" ") for line in self.text_of("PostList").splitlines())
        return [word for line in words for word in line if word in known]

    @property
    def unread(self) -> list[str]:
        """Titles of the listed posts that are shown as unread."""
        lines = self.text_of("PostList").splitlines()
        known = {post.title for post in self.main.catalogue.posts}
        return [word for line in lines if "●" in line for word in line.split() if word in known]

    @property
    def messages(self) -> str:
        """The texts of the message that is shown, and of those that wait behind it."""
        return "\n".join(message.line for message in self.app.footer_messages.waiting)

    @property
    def palette(self) -> list[str]:
        """The choices of the command palette, or of the list of themes."""
        choices = self.app.screen.query_one(ChoiceList).choices
        return [f"{choice.title}  {choice.detail}  {choice.kind}".rstrip() for choice in choices]

    def text_of(self, selector: str) -> str:
        """Return the text that a widget shows, without spaces at the ends of lines."""
        widget = self.app.screen.query_one(selector)
        lines = [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]
        return "\n".join(lines).rstrip()

    def longest_line(self, selector: str) -> int:
        """Return the length of the longest line that a widget shows, without surrounding spaces."""
        return max(len(line.strip()) for line in self.text_of(selector).splitlines())

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the app has handled them."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        await self.pilot.resize_terminal(columns, rows)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the app work until a condition is true; fail after 15 seconds."""
        await until(self.pilot, condition)

    async def loaded(self, posts: int) -> None:
        """Wait until the first load is complete and the catalogue has a number of posts."""
        await self.until(lambda: self.main.library.times_loaded > 0)
        await self.until(lambda: len(self.main.catalogue) == posts)


Open = Callable[..., AbstractAsyncContextManager[Reading]]


@pytest.fixture
def open_reader(tmp_path: Path) -> Open:
    """Return a function that opens folders in the app, as an async context manager."""

    @asynccontextmanager
    async def opened(
        *folders: Path,
        posts: int | None = None,
        size: tuple[int, int] = ROOMY,
        cache: Path | None = None,
        data: Path | None = None,
        config: str = "",
        opens: Path | None = None,
        has_front: bool = False,
        is_first_start: bool = False,
        clock: Callable[[], float] = lambda: NOON,
    ) -> AsyncIterator[Reading]:
        settings = tmp_path / "settings"
        config_path = config_file()
        config_path.parent.mkdir(parents=True, exist_ok=True)
        config_path.write_text(config, "utf-8")
        loaded = load_settings(settings)
        # Most tests look at the list beside the article.
        settings_in_use = replace(loaded.settings, front_page=has_front)
        app = ReaderApp(
            folders,
            is_sample=is_first_start,
            is_first_start=is_first_start,
            today=TODAY,
            clock=clock,
            settings_folder=settings,
            loaded=replace(loaded, settings=settings_in_use),
            cache_folder=cache,
            data_folder=data,
            opens=opens,
        )
        async with app.run_test(size=size, notifications=True) as pilot:
            reading = Reading(app, pilot, settings)
            await pilot.pause()
            if posts is not None:
                await reading.loaded(posts)
            yield reading

    return opened


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChildProgram:
    """What the app runs instead of itself as a child process."""
    folder = tmp_path / "program"
    folder.mkdir()
    program = ChildProgram(folder)
    monkeypatch.setattr(child, "PROGRAM", program.command)
    return program
