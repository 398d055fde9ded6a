"""The keys of an article: finding text, the outline, links and going back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from reader.tui.panes import Pane

from .conftest import Open, Reading, write_post
from .keys import enter, in_each_pane, keys_of

LINKS = (
    """\
See [the cup](cup.md), [its result](cup.md#the-result), [a page](https://example.org/page),
[a host](ssh://host/key), [what is gone](gone.md), a note[^one] and [below](#far-below).

[^one]: The text of the note.

"""
    + "\n\n".join(f"Paragraph {number}." for number in range(60))
    + "\n\n## Far below\n\nThe end.\n"
    + "\n\n".join(f"After {number}." for number in range(60))
)
CUP = (
    "\n\n".join(f"Minute {number}." for number in range(60))
    + "\n\n## The result\n\nThree to two.\n\n"
    + "\n\n".join(f"Cheer {number}." for number in range(60))
)


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A post with links, and the post that most of them lead to."""
    folder = tmp_path / "linked"
    write_post(folder, "a.md", title="Links", day="2026-06-02", categories="world", body=LINKS)
    write_post(folder, "cup.md", title="Cup", day="2026-06-01", categories="sports", body=CUP)
    return folder


def subtitle(reading: Reading) -> str:
    """Return the text in the lower edge of the article's frame."""
    return str(reading.main.article_pane.border_subtitle or "")


def top_line(reading: Reading) -> str:
    """Return the first visible line of the article that is not blank."""
    lines = reading.text_of("ArticlePane").splitlines()
    return next((line.strip() for line in lines if line.strip()), "")


async def find(reading: Reading, text: str) -> None:
    """Go to the article and type a text to find."""
    await enter(reading, Pane.ARTICLE)
    await reading.press("slash")
    assert reading.focused == "FindBox"
    await reading.press(*("space" if letter == " " else letter for letter in text))


async def open_links(reading: Reading) -> None:
    """Open the article with the links."""
    reading.main.panes.enter(Pane.ARTICLE)
    await reading.until(lambda: reading.article == "a.md")


async def choose_link(reading: Reading, number: int) -> None:
    """Follow one of the visible links by its letter."""
    await reading.press("f", "asdfghjk"[number])


async def test_typed_text_is_found_in_the_article(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await find(reading, "word6x14")
        await reading.until(lambda: subtitle(reading).startswith("1 of 11"))
        assert "word6x14" in reading.text_of("ArticlePane")
        await reading.press("enter")
        assert reading.focused == "ArticlePane"
        await reading.press("n")
        assert subtitle(reading).startswith("2 of 11")
        await reading.press("N", "N")
        assert subtitle(reading).startswith("11 of 11")


async def test_a_match_can_span_two_lines(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        lines = [line.split() for line in reading.text_of("ArticlePane").splitlines()]
        upper, lower = next(
            (above, below)
            for above, below in pairwise(lines)
            if above and below and above[-1].startswith("word1x") and below[0].startswith("word1x")
        )
        await find(reading, f"{upper[-1]} {lower[0]}")
        await reading.until(lambda: subtitle(reading).startswith("1 of 1"))


async def test_escape_returns_to_where_finding_began(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("j", "j", "j")
        top = reading.main.article_pane.scroll_offset.y
        await find(reading, "word8x149")
        await reading.until(lambda: reading.main.article_pane.scroll_offset.y > top)
        await reading.press("escape")
        assert reading.main.article_pane.scroll_offset.y == top
        assert not reading.main.prompts.find.display
        assert reading.focused == "ArticlePane"


async def test_escape_ends_finding_before_it_leaves_the_article(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await find(reading, "word4x75")
        await reading.until(lambda: subtitle(reading).startswith("1 of 1"))
        await reading.press("enter")
        top = reading.main.article_pane.scroll_offset.y
        await reading.press("escape")
        assert reading.focused == "ArticlePane"
        assert reading.main.article_pane.scroll_offset.y == top
        assert "of 1" not in subtitle(reading)
        await reading.press("escape")
        assert reading.focused == "PostList"


async def test_a_text_without_matches_is_reported(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await find(reading, "nowhere")
        await reading.until(lambda: subtitle(reading).startswith("not found"))


@keys_of("read.outline")
async def test_the_outline_lists_headings_and_goes_to_them(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press(key)
        assert reading.screen == "OutlineScreen"
        await reading.pilot.pause()
        shown = reading.text_of("HeadingList")
        assert [f"Part {part}" for part in range(1, 9)] == [
            line.removeprefix("▌").strip() for line in shown.splitlines()
        ]
        await reading.press("j", "j", "j", "j", "enter")
        assert reading.screen == "MainScreen"
        assert top_line(reading) == "Part 5"
        await reading.press(key)
        await reading.pilot.pause()
        assert "▌ Part 5" in reading.text_of("HeadingList")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_outline_is_beside_the_text_or_over_it(
    news: Path, open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(news, posts=6, size=size) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("t")
        await reading.pilot.pause()
        box = reading.app.screen.query_one("Vertical").region
        is_beside = box.x >= size[0] - reading.main.article_pane.right_margin
        assert is_beside == (size[0] == 200)
        assert box.width <= 80


@pytest.mark.parametrize(("columns", "is_beside"), [(80, False), (150, True), (60, False)])
async def test_the_outline_follows_the_size_of_the_terminal(
    news: Path, open_reader: Open, columns: int, is_beside: bool
) -> None:
    async with open_reader(news, posts=6, size=(200, 50) if not is_beside else (80, 24)) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("z", "t")
        outline = reading.app.screen
        assert outline.has_class("-margin") is not is_beside
        await reading.resize(columns, 40)
        await reading.until(lambda: outline.has_class("-margin") is is_beside)
        await reading.pilot.pause()
        box = outline.query_one("Vertical").region
        assert box.right <= columns
        if is_beside:
            assert box.x >= columns - reading.main.article_pane.right_margin
            assert box.width <= 36


@pytest.mark.parametrize("columns", [80, 120, 130, 140])
async def test_the_outline_shows_long_headings(
    tmp_path: Path, open_reader: Open, columns: int
) -> None:
    folder = tmp_path / "long"
    body = "## Structured concurrency\n\nOne.\n\n## Structured packages\n\nTwo."
    write_post(folder, "long.md", title="Long", day="2026-06-01", categories="a", body=body)
    async with open_reader(folder, posts=1, size=(columns, 40)) as reading:
        reading.main.panes.enter(Pane.ARTICLE)
        await reading.until(lambda: reading.article == "long.md")
        await reading.press("z", "t")
        await reading.pilot.pause()
        shown = reading.text_of("HeadingList")
        assert "Structured concurrency" in shown
        assert "Structured packages" in shown


async def test_an_article_without_headings_has_no_outline(linked: Path, open_reader: Open) -> None:
    write_post(linked, "z.md", title="Plain", day="2026-06-09", categories="world")
    async with open_reader(linked, posts=3) as reading:
        reading.main.panes.enter(Pane.ARTICLE)
        await reading.until(lambda: reading.article == "z.md")
        await reading.press("t")
        assert reading.screen == "MainScreen"
        assert "no headings" in reading.messages


async def test_a_hidden_article_has_no_outline(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6, size=(60, 20)) as reading:
        await reading.press("t")
        assert reading.screen == "MainScreen"
        assert reading.messages == "Open an article to list its headings."


@in_each_pane
@keys_of("read.follow")
async def test_letters_are_drawn_beside_visible_links(
    linked: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    async with open_reader(linked, posts=2) as reading:
        reading.main.panes.enter(pane)
        await reading.until(lambda: reading.article == "a.md")
        await reading.press(key)
        assert "SeeAthe cup" in reading.text_of("ArticlePane")
        await reading.press("escape")
        assert "See the cup" in reading.text_of("ArticlePane")
        assert reading.focused == "ArticlePane"


async def test_a_letter_opens_a_post_and_backspace_returns(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=2) as reading:
        await open_links(reading)
        await reading.press("j", "j")
        before = reading.text_of("ArticlePane")
        await choose_link(reading, 0)
        await reading.until(lambda: reading.article == "cup.md")
        assert reading.main.article_pane.scroll_offset.y == 0
        await reading.press("backspace")
        await reading.until(lambda: reading.article == "a.md")
        assert reading.text_of("ArticlePane") == before


@keys_of("read.back")
async def test_a_link_to_a_heading_of_another_post_opens_at_it(
    linked: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(linked, posts=2) as reading:
        await open_links(reading)
        await choose_link(reading, 1)
        await reading.until(lambda: reading.article == "cup.md")
        assert top_line(reading) == "The result"
        await reading.press(key)
        await reading.until(lambda: reading.article == "a.md")
        await reading.press(key)
        assert "no followed link" in reading.messages


async def test_links_within_a_post_go_to_headings_and_footnotes_and_back(
    linked: Path, open_reader: Open
) -> None:
    async with open_reader(linked, posts=2) as reading:
        await open_links(reading)
        await choose_link(reading, 6)
        assert top_line(reading) == "Far below"
        await reading.press("backspace")
        assert reading.main.article_pane.scroll_offset.y == 0
        await choose_link(reading, 5)
        assert "The text of the note" in reading.text_of("ArticlePane")
        await reading.press("backspace")
        assert reading.main.article_pane.scroll_offset.y == 0


async def test_a_web_link_shows_its_target_before_it_opens(
    linked: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(linked, posts=2) as reading:
        await open_links(reading)
        await choose_link(reading, 2)
        assert reading.screen == "LinkScreen"
        await reading.pilot.pause()
        assert "https://example.org/page" in reading.text_of("#target")
        await reading.press("escape")
        assert opened == []
        await choose_link(reading, 2)
        await reading.press("enter")
        assert opened == ["https://example.org/page"]
        assert reading.screen == "MainScreen"


async def test_a_link_to_the_site_opens_in_the_browser(
    news: Path, open_reader: Open, opened: list[str]
) -> None:
    write_post(
        news, "eta.md", title="Eta", day="2026-07-01", categories="far", body="[Us](/about/)."
    )
    config = 'site = "https://example.org"\n'
    async with open_reader(news, posts=7, config=config) as reading:
        await reading.until(lambda: reading.highlighted is not None)
        post = reading.main.catalogue.get("eta.md")
        assert post is not None
        reading.main.navigator.open_post(post)
        await reading.until(lambda: reading.article == "eta.md")
        await choose_link(reading, 0)
        await reading.press("enter")
        assert opened == ["https://example.org/about/"]


async def test_other_kinds_of_links_are_shown_and_refused(
    linked: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(linked, posts=2) as reading:
        await open_links(reading)
        await choose_link(reading, 3)
        await reading.pilot.pause()
        assert "Only http, https and mailto" in reading.text_of("#reason")
        await reading.press("escape")
        await choose_link(reading, 4)
        await reading.press("enter")
        assert reading.screen == "LinkScreen"
        assert "No open post has this path" in reading.text_of("#reason")
        await reading.press("y")
        assert reading.app.clipboard == "gone.md"
        assert opened == []


async def test_dead_links_are_struck_through(linked: Path, open_reader: Open) -> None:
    async with open_reader(linked, posts=2) as reading:
        await open_links(reading)

        def struck_through() -> set[str]:
            pane = reading.main.article_pane
            return {
                segment.style.meta["href"]
                for y in range(pane.size.height)
                for segment in pane.render_line(y)
                if segment.style and segment.style.strike and "href" in segment.style.meta
            }

        await reading.until(lambda: struck_through() == {"gone.md"})


async def test_a_screen_without_links_is_reported(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("space", "f")
        assert "No link is visible" in reading.messages


@keys_of("read.back")
async def test_a_category_link_goes_to_its_list_and_back(
    news: Path, open_reader: Open, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await enter(reading, Pane.ARTICLE)
        await reading.press("f")
        assert " a" in reading.text_of("ArticlePane")
        await reading.press("s")
        assert (reading.category, reading.focused) == ("sports", "PostList")
        assert reading.titles == ["Alpha", "Gamma", "Delta"]
        await reading.press(key)
        await reading.until(lambda: reading.article == "alpha.md")
        assert reading.focused == "ArticlePane"


async def test_links_of_the_text_come_before_category_links(news: Path, open_reader: Open) -> None:
    write_post(
        news, "eta.md", title="Eta", day="2026-07-01", categories="world", body="[On](zeta.md)"
    )
    async with open_reader(news, posts=7) as reading:
        post = reading.main.catalogue.get("eta.md")
        assert post is not None
        reading.main.navigator.open_post(post)
        await reading.until(lambda: reading.article == "eta.md")
        await reading.press("f", "a")
        await reading.until(lambda: reading.article == "zeta.md")


async def test_the_end_of_an_article_links_to_related_posts(news: Path, open_reader: Open) -> None:
    write_post(
        news, "eta.md", title="Eta", day="2026-05-01", categories="far", more="tags: [tide]\n"
    )
    write_post(
        news, "top.md", title="Top", day="2026-06-20", categories="far", more="tags: [tide]\n"
    )
    async with open_reader(news, posts=8) as reading:
        reading.main.post_list.highlight(reading.main.catalogue.posts[0])
        reading.main.panes.enter(Pane.ARTICLE)
        await reading.until(lambda: reading.article == "top.md")
        await reading.until(lambda: "Related" in reading.text_of("ArticlePane"))
        shown = reading.text_of("ArticlePane")
        assert shown.index("Next in All") < shown.index("Gamma") < shown.index("Related")
        assert "▸ Eta · 1\xa0May\xa02026" in shown
        await choose_link(reading, 1)
        await reading.until(lambda: reading.article == "eta.md")
        assert reading.highlighted == "Eta"
        await reading.press("backspace")
        await reading.until(lambda: reading.article == "top.md")


async def test_the_end_of_an_article_lists_the_posts_that_link_to_it(
    news: Path, tmp_path: Path, open_reader: Open
) -> None:
    for name, body in (("eta", "Short."), ("theta", "See [it](eta.md).")):
        write_post(
            news, f"{name}.md", title=name.title(), day="2026-05-01", categories="far", body=body
        )
    async with open_reader(news, posts=8, cache=tmp_path / "cache") as reading:
        await reading.until(lambda: reading.main.library.is_indexed)
        post = reading.main.catalogue.get("eta.md")
        assert post is not None
        reading.main.navigator.open_post(post)
        await reading.until(lambda: "Linked from" in reading.text_of("ArticlePane"))
        shown = reading.text_of("ArticlePane")
        assert "▸ Theta" in shown[shown.index("Linked from") :]
