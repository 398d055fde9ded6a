"""What the palette and the theme list offer for a query."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from textual.theme import BUILTIN_THEMES

from reader.posts.catalogue import Catalogue
from reader.posts.facets import FacetValue
from reader.posts.post import Post
from reader.tui.bindings import COMMANDS, SEARCH
from reader.tui.palette import MAX_POSTS, SLICE_SIZE, find_choices, find_themes, match_score


def make_post(number: int, title: str, *categories: str, day: int = 1) -> Post:
    return Post(
        id=f"{number}.md",
        path=f"/news/{number}.md",
        slug=str(number),
        title=title,
        description="",
        date=date(2026, 6, day),
        categories=categories or ("Uncategorised",),
    )


NEWS = Catalogue(
    [
        make_post(1, "A star over the harbour", "world", day=3),
        make_post(2, "Harbour closed", "local", day=2),
        make_post(3, "Worldwide prices", "world", day=1),
    ]
)


async def titles(query: str, catalogue: Catalogue = NEWS) -> list[str]:
    return [choice.title for choice in await find_choices(query, catalogue, COMMANDS)]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Harbour closed", "A harbour"),
        ("A harbour", "The outerharbour"),
        ("The outerharbour", "Nothing of that kind"),
    ],
)
def test_a_text_scores_higher_the_earlier_its_words_match(better: str, worse: str) -> None:
    assert match_score("harbour", better) > match_score("harbour", worse)


@pytest.mark.parametrize(("query", "text"), [("", "text"), (" ", "text"), ("a b", "only a")])
def test_an_empty_query_and_a_missing_word_score_nothing(query: str, text: str) -> None:
    assert match_score(query, text) == 0


def test_a_score_ignores_case_and_the_order_of_words() -> None:
    assert match_score("CLOSED harbour", "Harbour closed") >= 0.7


async def test_an_empty_query_finds_every_command_with_its_keys_and_nothing_else() -> None:
    choices = await find_choices("  ", NEWS, COMMANDS)
    expected = [
        command.id
        for command in COMMANDS
        if command.group != "Move" and command.where != SEARCH and "{key}" not in command.action
    ]
    assert [choice.value for choice in choices] == [
        command_id for command_id in expected if command_id != "app.palette"
    ]
    details = {choice.value: choice.detail for choice in choices}
    assert details["view.themes"] == "T"
    assert details["app.quit"] == "q Ctrl+Q"


async def test_categories_commands_and_posts_are_found_best_match_first() -> None:
    choices = await find_choices("star", NEWS, COMMANDS)
    assert [choice.title for choice in choices] == [
        "Add or remove a star",
        "Show only starred posts, or all",
        "A star over the harbour",
    ]
    assert (await titles("world"))[:2] == ["world · 2", "Worldwide prices"]
    assert await titles("harbour") == ["Harbour closed", "A star over the harbour"]


async def test_values_are_what_the_entries_stand_for() -> None:
    values = [choice.value for choice in await find_choices("world", NEWS, COMMANDS)]
    category, post = values
    assert isinstance(category, FacetValue)
    assert category.name == "world"
    assert post == NEWS.posts[2]


async def test_details_of_posts_are_their_dates_and_categories() -> None:
    [choice] = await find_choices("closed", NEWS, COMMANDS)
    assert choice.detail == "2 Jun 2026 · local"


async def test_only_the_newest_posts_that_match_are_found() -> None:
    posts = [make_post(number, f"Zebra {number}", day=1 + number % 30) for number in range(200)]
    catalogue = Catalogue(posts)
    found = await titles("zebra", catalogue)
    assert found == [post.title for post in catalogue.posts[:MAX_POSTS]]


async def test_other_tasks_run_between_the_slices_of_a_search() -> None:
    posts = [make_post(number, f"Zebra {number}") for number in range(10 * SLICE_SIZE)]
    search = asyncio.create_task(find_choices("xyzzy", Catalogue(posts), COMMANDS))
    turns = 0
    while not search.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns >= 10
    assert await search == []


async def test_a_search_can_be_cancelled() -> None:
    posts = [make_post(number, f"Zebra {number}") for number in range(3 * SLICE_SIZE)]
    search = asyncio.create_task(find_choices("xyzzy", Catalogue(posts), COMMANDS))
    await asyncio.sleep(0)
    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search


async def test_all_themes_are_listed_by_name() -> None:
    choices = await find_themes(" ", BUILTIN_THEMES.values())
    assert [choice.value for choice in choices] == sorted(BUILTIN_THEMES)
    assert {choice.value: choice.detail for choice in choices}["solarized-light"] == "light"


async def test_themes_are_found_by_any_words_of_their_names() -> None:
    choices = await find_themes("night tokyo", BUILTIN_THEMES.values())
    assert [choice.value for choice in choices] == ["tokyo-night"]
    choices = await find_themes("rose", BUILTIN_THEMES.values())
    assert [choice.value for choice in choices] == ["rose-pine", "rose-pine-dawn", "rose-pine-moon"]
