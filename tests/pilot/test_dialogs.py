"""Dialogs: they accept the first answer and ignore the others, however fast events arrive."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from reader.settings import load_settings
from reader.tui.answers import answer
from reader.tui.panes import Pane
from reader.tui.rows.choice_rows import Choice
from reader.tui.screens.chooser import PREVIEW_DELAY, ChooserScreen
from reader.tui.terminal.bounds import MAX_LINE
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.prompt import Prompt

from .conftest import Open, Reading, write_post

CHARACTERS = {"colon": ":", "exclamation_mark": "!", "question_mark": "?"}

OPENING_KEYS = {
    "colon": "ChooserScreen",
    "ctrl+p": "ChooserScreen",
    "T": "ChooserScreen",
    "exclamation_mark": "ProblemsScreen",
    "question_mark": "HelpScreen",
    "t": "OutlineScreen",
    "v": "FrontMatterScreen",
}
"""Names of the classes of dialogs by the key that opens them."""


def key(name: str) -> events.Key:
    """Return the event of a key."""
    return events.Key(name, CHARACTERS.get(name, name if len(name) == 1 else None))


def click(x: int, y: int) -> list[Message]:
    """Return the events of a click with the left button."""
    return [
        event(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
        for event in (events.MouseDown, events.MouseUp)
    ]


async def burst(reading: Reading, *messages: Message) -> None:
    """Send events to the app without a pause, then wait until it has handled them."""
    for message in messages:
        reading.app.post_message(message)
    for _ in range(5):
        await reading.pilot.pause()


def cell_in_row(reading: Reading, selector: str, row: int) -> tuple[int, int]:
    """Return a cell of a row, in a list whose rows have one line each."""
    region = reading.app.screen.query_one(selector).content_region
    return region.x + 3, region.y + row


@pytest.mark.parametrize(
    "order", ["click click", "click enter", "enter click", "click click enter"]
)
async def test_the_theme_list_is_answered_once(news: Path, open_reader: Open, order: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("T")
        await reading.until(lambda: len(reading.palette) > 5)
        cell = cell_in_row(reading, "ChoiceList", 1)
        mouse, enter = click(*cell), [key("enter")]
        await burst(
            reading, *(m for word in order.split() for m in {"click": mouse}.get(word, enter))
        )
        assert reading.screen == "MainScreen"
        assert reading.app.theme in ("ansi-light", "broadsheet-dark")


@pytest.mark.parametrize(
    "order", ["click click", "enter click", "click enter", "enter click click", "click enter click"]
)
async def test_the_list_of_problems_is_answered_once(
    news: Path, open_reader: Open, order: str
) -> None:
    write_post(news, "eta.md", title="Eta", day="2026-02-30", categories="local")
    async with open_reader(news, posts=7) as reading:
        await reading.press("exclamation_mark")
        mouse = click(*cell_in_row(reading, "ProblemList", 1))
        messages = [
            m for word in order.split() for m in (mouse if word == "click" else [key("enter")])
        ]
        await burst(reading, *messages)
        assert reading.screen == "MainScreen"
        assert reading.highlighted == "Eta"


@pytest.mark.parametrize("size", [(10, 4), (10, 20), (2, 2), (1, 1)])
async def test_pages_in_the_palette_of_a_tiny_terminal(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, size=size) as reading:
        await reading.press("colon", "pageup", "pagedown", "pagedown", "pageup", "pageup", "down")
        await reading.until(lambda: len(reading.palette) > 20)
        await reading.press("end", "pageup", "home", "x", "y", "z", "pageup", "pagedown", "escape")
        assert reading.screen == "MainScreen"


@pytest.mark.parametrize("opening", OPENING_KEYS)
async def test_a_dialog_is_opened_and_closed_in_one_burst(
    news: Path, open_reader: Open, opening: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        for _ in range(3):
            await burst(reading, key(opening), key("escape"))
            assert reading.screen == "MainScreen"
        await burst(reading, *(key(name) for name in (opening, "enter", "down", "escape") * 3))
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        await reading.press(opening)
        assert reading.screen == OPENING_KEYS[opening]
        await burst(reading, key("escape"), key("escape"), key("ctrl+p"), key("escape"))
        assert reading.screen == "MainScreen"


@pytest.mark.parametrize(
    ("opening", "action"),
    [
        ("help", "scroll(10)"),
        ("front_matter", "scroll(10)"),
        ("outline", "choose"),
        ("problems", "choose"),
    ],
)
async def test_a_dialog_takes_a_key_before_it_is_mounted(
    news: Path, open_reader: Open, opening: str, action: str
) -> None:
    write_post(news, "zeta.md", title="Zeta", day="2026-02-31", categories="x")
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        # Without a pause, as for two keys that the app receives at once.
        reading.main.action_show(opening)
        await reading.app.run_action(action, reading.app.screen)
        await reading.until(lambda: reading.app.screen.is_mounted)


async def test_answers_after_the_first_one_are_ignored(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        answers: list[int | None] = []

        async def find(query: str) -> list[Choice[int]]:
            return [Choice("one", "", 1)]

        lower = ChooserScreen(find, title="", placeholder="")
        upper = ChooserScreen(find, title="", placeholder="")
        await reading.app.push_screen(lower, answers.append)
        await reading.app.push_screen(upper, answers.append)
        # A dialog that another one covers cannot close that one.
        answer(lower, 0)
        answer(upper, 1)
        answer(upper, 2)
        upper.action_close()
        reading.app.action_back_or_quit()
        answer(lower, 3)
        await reading.pilot.pause()
        assert answers == [1, None]
        assert reading.screen == "MainScreen"
        assert reading.app.return_code is None


async def test_text_typed_before_the_palette_opens_is_its_query(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await burst(reading, *(key(name) for name in ("colon", *"epsi", "enter")))
        await reading.until(lambda: reading.article == "epsilon.md")
        assert reading.screen == "MainScreen"


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["down"], 1),
        (["down", "down", "up"], 1),
        (["up"], 0),
        (["end"], -1),
        (["ctrl+end", "up"], -2),
        (["end", "down"], -1),
        (["end", "home"], 0),
        (["end", "ctrl+home", "down"], 1),
        (["pagedown", "pageup"], 0),
    ],
)
async def test_keys_move_the_cursor_of_the_palette(
    news: Path, open_reader: Open, keys: list[str], row: int
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon")
        await reading.until(lambda: len(reading.palette) > 20)
        await reading.press(*keys)
        choices = reading.app.screen.query_one(ChoiceList)
        assert choices.highlighted == choices.choices[row]
        shown = reading.text_of("ChoiceList").splitlines()
        assert choices.highlighted is not None
        assert any(line.startswith(f"▌ {choices.highlighted.title}") for line in shown)


async def test_page_down_in_the_palette_moves_by_its_visible_rows(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6, size=(80, 15)) as reading:
        await reading.press("colon")
        await reading.until(lambda: len(reading.palette) > 20)
        choices = reading.app.screen.query_one(ChoiceList)
        await reading.press("pagedown")
        assert choices.cursor == choices.size.height - 1


async def test_a_click_chooses_from_the_palette(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon", *"eta")
        await reading.until(lambda: len(reading.palette) == 2)
        assert "Zeta" in reading.palette[1]
        below = cell_in_row(reading, "ChoiceList", 4)
        await burst(reading, *click(*below))
        assert reading.screen == "ChooserScreen"
        await burst(reading, *click(*cell_in_row(reading, "ChoiceList", 1)))
        await reading.until(lambda: reading.article == "zeta.md")


async def test_the_latest_query_wins_and_enter_waits_for_it(news: Path, open_reader: Open) -> None:
    gate = asyncio.Event()
    cancelled: list[str] = []
    answers: list[str | None] = []

    async def find(query: str) -> Sequence[Choice[str]]:
        if query == "slow":
            try:
                await asyncio.Event().wait()
            finally:
                cancelled.append(query)
        if query == "slower":
            await gate.wait()
        return [Choice(query, "", query)]

    async with open_reader(news, posts=6) as reading:
        dialog = ChooserScreen(find, title="", placeholder="")
        await reading.app.push_screen(dialog, answers.append)
        await reading.press(*"slow")
        assert reading.palette == ["slo"]
        await reading.press(*"er", "enter")
        assert cancelled == ["slow"]
        assert reading.screen == "ChooserScreen"
        gate.set()
        await reading.until(lambda: answers == ["slower"])
        assert reading.screen == "MainScreen"


async def test_without_a_match_nothing_is_chosen(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("colon", *"[/b]")
        await reading.until(lambda: reading.palette == [])
        assert "No match for “[/b]”" in reading.text_of("ChoiceList")
        await reading.press("enter", "down", "up", "end", "home", "pagedown", "pageup", "enter")
        assert reading.screen == "ChooserScreen"
        await reading.press("escape")
        assert reading.screen == "MainScreen"


async def test_a_theme_is_previewed_while_the_cursor_is_on_it(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        former = reading.app.theme
        await reading.press("T")
        await reading.until(lambda: len(reading.palette) > 5)
        choices = reading.app.screen.query_one(ChoiceList)
        assert choices.highlighted is not None
        assert choices.highlighted.title == former
        await reading.press("down", "down")
        title = choices.highlighted.title
        assert title != former
        await reading.until(lambda: reading.app.theme == title)
        await reading.press(*"nord")
        await reading.until(lambda: reading.app.theme == "nord")
        assert load_settings(reading.settings_folder).settings.theme is None


@pytest.mark.parametrize("closing", ["escape", "back_or_quit"])
@pytest.mark.parametrize("delay", [0, PREVIEW_DELAY * 2])
async def test_the_former_theme_is_restored_if_none_is_chosen(
    news: Path, open_reader: Open, closing: str, delay: float
) -> None:
    async with open_reader(news, posts=6) as reading:
        former = reading.app.theme
        await reading.press("T")
        await reading.until(lambda: len(reading.palette) > 5)
        await reading.press("down", "down", "down")
        await reading.pilot.pause(delay)
        if closing == "back_or_quit":
            reading.app.action_back_or_quit()
        else:
            await reading.press(closing)
        await reading.pilot.pause(PREVIEW_DELAY * 2)
        assert reading.app.theme == former
        assert reading.screen == "MainScreen"
        assert load_settings(reading.settings_folder).settings.theme is None


def test_dialogs_close_only_through_answer(project: Path) -> None:
    closing = [
        path.name
        for path in (project / "reader").rglob("*.py")
        if any(
            word in path.read_text("utf-8") for word in (".dismiss(", '"dismiss"', "pop_screen(")
        )
    ]
    assert closing == ["answers.py"]


async def test_closed_dialogs_keep_no_drawn_lines(open_reader: Open, news: Path) -> None:
    async with open_reader(news) as reading:
        counts = []
        for _ in range(3):
            for opening_key in ("colon", "question_mark", "exclamation_mark"):
                await reading.press(opening_key, "escape")
            await reading.pilot.pause()
            gc.collect()
            counts.append(sum(type(drawn) is Strip for drawn in gc.get_objects()))
        assert counts[2] <= counts[1] + 20, counts


async def test_a_box_has_a_maximum_length(open_reader: Open, news: Path) -> None:
    async with open_reader(news) as reading:
        await reading.press("colon")
        box = reading.app.screen.query_one(Input)
        box.value = "x" * (MAX_LINE - 1)
        await reading.press("end", "y", "z")
        assert len(box.value) == MAX_LINE
        assert box.value.endswith("xy")


async def test_of_keys_in_a_row_only_the_last_text_filters_the_sidebar(
    open_reader: Open, news: Path
) -> None:
    async with open_reader(news) as reading:
        reading.main.panes.enter(Pane.SIDEBAR)
        await reading.press("slash")
        texts: list[str] = []
        with patch.object(reading.main.facets, "filter", texts.append):
            await burst(reading, *map(key, "theme" * 20))
        assert texts[-1] == "theme" * 20
        assert len(texts) < 10


@pytest.mark.parametrize("pane", ["list", "sidebar", "article"])
async def test_text_typed_before_the_search_opens_is_searched_for(
    news: Path, open_reader: Open, pane: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article == "alpha.md")
        reading.main.panes.enter(Pane(pane))
        await reading.pilot.pause()
        await burst(reading, *(key(name) for name in ("slash", *"gamAt")))
        assert reading.screen == "MainScreen"
        assert isinstance(reading.app.focused, Prompt)
        assert reading.app.focused.value == "gamAt"
