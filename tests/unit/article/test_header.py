"""The header of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from rich.style import Style

from reader.article.blocks import Block, Paragraph, inline_text
from reader.article.document import parse_document
from reader.article.header import Byline, header_blocks
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text
from reader.posts.facets import Facet
from reader.posts.links.internal import target_value
from reader.posts.post import UNCATEGORISED, Post

TODAY = date(2026, 3, 15)
POST = Post(
    id="harbour.md",
    path="/posts/harbour.md",
    slug="harbour",
    title="The harbour [wakes]",
    description="Boats return.",
    date=datetime(2020, 9, 10, 11, 20, 2),
    categories=("latest", "world"),
    authors=("Ann Author", "Bo Writer"),
    image="https://cdn.example.org/2020/boats.jpg?width=800",
    words=460,
)

PLAIN = Post("a.md", "/posts/a.md", "a", "A", "", date(2026, 3, 14), ("local",))


def byline(post: Post) -> str:
    return "".join(text for text, _ in Byline(post, TODAY).runs(Palette.plain(), Style()))


def test_the_header_has_title_byline_description_image_and_rule() -> None:
    assert list(render_text(header_blocks(POST, TODAY), 50)) == [
        "The harbour [wakes]",
        "Thu 10 Sep 2020, 11:20 · 5 years ago · Ann Author,",
        "Bo Writer · latest, world · 2\N{NO-BREAK SPACE}min",
        "",
        "Boats return.",
        "",
        "▣ image · cdn.example.org/boats.jpg",
        "",
        "─" * 50,
    ]


def test_missing_parts_take_no_line() -> None:
    bare = replace(POST, description="", date=None, authors=(), image=None)
    assert list(render_text(header_blocks(bare, TODAY), 40)) == [
        "The harbour [wakes]",
        "no date · latest, world · 2\N{NO-BREAK SPACE}min",
        "",
        "─" * 40,
    ]


def test_a_hidden_post_says_why() -> None:
    lines = list(render_text(header_blocks(replace(POST, hidden="draft"), TODAY), 120))
    assert " ago · hidden: draft · " in lines[1]


def test_a_description_taken_from_the_body_is_not_shown() -> None:
    post = replace(POST, is_description_written=False)
    assert "Boats return." not in list(render_text(header_blocks(post, TODAY), 50))


def test_the_byline_of_an_uncategorised_post_has_no_category() -> None:
    post = replace(POST, categories=(UNCATEGORISED,), authors=())
    assert byline(post) == "Thu 10 Sep 2020, 11:20 · 5 years ago · 2\N{NO-BREAK SPACE}min"


def test_a_date_without_a_time_is_shown_without_a_time() -> None:
    day = replace(POST, date=date(2026, 3, 14), authors=())
    assert byline(day) == "Sat 14 Mar 2026 · yesterday · latest, world · 2\N{NO-BREAK SPACE}min"


def test_the_byline_names_the_feed_and_another_day_of_an_update() -> None:
    post = replace(
        PLAIN, feed="Harbour News", authors=("Ann", "HARBOUR NEWS"), categories=("Tech",)
    )
    assert byline(post) == (
        "Sat 14 Mar 2026 · yesterday · Ann · Harbour News · Tech · 1\N{NO-BREAK SPACE}min"
    )
    updated = replace(PLAIN, updated=datetime(2026, 3, 15, 9, 30), categories=("Tech",))
    assert byline(updated) == (
        "Sat 14 Mar 2026 · yesterday · updated Sun 15 Mar 2026, 09:30 · Tech"
        " · 1\N{NO-BREAK SPACE}min"
    )
    assert "updated" not in byline(replace(PLAIN, updated=datetime(2026, 3, 14, 9, 30)))


def test_the_feed_of_a_byline_is_a_link_to_its_posts() -> None:
    runs = Byline(replace(PLAIN, feed="Harbour News"), TODAY).runs(Palette.plain(), Style())
    targets = [style.meta["href"] for text, style in runs if text == "Harbour News"]
    assert list(map(target_value, targets)) == [(Facet.FEED, "Harbour News")]


def test_only_the_categories_of_a_byline_are_links() -> None:
    runs = Byline(POST, TODAY).runs(Palette.plain(), Style())
    targets = {text: style.meta["href"] for text, style in runs if "href" in style.meta}
    assert {text: target_value(target) for text, target in targets.items()} == {
        "latest": (Facet.CATEGORY, "latest"),
        "world": (Facet.CATEGORY, "world"),
    }


def test_each_part_is_drawn_in_its_role() -> None:
    palette = Palette(title=Style(bold=True), dim=Style(dim=True), image=Style(italic=True))
    lines = [line for line in article_lines(header_blocks(POST, TODAY), 100, palette) if line]
    styles = [line[0].style for line in lines]
    assert styles[:2] == [palette.title, palette.dim]
    image = styles[3]
    assert image is not None
    assert image.italic
    assert image.meta == {"image": POST.image, "href": POST.image}


def test_a_long_title_is_wrapped() -> None:
    long = replace(POST, title="word " * 30)
    assert " ".join(render_text(header_blocks(long, TODAY)[:1], 40)).split() == ["word"] * 30


def texts(blocks: Sequence[Block]) -> list[str]:
    return [inline_text(block.text) for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("description", "body", "is_shown"),
    [
        ("The tide came in.", "The tide came in.\n\nMore.", False),
        ("The tide *came* in …", "> x\n\nThe tide *came* in and stayed.", True),
        ("The tide came…", "The tide **came** in and stayed.", False),
        ("The tide came in.", "More.\n\nMuch more.", True),
        ("The tide came in.", "# Head\n\n![x](y.png)\n\nThe  tide\ncame in.", False),
        ("…", "The tide.", True),
    ],
)
def test_a_description_that_begins_the_body_is_shown_once(
    description: str, body: str, is_shown: bool
) -> None:
    post = replace(POST, description=description)
    header = header_blocks(post, TODAY, body=parse_document(body).blocks)
    assert (description in texts(header)) is is_shown


@pytest.mark.parametrize(
    "body",
    [
        "![x](a.png)\n\nText.",
        "One.\n\nTwo.\n\nThree.\n\nFour.\n\n![x](a.png)",
        '<figure>\n<p><img src="a.png" alt="x"></p>\n<figcaption>X</figcaption>\n</figure>',
    ],
)
def test_an_image_that_the_body_has_is_shown_once(body: str) -> None:
    post = replace(POST, image="a.png")
    other = parse_document(body.replace("a.png", "b.png")).blocks
    same = parse_document(body).blocks
    assert len(header_blocks(post, TODAY, body=other)) == len(header_blocks(post, TODAY)) == 5
    assert len(header_blocks(post, TODAY, body=same)) == 4
