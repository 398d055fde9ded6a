"""What the palette and the theme list offer for a query."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from reader.posts.catalogue import Catalogue
from reader.posts.facets import Facet, FacetValue
from reader.posts.post import Post
from reader.posts.stories import Languages, Stories
from reader.settings.state_file import MAX_RECENT
from reader.tui.bindings import COMMANDS, SEARCH
from reader.tui.palette.entries import (
    Kind,
    PaletteEntry,
    command_entries,
    theme_entries,
    value_entries,
)
from reader.tui.palette.matching import Matcher
from reader.tui.palette.recent import RecentEntries
from reader.tui.palette.search import MAX_PER_KIND, MAX_RECENT_FIRST, SLICE_SIZE, PaletteSearch
from reader.tui.palette.themes import find_themes
from reader.tui.palette.values import find_values


def make_post(
    number: int,
    title: str,
    *categories: str,
    day: int = 1,
    tags: Sequence[str] = (),
    authors: Sequence[str] = (),
) -> Post:
    return Post(
        id=f"{number}.md",
        path=f"/news/{number}.md",
        slug=str(number),
        title=title,
        description="",
        date=date(2026, 6, day),
        categories=categories or ("Uncategorised",),
        tags=tuple(tags),
        authors=tuple(authors),
    )


NEWS = Catalogue(
    [
        make_post(1, "A star over the harbour", "world", day=3, tags=["Tides", "boats"]),
        make_post(2, "Harbour closed", "local", day=2, tags=["tides"], authors=["Nora Harbour"]),
        make_post(3, "Worldwide prices", "world", day=1, tags=["tides"]),
    ]
)


def palette(catalogue: Catalogue = NEWS, recent: Sequence[str] = ()) -> PaletteSearch:
    entries = (*command_entries(COMMANDS), *theme_entries(BUILTIN_THEMES.values(), "nord"))
    return PaletteSearch(entries, lambda: catalogue, recent)


async def find(
    query: str, catalogue: Catalogue = NEWS, recent: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """The kinds and titles of what the palette finds."""
    choices = await palette(catalogue, recent).find(query)
    return [(choice.kind, choice.title) for choice in choices]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Harbour closed", "A harbour"),
        ("A harbour", "The outerharbour"),
        ("The outerharbour", "Nothing of that kind"),
    ],
)
def test_a_text_scores_higher_the_earlier_its_words_match(better: str, worse: str) -> None:
    assert Matcher("harbour").score(better) > Matcher("harbour").score(worse)


@pytest.mark.parametrize(("query", "text"), [("", "text"), (" ", "text"), ("a b", "only a")])
def test_an_empty_query_and_a_missing_word_score_nothing(query: str, text: str) -> None:
    assert Matcher(query).score(text) == 0


def test_a_score_ignores_case_and_the_order_of_words() -> None:
    assert Matcher("CLOSED harbour").score("Harbour closed") >= 0.7


async def test_an_empty_query_finds_every_command_with_its_keys_then_the_themes() -> None:
    choices = await palette().find("  ")
    expected = [
        command.id
        for command in COMMANDS
        if command.group != "Move"
        and command.where != SEARCH
        and "{key}" not in command.action
        and command.id != "app.palette"
    ]
    commands = [choice.value.target for choice in choices if choice.kind == "command"]
    assert commands == expected
    assert [choice.kind for choice in choices[len(expected) :]] == ["theme"] * len(BUILTIN_THEMES)
    details = {choice.value.target: choice.detail for choice in choices}
    assert details["view.themes"] == "T"
    assert details["app.quit"] == "q"
    assert details["nord"] == "dark, current"


async def test_all_kinds_are_found_best_match_first() -> None:
    assert await find("star") == [
        ("command", "Add or remove a star"),
        ("command", "Show only starred posts, or all"),
        ("post", "A star over the harbour"),
    ]
    assert (await find("world"))[:2] == [("category", "world"), ("post", "Worldwide prices")]
    assert await find("harbour") == [
        ("post", "Harbour closed"),
        ("author", "Nora Harbour"),
        ("post", "A star over the harbour"),
    ]
    assert await find("tide") == [("tag", "tides")]
    assert await find("tokyo") == [("theme", "tokyo-night")]


async def test_values_are_what_the_entries_stand_for() -> None:
    category, post = [choice.value.target for choice in await palette().find("world")]
    assert isinstance(category, FacetValue)
    assert category.name == "world"
    assert post == NEWS.posts[2]


async def test_details_are_dates_and_counts() -> None:
    [choice] = await palette().find("closed")
    assert choice.detail == "2 Jun 2026 · local"
    [choice] = await palette().find("tides")
    assert choice.detail == "3 posts"
    [choice] = await palette().find("nora")
    assert choice.detail == "1 post"


@pytest.mark.parametrize(
    ("query", "kinds"),
    [(">", {"command", "theme"}), ("#", {"tag", "category"}), ("@", {"author"})],
)
async def test_a_prefix_limits_the_kinds(query: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in await find(query)} == kinds
    assert {kind for kind, _ in await find(f" {query} o")} <= kinds
    assert await find(f"{query}xyzzy") == []


async def test_tags_without_a_query_are_listed_by_their_number_of_posts() -> None:
    found = await find("#")
    assert [title for kind, title in found if kind == "tag"] == ["tides", "boats"]


async def test_the_recent_entries_are_listed_first_and_once() -> None:
    recent = ["post:/news/3.md", "tag:tides", "command:view.themes", "post:/gone.md", "tag:gone"]
    found = await find("", recent=recent)
    assert found[:3] == [
        ("post", "Worldwide prices"),
        ("tag", "tides"),
        ("command", "Choose a theme"),
    ]
    assert len(found) == len(set(found))
    many = [f"command:{command.id}" for command in COMMANDS]
    recent_titles = [title for _, title in (await find("", recent=many[::-1]))[:MAX_RECENT_FIRST]]
    assert recent_titles[0] == "Quit, also from a dialog or a text box"


async def test_a_recent_entry_is_found_before_better_matches() -> None:
    assert (await find("harbour", recent=["author:nora harbour"]))[0] == ("author", "Nora Harbour")
    # Not if it only matches within a word.
    posts = Catalogue([make_post(1, "The outerharbour", day=3), make_post(2, "Harbour closed")])
    assert (await find("harbour", posts, ["post:/news/1.md"]))[0] == ("post", "Harbour closed")


async def test_a_recent_post_is_found_among_very_many() -> None:
    posts = [make_post(number, f"Zebra {number}", day=1 + number % 30) for number in range(200)]
    catalogue = Catalogue(posts)
    last = catalogue.posts[-1]
    found = await find("zebra", catalogue, [f"post:{last.path}"])
    assert found[0] == ("post", last.title)
    assert len(found) == len(set(found)) == MAX_PER_KIND


async def test_only_the_newest_posts_that_match_are_found() -> None:
    posts = [make_post(number, f"Zebra {number}", day=1 + number % 30) for number in range(200)]
    catalogue = Catalogue(posts)
    found = [title for _, title in await find("zebra", catalogue)]
    assert found == [post.title for post in catalogue.posts[:MAX_PER_KIND]]


async def test_many_tags_do_not_hide_the_other_kinds() -> None:
    tags = [f"zebra {number}" for number in range(1_000)]
    catalogue = Catalogue([make_post(1, "Zebra", tags=tags, authors=["Zebra"])])
    found = await find("zebra", catalogue)
    kinds = [kind for kind, _ in found]
    assert kinds.count("tag") == MAX_PER_KIND
    assert {"author", "post"} < set(kinds)


async def test_posts_that_are_loaded_while_the_palette_is_open_are_found() -> None:
    catalogues = [Catalogue(), Catalogue(), NEWS]
    found = PaletteSearch((), lambda: catalogues.pop(0), ())
    assert await found.find("harbour") == []
    assert [choice.title for choice in await found.find("tides")] == ["tides"]


async def test_other_tasks_run_between_the_slices_of_a_search() -> None:
    posts = [make_post(number, f"Zebra {number}") for number in range(10 * SLICE_SIZE)]
    search = asyncio.create_task(palette(Catalogue(posts)).find("xyzzy"))
    turns = 0
    while not search.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns >= 10
    assert await search == []


async def test_a_search_can_be_cancelled() -> None:
    posts = [make_post(number, f"Zebra {number}") for number in range(3 * SLICE_SIZE)]
    search = asyncio.create_task(palette(Catalogue(posts)).find("xyzzy"))
    await asyncio.sleep(0)
    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search


def test_a_tag_is_listed_with_its_number_of_posts() -> None:
    [entry] = value_entries(Kind.TAG, [FacetValue(Facet.TAG, "tides", 3)])
    tides = FacetValue(Facet.TAG, "tides")
    assert entry == PaletteEntry(Kind.TAG, "tides", "3 posts", tides, "tides")


def test_recent_choices_are_remembered_latest_first_and_limited(tmp_path: Path) -> None:
    recent = RecentEntries(tmp_path)
    assert recent.load() == []
    for number in range(MAX_RECENT + 10):
        recent.use(f"tag:{number}")
    recent.use("tag:50")
    assert list(RecentEntries(tmp_path).load())[:3] == ["tag:50", "tag:59", "tag:58"]
    assert len(recent.load()) == MAX_RECENT


@pytest.mark.parametrize("text", ["", "{", '{"a": 1}', "[1, null]", "\udcff"])
def test_a_damaged_file_of_recent_choices_is_ignored(tmp_path: Path, text: str) -> None:
    (tmp_path / "recent.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert RecentEntries(tmp_path).load() == []


async def test_all_themes_are_listed_by_name() -> None:
    choices = await find_themes(" ", BUILTIN_THEMES.values())
    assert [choice.value for choice in choices] == sorted(BUILTIN_THEMES)
    assert {choice.value: choice.detail for choice in choices}["solarized-light"] == "light"


async def test_themes_are_found_by_any_words_of_their_names() -> None:
    choices = await find_themes("night tokyo", BUILTIN_THEMES.values())
    assert [choice.value for choice in choices] == ["tokyo-night"]
    choices = await find_themes("rose", BUILTIN_THEMES.values())
    assert [choice.value for choice in choices] == ["rose-pine", "rose-pine-dawn", "rose-pine-moon"]


async def test_values_of_a_setting_are_found_by_their_names() -> None:
    values = ((1, "one column"), (2, "two columns"))
    choices = await find_values("", values, 2)
    assert [(choice.title, choice.detail, choice.value) for choice in choices] == [
        ("one column", "", 1),
        ("two columns", "current", 2),
    ]
    assert [choice.value for choice in await find_values("two", values, 2)] == [2]


def test_a_story_is_offered_once_under_a_title_that_matches() -> None:
    posts = [
        make_post(1, "Harbour reopens", day=2),
        make_post(2, "Der Harbour öffnet", day=3),
        make_post(3, "Le port rouvre", day=1),
    ]
    stories = Stories([posts], Languages())
    catalogue = Catalogue(posts, lambda *_: stories)
    assert stories.posts_of(posts[1])[0] == posts[0]
    for query, title in [("harbour", "Harbour reopens"), ("port", "Le port rouvre")]:
        choices = asyncio.run(palette(catalogue).find(query))
        found = [choice.value.title for choice in choices if choice.value.kind is Kind.POST]
        assert found == [title]
