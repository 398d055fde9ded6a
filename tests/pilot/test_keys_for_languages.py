"""Posts in several languages: one row each, and the key for the next language."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.facets import Facet
from reader.posts.options import LoadOptions
from reader.store.first_screen import first_screen, index_path
from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import in_each_pane, keys_of


@pytest.fixture
def isle(tmp_path: Path) -> Path:
    """A folder with a post in three languages, one in two languages, and one in one language."""
    folder = tmp_path / "isle"
    titles = {
        "alpha.md": "Alpha",
        "alpha.fr.md": "Premier",
        "alpha.ja.md": "Hajime",
        "beta.md": "Beta",
        "gamma.md": "Gamma",
        "gamma.ja.md": "Ganma",
    }
    for number, (name, title) in enumerate(titles.items()):
        text = f"Word{title.lower()} everybody. See [the other one](gamma.ja.md)."
        day = f"2026-06-0{9 - number}-10-00-00"
        write_post(folder, name, title=title, day=day, categories="local", body=text)
    return folder


def rows(reading: Reading) -> list[str]:
    """Return the titles of the rows, with their languages where these are shown."""
    lines = reading.text_of("PostList").splitlines()
    words = ([word for word in line.split() if word.isalpha()] for line in lines if "●" in line)
    return [" ".join(part for part in parts if part not in ("Jun", "local")) for parts in words]


async def test_a_story_is_one_row_with_its_languages(isle: Path, open_reader: Open) -> None:
    async with open_reader(isle, posts=3, size=(80, 24)) as reading:
        assert rows(reading) == ["Alpha original fr ja", "Beta", "Gamma original ja"]
        assert "3/3" in reading.text_of("Sidebar")


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
async def test_the_setting_chooses_the_language(
    isle: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    config = 'languages = ["fr", "ja"]\n'
    async with open_reader(isle, posts=3, size=size, config=config) as reading:
        assert [row.split()[0] for row in rows(reading)] == ["Premier", "Beta", "Ganma"]


async def test_the_locale_chooses_the_language_without_the_setting(
    isle: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    async with open_reader(isle, posts=3) as reading:
        assert [row.split()[0] for row in rows(reading)] == ["Hajime", "Beta", "Ganma"]


@in_each_pane
@keys_of("read.language")
async def test_a_row_or_an_article_is_shown_in_the_next_language(
    isle: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(isle, posts=3, size=(160, 40)) as reading:
        reading.main.panes.enter(pane)
        await reading.until(lambda: reading.article == "alpha.md")
        for name, title in [
            ("alpha.fr.md", "Premier"),
            ("alpha.ja.md", "Hajime"),
            ("alpha.md", "Alpha"),
        ]:
            await reading.press(key)
            assert reading.highlighted == title
            assert reading.main.pane is pane
            await reading.until(lambda name=name: reading.article == name)  # type: ignore[misc]


@in_each_pane
@keys_of("read.language")
async def test_a_post_in_one_language_stays(
    isle: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(isle, posts=3, size=(160, 40)) as reading:
        await reading.press("j")
        reading.main.panes.enter(pane)
        await reading.until(lambda: reading.article == "beta.md")
        await reading.press(key)
        assert reading.highlighted == "Beta"
        assert "one language only" in reading.messages


async def test_the_byline_names_the_languages_and_leads_to_them(
    isle: Path, open_reader: Open
) -> None:
    async with open_reader(isle, posts=3) as reading:
        await reading.press("enter", "L")
        await reading.until(lambda: reading.article == "alpha.fr.md")
        assert "1 min · fr, original, ja" in reading.text_of("ArticlePane").replace("\xa0", " ")
        await reading.press("f", "s")
        await reading.until(lambda: reading.article == "alpha.ja.md")
        assert reading.highlighted == "Hajime"
        await reading.press("backspace")
        await reading.until(lambda: reading.article == "alpha.fr.md")


async def test_a_link_to_a_translation_opens_that_translation(
    isle: Path, open_reader: Open
) -> None:
    async with open_reader(isle, posts=3) as reading:
        await reading.press("enter")
        await reading.until(lambda: "original, fr, ja" in reading.text_of("ArticlePane"))
        await reading.press("f", "d")
        await reading.until(lambda: reading.article == "gamma.ja.md")
        assert reading.highlighted == "Ganma"
        assert reading.main.post_list.cursor_number == 3


async def test_reading_one_translation_reads_them_all(isle: Path, open_reader: Open) -> None:
    async with open_reader(isle, posts=3) as reading:
        await reading.press("L", "u")
        assert "2/3" in reading.text_of("Sidebar")
        await reading.press("L", "L")
        assert reading.highlighted == "Alpha"
        assert [row.split()[0] for row in rows(reading)] == ["Beta", "Gamma"]
        await reading.press("U")
        assert "Undone: “Premier” marked read" in reading.messages
        assert "3/3" in reading.text_of("Sidebar")
        await reading.press("A")
        assert "3 posts marked read" in reading.messages


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("everybody", ["Alpha", "Beta", "Gamma"]),
        ("wordhajime", ["Hajime"]),
        ("lang:ja", ["Hajime", "Ganma"]),
        ("lang:fr everybody", ["Premier"]),
    ],
)
async def test_a_search_lists_a_story_once_in_the_language_that_matches(
    isle: Path, open_reader: Open, tmp_path: Path, query: str, found: list[str]
) -> None:
    async with open_reader(isle, posts=3, cache=tmp_path / "cache") as reading:
        await reading.until(lambda: reading.main.library.is_indexed)
        await reading.press("slash", *query)
        await reading.until(
            lambda: (
                (results := reading.main.search.results) is not None
                and sorted(post.title for post in results.posts) == sorted(found)
            )
        )


async def test_a_found_story_is_shown_in_the_next_language(
    isle: Path, open_reader: Open, tmp_path: Path
) -> None:
    async with open_reader(isle, posts=3, cache=tmp_path / "cache") as reading:
        await reading.until(lambda: reading.main.library.is_indexed)
        await reading.press("slash", *"hajime", "enter")
        await reading.until(lambda: reading.highlighted == "Hajime")
        await reading.press("L")
        assert reading.highlighted == "Alpha"
        await reading.press("escape")
        assert reading.highlighted == "Alpha"


async def test_the_translation_that_was_read_last_is_restored(
    isle: Path, open_reader: Open, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    async with open_reader(isle, posts=3, data=data) as reading:
        await reading.press("enter", "L")
        await reading.until(lambda: reading.article == "alpha.fr.md")
        await reading.press("q")
    async with open_reader(isle, posts=3, data=data) as reading:
        await reading.until(lambda: reading.article == "alpha.fr.md")
        assert reading.highlighted == "Premier"


async def test_a_list_is_restored_in_the_language_that_is_preferred_now(
    isle: Path, open_reader: Open, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    async with open_reader(isle, posts=3, data=data) as reading:
        await reading.press("j", "j", "q")
    config = 'languages = ["ja"]\n'
    async with open_reader(isle, posts=3, data=data, config=config) as reading:
        await reading.until(lambda: reading.highlighted == "Ganma")


async def test_a_translation_can_be_opened_by_its_file(isle: Path, open_reader: Open) -> None:
    async with open_reader(isle, posts=3, opens=isle / "alpha.ja.md") as reading:
        await reading.until(lambda: reading.article == "alpha.ja.md")
        await reading.until(lambda: reading.highlighted == "Hajime")


async def test_the_same_rows_are_shown_before_and_after_loading(
    isle: Path, open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, index = tmp_path / "cache", index_path(tmp_path / "cache", [isle])
    config = 'languages = ["ja"]\n'
    size = (80, 24)
    async with open_reader(isle, posts=3, size=size, cache=cache, config=config) as reading:
        await reading.until(lambda: first_screen(index, LoadOptions(), ("ja",)) is not None)
        before = rows(reading)
    monkeypatch.setattr("reader.library.library.Library.load", lambda *_: None)
    async with open_reader(isle, size=size, cache=cache, config=config) as reading:
        assert rows(reading) == before
        assert before[0] == "Hajime ja original fr"


async def test_a_language_in_the_sidebar_lists_its_stories_in_that_language(
    isle: Path, open_reader: Open
) -> None:
    write_post(isle, "delta.ja.md", title="Deruta", day="2026-06-01-10-00-00", categories="local")
    async with open_reader(isle, posts=4, size=(80, 24)) as reading:
        await reading.press("L")
        assert reading.highlighted == "Premier"
        language = reading.main.catalogue.facets.get(Facet.LANGUAGE, "ja")
        assert language is not None
        assert language.count == 3
        reading.main.navigator.open_value(language)
        await reading.until(lambda: reading.highlighted == "Hajime")
        titles = [post.title for post in reading.main.post_list.posts]
        assert titles == ["Hajime", "Ganma", "Deruta"]
        await reading.press("L")
        assert reading.highlighted == "Alpha"
        await reading.press("0")
        assert reading.highlighted == "Alpha"
