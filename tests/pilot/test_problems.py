"""The problems screen: groups, the filter and the editor."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from reader.posts.post import Problem
from reader.posts.problem_groups import ProblemReport
from reader.tui.screens.problems import ProblemsScreen

from .conftest import Open, Reading, write_post


def write_faulty(folder: Path, dates: int, tabs: int) -> None:
    """Write posts without a valid date, and posts with a duplicate key."""
    for number in range(dates):
        write_post(
            folder, f"date{number}.md", title="D", day=f"2026-02-3{number % 10}", categories="local"
        )
    for number in range(tabs):
        write_post(
            folder,
            f"twice{number}.md",
            title="T",
            day="2026-05-05",
            categories="local",
            more="title: T\n",
        )


def shown(reading: Reading) -> str:
    return reading.text_of("ProblemList")


async def test_many_problems_are_summarised_by_kind(news: Path, open_reader: Open) -> None:
    write_faulty(news, dates=9, tabs=5)
    async with open_reader(news, posts=20) as reading:
        await reading.press("exclamation_mark")
        assert "▸ 9 × “…” is not a day in the calendar" in shown(reading)
        assert "▸ 5 × “…” appears twice" in shown(reading)
        assert "date0.md" not in shown(reading)
        await reading.press("enter")
        assert "▾ 9 × " in shown(reading)
        assert "date0.md:4" in shown(reading)
        assert "“2026-02-30” is not a day in the calendar" in shown(reading)
        await reading.press("enter")
        assert "date0.md" not in shown(reading)
        # The second group, then its first file.
        await reading.press("j", "l", "j", "right")
        assert reading.screen == "MainScreen"
        await reading.until(lambda: reading.article == "twice0.md")


async def test_a_group_is_closed_before_the_screen(news: Path, open_reader: Open) -> None:
    write_faulty(news, dates=9, tabs=5)
    async with open_reader(news, posts=20) as reading:
        await reading.press("exclamation_mark", "enter", "j", "j", "j")
        await reading.press("h")
        assert "▸ 9 × " in shown(reading)
        await reading.press("left")
        assert reading.screen == "MainScreen"


async def test_few_problems_are_all_listed(news: Path, open_reader: Open) -> None:
    write_faulty(news, dates=3, tabs=1)
    async with open_reader(news, posts=10) as reading:
        await reading.press("exclamation_mark")
        assert "▾ 3 × " in shown(reading)
        assert "date2.md:4" in shown(reading)
        assert "× “…” appears twice" not in shown(reading)
        assert "“title” appears twice" in shown(reading)


async def test_typing_filters_the_problems(news: Path, open_reader: Open) -> None:
    write_faulty(news, dates=9, tabs=5)
    async with open_reader(news, posts=20) as reading:
        await reading.press("exclamation_mark", "slash", *"date7")
        assert "date7.md:4" in shown(reading)
        assert "twice" not in shown(reading)
        await reading.press("x")
        assert "No match for “date7x”" in shown(reading)
        await reading.press("backspace", "enter", "enter")
        assert reading.screen == "MainScreen"
        await reading.until(lambda: reading.article == "date7.md")


async def test_esc_clears_the_filter_and_then_closes(news: Path, open_reader: Open) -> None:
    write_faulty(news, dates=9, tabs=5)
    async with open_reader(news, posts=20) as reading:
        await reading.press("exclamation_mark", "slash", "q", "e", "down", "escape")
        assert reading.screen == "ProblemsScreen"
        assert "▸ 9 × " in shown(reading)
        await reading.press("escape")
        assert reading.screen == "MainScreen"


async def test_e_edits_the_file_and_leaves_the_list_open(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_faulty(news, dates=2, tabs=0)
    edited: list[str] = []
    monkeypatch.setenv("EDITOR", "edit-it")
    monkeypatch.setattr(
        "reader.tui.post_actions._run_editor", lambda _, path: edited.append(Path(path).name)
    )
    monkeypatch.setattr("textual.app.App.suspend", lambda _: nullcontext())
    async with open_reader(news, posts=8) as reading:
        await reading.press("exclamation_mark", "e")
        assert edited == []  # a group has no file
        await reading.press("j", "e")
        assert edited == ["date0.md"]
        assert reading.screen == "ProblemsScreen"


async def test_hidden_posts_have_a_line_for_each_reason(news: Path, open_reader: Open) -> None:
    for number, more in enumerate(["draft: true\n"] * 13 + ["unlisted: true\n"]):
        write_post(
            news, f"h{number}.md", title="H", day="2026-05-05", categories="local", more=more
        )
    async with open_reader(news, posts=6) as reading:
        await reading.press("exclamation_mark")
        assert "Hidden posts" in shown(reading)
        assert "▸ 13 × It is a draft" in shown(reading)
        assert "h13.md" in shown(reading)
        await reading.press("enter", "j", "enter")
        await reading.until(lambda: reading.article == "h0.md")


async def test_messages_can_be_read_again(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, config="mesure = 2\n") as reading:
        await reading.until(lambda: "unknown setting mesure" in reading.messages)
        await reading.press("U")
        await reading.until(lambda: "nothing to undo" in reading.messages)
        await reading.press("exclamation_mark")
        text = " ".join(shown(reading).split())
        assert text.index("nothing to undo") < text.index("unknown setting mesure")
        await reading.press("j", "enter", "e")
        assert reading.screen == "ProblemsScreen"


async def test_very_many_problems_are_listed_and_filtered(news: Path, open_reader: Open) -> None:
    problems = (
        Problem(str(news / f"{number}.md"), 1, None, f"“{number}” is not a date", "Write one.")
        for number in range(100_000)
    )
    async with open_reader(news, posts=6) as reading:
        screen = ProblemsScreen(ProblemReport(problems), [news], lambda _: None)
        await reading.app.push_screen(screen)
        await reading.pilot.pause()
        assert "▸ 100,000 × “…” is not a date" in shown(reading)
        await reading.press("enter", "G", "g", "slash", *"77777")
        assert "77777.md:1" in shown(reading)
