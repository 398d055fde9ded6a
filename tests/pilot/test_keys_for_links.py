"""The list of the links of an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import in_each_pane, keys_of

BODY = """\
See [the cup](cup.md), [its result](cup.md#the-result), [a page](https://example.org/page),
[a host](ssh://host/key), [what is gone](gone.md), [below](#far-below) and
[another page](https://example.com/other).

## Far below

The [cup](cup.md) again.
"""


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A post with links of every kind, the post that two lead to, and one without links."""
    folder = tmp_path / "linked"
    write_post(folder, "a.md", title="Links", day="2026-06-03", categories="world", body=BODY)
    write_post(folder, "cup.md", title="Cup final", day="2026-06-02", categories="sports")
    write_post(folder, "plain.md", title="Plain", day="2026-06-01", categories="sports")
    return folder


async def list_links(reading: Reading, pane: Pane = Pane.ARTICLE, key: str = "O") -> None:
    """Open the list of the links of the first post."""
    reading.main.panes.enter(pane)
    await reading.until(lambda: reading.article == "a.md")
    await reading.press(key)
    await reading.until(lambda: bool(reading.palette))


@in_each_pane
@keys_of("read.links")
async def test_the_links_of_the_article_are_listed(
    linked: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading, pane, key)
        assert reading.palette == [
            "the cup  2 Jun 2026 · Cup final",
            "its result  2 Jun 2026 · Cup final",
            "a page  example.org/page",
            "a host  ssh://host/key",
            "what is gone  dead link · gone.md",
            "below  in this article",
            "another page  example.com/other",
        ]
        await reading.press("escape")
        assert reading.screen == "MainScreen"
        assert reading.focused == "ArticlePane"


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.LIST])
async def test_without_an_article_a_message_says_so(
    linked: Path, open_reader: Open, pane: Pane
) -> None:
    async with open_reader(linked, posts=3, size=(80, 24)) as reading:
        reading.main.panes.enter(pane)
        await reading.press("O")
        assert "Open an article" in reading.messages
        assert reading.screen == "MainScreen"


async def test_an_article_without_links_says_so(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3) as reading:
        await reading.press("G")
        await reading.until(lambda: reading.article == "plain.md")
        await reading.press("O")
        await reading.until(lambda: "no links" in reading.text_of("ChoiceList"))
        frame = reading.app.screen.query("Vertical").first()
        assert str(frame.border_subtitle) == "Esc close"
        await reading.press("tab", "enter", "ctrl+y", "escape")
        assert reading.screen == "MainScreen"


async def test_typing_filters_and_enter_follows_a_link_to_a_post(
    linked: Path, open_reader: Open
) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*"cup", "space", *"final")
        assert len(reading.palette) == 2
        await reading.press("down", "enter")
        await reading.until(lambda: reading.article == "cup.md")
        assert reading.screen == "MainScreen"
        await reading.press("backspace")
        await reading.until(lambda: reading.article == "a.md")


async def test_a_query_without_a_match_says_so(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*"zzz")
        assert "No match for “zzz”" in reading.text_of("ChoiceList")
        await reading.press("enter")
        assert reading.screen == "LinksScreen"


async def test_a_link_within_the_article_scrolls(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3, size=(130, 12)) as reading:
        await list_links(reading)
        await reading.press(*"below", "enter")
        assert reading.screen == "MainScreen"
        assert reading.main.article_pane.scroll_offset.y > 0


async def test_a_web_page_is_opened_once_confirmed_and_is_visited_then(
    linked: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*"a", "space", *"page", "enter")
        assert reading.screen == "LinkScreen"
        await reading.press("escape")
        assert opened == []
        assert reading.screen == "LinksScreen"
        await reading.press("enter", "enter")
        assert opened == ["https://example.org/page"]
        assert reading.screen == "LinksScreen"
        assert "a page  visited · example.org/page" in reading.palette


async def test_a_link_that_was_opened_from_the_article_is_visited(
    linked: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(linked, posts=3) as reading:
        reading.main.panes.enter(Pane.ARTICLE)
        await reading.until(lambda: reading.article == "a.md")
        await reading.press("f", "d", "enter")
        assert opened == ["https://example.org/page"]
        await list_links(reading)
        assert "a page  visited · example.org/page" in reading.palette


async def test_a_post_that_is_read_is_visited(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3) as reading:
        post = reading.main.catalogue.get("cup.md")
        assert post is not None
        reading.main.marks.mark_read([post])
        await list_links(reading)
        assert reading.palette[0] == "the cup  read · 2 Jun 2026 · Cup final"


async def test_several_links_are_selected_opened_and_copied(
    linked: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*"page", "tab", "tab")
        assert [line[:2] for line in reading.palette] == ["☑ ", "☑ "]
        assert "2 selected" in str(reading.app.screen.query_one("Vertical").border_title)
        await reading.press("ctrl+y")
        assert reading.app.clipboard == (
            "- [a page](https://example.org/page)\n- [another page](https://example.com/other)\n"
        )
        await reading.press("enter")
        assert "https://example.com/other" in reading.text_of("#target")
        await reading.press("enter")
        assert opened == ["https://example.org/page", "https://example.com/other"]
        await reading.press("tab")
        assert "1 selected" in str(reading.app.screen.query_one("Vertical").border_title)


async def test_posts_cannot_be_opened_together(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press("tab", "tab", "enter")
        assert "Only web pages can be opened together." in reading.messages
        assert reading.screen == "LinksScreen"


async def test_a_limited_number_of_pages_is_opened_together(
    linked: Path, open_reader: Open, opened: list[str]
) -> None:
    body = " ".join(f"[page {number}](https://example.org/{number})" for number in range(11))
    write_post(linked, "a.md", title="Links", day="2026-06-03", categories="world", body=body)
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*["tab"] * 11, "enter")
        assert "At most 10 pages" in reading.messages
        await reading.press("tab", "enter", "enter")
        assert len(opened) == 10


async def test_without_a_selection_all_listed_links_are_copied(
    linked: Path, open_reader: Open
) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*"cup", "ctrl+y")
        path = linked / "cup.md"
        assert reading.app.clipboard == f"- [the cup]({path})\n- [its result]({path}#the-result)\n"
        assert "Copied 2 links as a Markdown list" in reading.messages


async def test_a_link_that_is_refused_says_why(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.press(*"host", "enter")
        assert reading.screen == "LinkScreen"
        await reading.until(lambda: "only http" in reading.text_of("#reason").casefold())


@pytest.mark.parametrize(
    ("columns", "is_full"), [(60, True), (89, True), (90, False), (200, False)]
)
async def test_the_list_is_full_screen_below_90_columns(
    linked: Path, open_reader: Open, columns: int, is_full: bool
) -> None:
    async with open_reader(linked, posts=3, size=(columns, 40)) as reading:
        await reading.press("enter")
        await list_links(reading)
        box = reading.app.screen.query_one("Vertical").region
        assert (box.height == 40) is is_full


async def test_a_click_follows_a_link(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=3) as reading:
        await list_links(reading)
        await reading.pilot.click("ChoiceList", offset=(6, 0))
        await reading.until(lambda: reading.article == "cup.md")
