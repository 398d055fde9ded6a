"""Every widget is shown with hostile text in all that it can show.

The last gate before the terminal has nothing to do, because each widget has cleaned its text
before, and markup in it is text. A new widget or row source is missing here until keys show it.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rich.segment import Segment
from textual.widget import Widget

import reader.tui
from reader.feeds.writing.feed_folder import FeedFolder
from reader.settings import SUBSCRIPTIONS_FILE
from reader.text.clean import clean_line
from reader.text.segments import clean_segment
from reader.tui.panes import Pane
from reader.tui.rows.model import EmptyRows, RowSource
from reader.tui.screens.feeds.welcome import WelcomeScreen
from reader.tui.terminal import output_filter
from reader.tui.widgets.line_list import LineList

from .child_program import ChildProgram
from .conftest import NOON, Open, Reading

MARKER = "MARK"
HOSTILE = f"[i]{MARKER}\x1b[2J\x9b3J\x07\u202eb\u2066\xad\ufeff\U000e0041\u2028[/b]\x85e"
"""What controls a terminal, hides or reorders text, breaks lines, and is markup of Textual."""
ESCAPED = rf"[i]{MARKER}\u001b[2J\u009b3J\u0007\u202eb\u2066\u00ad\ufeff\U000e0041\u2028[/b]\u0085e"
"""The same for YAML and TOML."""
TYPED = f"[i]{MARKER}"
NAME = HOSTILE.replace("/", "") + "\n\udcff"
"""The same as the name of a file or a folder, with a byte that is not UTF-8."""
POST = """\
---
title: "{text}"
description: "{text}"
date: 2026-06-0{day}
categories: ["{text}", "b{text}"]
tags: ["{text}"]
authors: ["{text}"]
series: "{text}"
feed: "{text}"
guid: "tag:{day}"
link: "https://example.org/{text}"
{text}: [
---
# Heading {raw}

Text {raw} *and {raw}* `code {raw}` [link {raw}](https://example.org/{raw}) ![alt {raw}]({raw})

{earlier}

| a {raw} | b |
| - | - |
| c | {raw} |

```
{raw}
```

[dead]({raw}.md) <b>html {raw}</b> [^1]

[^1]: note {raw}
"""
FEEDS = f"""\
[[feed]]
id = "a"
name = "{ESCAPED}"
url = "https://example.org/feed"
category = "{ESCAPED}"
"{ESCAPED}" = 1

[[feed]]
id = "b"
name = "b"
url = "{ESCAPED}"
"""
CONFIG = f"""\
"{ESCAPED}" = 1
theme = "{ESCAPED}"
[searches]
"{ESCAPED}" = "{ESCAPED}"
[keys]
"{ESCAPED}" = "{ESCAPED}"
"mark.star" = "{ESCAPED}"
"""
FOUND = {
    "url": f"https://example.org/{HOSTILE}", "title": HOSTILE, "entries": 2, "category": HOSTILE,
    "headlines": [HOSTILE],
}  # fmt: skip


class Gate:
    """The last gate before the terminal, and what has passed it. A line passes it once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._clean = clean_segment
        self._texts: list[str] = []
        monkeypatch.setattr(output_filter, "clean_segment", self._pass)

    def _pass(self, segment: Segment) -> Segment:
        assert self._clean(segment) is segment, segment
        assert clean_line(segment.text) == segment.text, segment
        self._texts.append(segment.text)
        return segment

    def assert_clean(self, reading: Reading) -> None:
        """Draw the screen on top; check it, and that it shows hostile text with its markup."""
        assert MARKER in reading.app.export_screenshot()
        text = "".join(self._texts)
        assert text.count(MARKER) == text.count(TYPED) + text.count(quote(TYPED)), text


class Shown:
    """The classes of the widgets, screens and row sources that were shown."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.classes: set[type] = set()

    def look(self, reading: Reading, screen: str = "MainScreen") -> None:
        """Check the screen on top, and note what it shows."""
        assert reading.screen == screen
        self._gate.assert_clean(reading)
        for widget in reading.app.screen.walk_children(Widget, with_self=True):
            shown = [widget] if widget.is_on_screen else []
            rows = [widget.rows] if shown and isinstance(widget, LineList) else []
            self.classes |= set(chain.from_iterable(type(each).__mro__ for each in [*shown, *rows]))


def own_classes() -> Iterator[type]:
    """Yield the widgets, screens and row sources of the app."""
    for found in pkgutil.walk_packages(reader.tui.__path__, "reader.tui."):
        module = import_module(found.name)
        for each in vars(module).values():
            is_own = isinstance(each, type) and each.__module__ == module.__name__
            if is_own and (issubclass(each, Widget) or hasattr(each, "draw_line")):
                yield each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of feeds with two posts, the first of which was changed."""
    folder = tmp_path / NAME.removesuffix("\udcff")  # the settings are UTF-8
    (folder / NAME).mkdir(parents=True)
    feeds = FeedFolder(folder, lambda: datetime.fromtimestamp(NOON, UTC))
    for day in (1, 2):
        path = folder / NAME / f"{day}{NAME}.md"
        values: dict[str, Any] = {"day": day, "text": ESCAPED, "raw": HOSTILE}
        path.write_text(POST.format(**values, earlier=f"Earlier {HOSTILE}"), "utf-8")
        feeds.put_aside(path)
        feeds.replace(path, POST.format(**values, earlier=f"Later {HOSTILE}"))
    return folder


async def test_no_widget_leaves_the_cleaning_to_the_gate(
    open_reader: Open, folder: Path, program: ChildProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.answer("find", FOUND, {**FOUND, "url": "https://example.org/b"})
    shown = Shown(Gate(monkeypatch))
    (folder / SUBSCRIPTIONS_FILE).write_text(FEEDS, "utf-8")
    feeds_folder = json.dumps(str(folder), ensure_ascii=False)  # is a string of TOML as well
    config = f"feeds_folder = {feeds_folder}\nfetch_every = 0\n{CONFIG}"
    async with open_reader(folder, posts=2, config=config) as reading:
        await look_at_panes(reading, shown)
        await look_at_dialogs(reading, shown)
        await look_at_feeds(reading, shown)
    assert set(own_classes()) - shown.classes == {EmptyRows, RowSource}  # without a text


async def look_at_panes(reading: Reading, shown: Shown) -> None:
    """Look at the main screen."""
    await reading.until(lambda: MARKER in reading.text_of("ArticlePane"))
    await reading.until(lambda: bool(reading.app.screen.query("MessageLine")))
    shown.look(reading)
    await reading.press("F")
    shown.look(reading)
    await reading.press("F")
    for pane in (Pane.SIDEBAR, Pane.ARTICLE, Pane.LIST):
        reading.main.panes.enter(pane)
        await reading.press("slash", *TYPED)
        await reading.pilot.pause()
        shown.look(reading)
        await reading.press("escape")
    await reading.press("y")
    await reading.until(lambda: "Copied" in reading.messages)
    shown.look(reading)


async def look_at_dialogs(reading: Reading, shown: Shown) -> None:
    """Look at the dialogs about posts."""
    reading.main.panes.enter(Pane.ARTICLE)
    await open_dialog(reading, "colon", "ChooserScreen")
    await reading.press(*TYPED)
    await reading.until(lambda: any(TYPED in line for line in reading.palette))
    await look_and_close(reading, shown)
    for key, screen in (
        ("exclamation_mark", "ProblemsScreen"),
        ("question_mark", "HelpScreen"),
        ("t", "OutlineScreen"),
        ("v", "FrontMatterScreen"),
        ("at", "PromptScreen"),
        ("D", "ChangesScreen"),
    ):
        await open_dialog(reading, key, screen)
        if key in ("question_mark", "at"):
            await reading.press(*TYPED)
        await look_and_close(reading, shown)
    reading.app.push_screen(WelcomeScreen())
    await reading.until(lambda: reading.screen == "WelcomeScreen")
    await look_and_close(reading, shown)
    await open_dialog(reading, "V", "QuoteScreen")
    await look_and_close(reading, shown)
    await open_dialog(reading, "O", "LinksScreen")
    await reading.until(lambda: any(TYPED in line for line in reading.palette))
    shown.look(reading, "LinksScreen")
    await open_dialog(reading, "enter", "LinkScreen")
    await look_and_close(reading, shown)
    await reading.press("escape")
    reading.main.panes.enter(Pane.LIST)
    await reading.press("slash", *TYPED, "enter")
    await open_dialog(reading, "plus", "SaveSearchScreen")
    await look_and_close(reading, shown)


async def look_at_feeds(reading: Reading, shown: Shown) -> None:
    """Look at the dialogs about feeds."""
    await open_dialog(reading, "E", "FeedsScreen")
    await reading.until(lambda: MARKER in reading.text_of("FeedTable"))
    shown.look(reading, "FeedsScreen")
    for key, screen in (
        ("e", "PromptScreen"),
        ("m", "CategoryScreen"),
        ("d", "ConfirmScreen"),
        ("i", "PathScreen"),
    ):
        await open_dialog(reading, key, screen)
        await look_and_close(reading, shown)
    await open_dialog(reading, "a", "AddFeedScreen")
    await reading.press(*"example.org", "enter")
    await reading.until(lambda: MARKER in reading.text_of("FoundList"))
    await look_and_close(reading, shown)


async def open_dialog(reading: Reading, key: str, screen: str) -> None:
    """Press the key of a dialog, and wait until it is open."""
    await reading.press(key)
    await reading.until(lambda: reading.screen == screen)


async def look_and_close(reading: Reading, shown: Shown) -> None:
    """Look at the dialog on top, and close it."""
    screen = reading.screen
    shown.look(reading, screen)
    for _ in range(3):
        if reading.screen == screen:
            await reading.press("escape")
    assert reading.screen != screen
