"""The pictures: what is pressed in the app, and what each of them is called."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from textual.pilot import Pilot
from textual.widgets import Input

from pictures.drawing import Step, draw
from pictures.frames import Frame, parse_frame
from reader.settings import LoadedSettings, Settings
from reader.settings.options import MAX_DWELL
from reader.tui.app import ReaderApp
from reader.tui.screens.main import MainScreen

SAMPLES = Path(__file__).parents[1] / "sample_posts"
TODAY = date(2026, 6, 6)
SIZE = (120, 34)
_INTERVAL = 0.3
"""Seconds between two looks at the screen."""
_REST = 1.5
"""Seconds without a change after which a screen is at rest. Links to an article are looked up when
it has been shown for 0.8 seconds."""
_PATIENCE = 30.0
"""Seconds after which a screen that does not come to rest is an error."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Keys, and how long the screen is shown after them."""

    keys: Sequence[str]
    seconds: float
    caption: str = ""
    waits_for: str = ""
    """A text that the screen shows once the keys have had their effect."""


TOUR = (
    Scene((), 3, "$ broadsheet"),
    Scene(("j",), 0.6, "j  moves down"),
    Scene(("j",), 1.2, "j  moves down"),
    Scene(("k", "k"), 0.8, "k  moves up"),
    Scene(("enter",), 3, "Enter  opens the article"),
    Scene(("space",), 2, "Space  pages down"),
    Scene(("z",), 2, "z  shows the article alone"),
    Scene(("escape", "escape"), 1, "Esc  goes back"),
    Scene(("slash",), 0.8, "/  searches all posts"),
    Scene(("s",), 0.3, "/ s", "Found,"),
    Scene(("t",), 0.3, "/ st", "Found,"),
    Scene(("o",), 0.3, "/ sto", "Found,"),
    Scene(("r",), 0.3, "/ stor", "Found,"),
    Scene(("m",), 2.5, "/ storm", "Found,"),
    Scene(("enter", "enter"), 2.5, "Enter  opens the first result"),
    Scene(("escape", "escape", "colon"), 2, ":  finds commands, posts, tags …", "Palette"),
    Scene((*"broadsheet", "space", "l"), 1.5, ": broadsheet l", "broadsheet-light"),
    Scene(("enter",), 3, "Enter  uses the theme"),
)
"""The scenes of the animation."""

STILLS = {
    "front-page.svg": (
        "The front page in a terminal of 120 columns",
        (Scene((), 1),),
    ),
    "article.svg": (
        "An article with its picture, next to the list of headlines",
        (Scene(("enter",), 1),),
    ),
    "search.svg": (
        "Posts that match storm, with the word highlighted in the list and in the article",
        (Scene(("slash", *"storm"), 1, waits_for="Found,"), Scene(("enter", "enter"), 1)),
    ),
    "palette.svg": (
        "The palette, which lists commands, settings and more",
        (Scene(("colon", *"read"), 1, waits_for="Palette"),),
    ),
}
"""The titles and scenes of the still pictures; the last scene of each is drawn."""


async def draw_pictures(folder: Path) -> None:
    """Draw all pictures of the documentation.

    Args:
        folder: Where they are written.
    """
    steps = [step async for step in _play(TOUR)]
    (folder / "demo.svg").write_text(draw(steps, "A tour of Broadsheet"), "utf-8")
    for name, (title, scenes) in STILLS.items():
        *_, last = [step async for step in _play(scenes)]
        (folder / name).write_text(draw([Step(last.frame, 1, "")], title), "utf-8")


async def _play(scenes: Sequence[Scene]) -> AsyncIterator[Step]:
    async with _opened() as pilot:
        for scene in scenes:
            await pilot.press(*scene.keys)
            frame = await _at_rest(pilot, scene.waits_for)
            yield Step(frame, scene.seconds, scene.caption)


@asynccontextmanager
async def _opened() -> AsyncIterator[Pilot[None]]:
    """The app on the sample posts, without the user's settings and files."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(theme="broadsheet-dark", dwell=MAX_DWELL)
        app = ReaderApp(
            [SAMPLES],
            is_sample=True,
            today=TODAY,
            settings_folder=Path(folder),
            cache_folder=Path(folder),
            loaded=LoadedSettings(settings),
        )
        app.animation_level = "none"
        async with app.run_test(size=SIZE) as pilot:
            library = cast("MainScreen", app.screen).library
            await _at_rest(pilot, "24 unread", lambda: library.is_indexed)
            yield pilot


async def _at_rest(
    pilot: Pilot[None], text: str, is_ready: Callable[[], bool] = lambda: True
) -> Frame:
    """Wait until the screen shows a text, is ready and no longer changes; return it."""
    shown, former, equal = text.replace(" ", "&#160;"), "", 0
    for _ in range(round(_PATIENCE / _INTERVAL)):
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False
        await asyncio.sleep(_INTERVAL)
        await pilot.pause()
        svg = pilot.app.export_screenshot(simplify=True)
        equal = equal + 1 if svg == former and shown in svg and is_ready() else 0
        if equal * _INTERVAL >= _REST:
            return parse_frame(svg, *SIZE)
        former = svg
    raise TimeoutError(f"the screen did not come to rest with “{text}”")
