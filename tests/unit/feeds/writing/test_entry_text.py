"""The text of the post that an entry becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml

from reader.feeds.model import Enclosure, Entry, Subscription
from reader.feeds.writing.entry_text import EntryText, feed_name
from reader.feeds.writing.plain_text import plain_text

NEWS = Subscription("harbour-news", "Harbour News", "https://example.org/feed", "Tech/Boats")
DAY = date(2024, 5, 6)


def values(post: EntryText) -> dict[str, object]:
    result = yaml.safe_load(str(post).split("\n---\n")[0].removeprefix("---\n"))
    assert isinstance(result, dict)
    return result


DOCUMENTATION = Path(__file__).parents[4] / "docs" / "feeds.md"


def test_the_keys_have_the_order_of_the_documentation() -> None:
    entry = Entry(
        guid="tag:example.org,2024:1",
        title="The crab: a story",
        link="https://example.org/crab",
        published=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
        updated=datetime(2024, 5, 7, 7, 8, 9, 500, tzinfo=timezone(timedelta(hours=2))),
        authors=("Ann", "Ben"),
        tags=("crabs", "no"),
        summary="<p>What happened at the <b>pier</b>.</p>",
        content="<p>It was early.</p>",
        image="https://example.org/crab.jpg",
        enclosures=(Enclosure("https://example.org/crab.mp3", "audio/mpeg", 1234),),
        language="en",
    )
    text = EntryText(
        entry,
        NEWS,
        "It was early.\n",
        datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
        published_as=datetime(2099, 1, 1, tzinfo=UTC),
        is_featured=True,
    )
    example = DOCUMENTATION.read_text("utf-8").split("```markdown\n")[1].partition("```")[0]
    assert str(text) == example
    layout = {"extends": "_layouts.post", "section": "content"}
    first_lines = '---\nextends: "_layouts.post"\nsection: "content"\nimage: '
    assert str(replace(text, layout=layout)).startswith(first_lines)


def test_an_entry_without_anything_is_a_post_all_the_same() -> None:
    text = EntryText(Entry(), Subscription("i", "Harbour News", "u"), "", DAY)
    assert str(text) == (
        '---\ntitle: "Harbour News, 6 May 2024"\ndate: 2024-05-06\ncategories: []\n'
        'feed: "Harbour News"\nguid: ""\n---\n'
    )


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (Entry(content="<p>One two three four five</p><p>six seven eight nine</p>"),
         "One two three four five six seven eight…"),
        (Entry(summary="Just a note"), "Just a note"),
        (Entry(summary="One, two, three, four, five, six, seven, eight, nine"),
         "One, two, three, four, five, six, seven, eight…"),
        (Entry(content="<img src=a.jpg>", link="https://example.org/x"), "example.org, 6 May 2024"),
        (Entry(title="  "), "Harbour News, 6 May 2024"),
        (Entry(content="漢" * 200), "漢" * 80 + "…"),
    ],
)  # fmt: skip
def test_an_entry_without_a_title_gets_one(entry: Entry, title: str) -> None:
    assert EntryText(entry, NEWS, "", DAY).title == title


@pytest.mark.parametrize(
    ("summary", "content", "description"),
    [
        ("<p>Its own words.</p>", "<p>Other words.</p>", "Its own words."),
        ("<p>It was early. We …</p>", "<p>It was <i>early</i>. We left.</p>", None),
        ("It was early. " * 9 + "The post X appeared.", "It was early. " * 20, None),
        ("The crab", "<p>It was early.</p>", None),
        ("<p>A teaser.</p>", "", None),
        ("<img src=x.gif>", "<p>Text</p>", None),
        ("See <script>alert(1)</script><b>bold</b><br>next", "Text", "See bold next"),
        ("1 &lt;b&gt; 2", "Text", "1 <\u2060b> 2"),
        ("no", "Text", "no"),
    ],
)  # fmt: skip
def test_a_summary_with_its_own_words_is_the_description(
    summary: str, content: str, description: str | None
) -> None:
    post = EntryText(Entry(title="The crab", summary=summary, content=content), NEWS, "x", DAY)
    assert values(post).get("description") == description


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("<script>alert(1)</script>", "<\u2060script>alert(1)<\u2060/script>"),
        ("{{ site.x }} {% raw %} {# x #}", "{\u2060{ site.x }} {\u2060% raw %} {\u2060# x #}"),
        ("[[wiki]]", "[\u2060[wiki]]"),
        ("<% x %> <!-- x", "<\u2060% x %> <\u2060!-- x"),
        ("1 < 2 and {x} [y]", "1 < 2 and {x} [y]"),
        ("a\x1b[31m\nb\u202e", "a␛[31m b\ufffd"),
    ],
)
def test_nothing_in_a_title_becomes_active(title: str, written: str) -> None:
    assert values(EntryText(Entry(title=title), NEWS, "", DAY))["title"] == written


def test_tags_are_eight_at_most_and_without_their_sign() -> None:
    tags = ("#one", "One", " two ", ",#;three", "", *map(str, range(9)))
    written = values(EntryText(Entry(tags=tags), NEWS, "", DAY))["tags"]
    assert written == ["one", "two", "three", "0", "1", "2", "3", "4"]


def test_what_has_no_text_lists_its_enclosures() -> None:
    enclosures = (Enclosure("https://example.org/a b.mp3"), Enclosure("https://example.org/c.mp3"))
    text = str(EntryText(Entry(enclosures=enclosures), NEWS, " \n", DAY))
    assert text.endswith(
        "\n---\n\n- <https://example.org/a%20b.mp3>\n- <https://example.org/c.mp3>\n"
    )


def test_an_update_before_the_date_is_left_out() -> None:
    entry = Entry(updated=datetime(2024, 5, 6, 12, tzinfo=UTC))
    later = datetime(2024, 5, 6, 13, tzinfo=UTC)
    assert "updated" not in values(EntryText(entry, NEWS, "", later))
    assert values(EntryText(entry, NEWS, "", DAY))["updated"] == entry.updated
    assert values(EntryText(entry, NEWS, "", DAY, updated=later))["updated"] == later


@pytest.mark.parametrize(
    ("name", "written"),
    [("Harbour News", "Harbour News"), ("1843", "1843"), ("no", "i"), ("https://example.org", "i")],
)
def test_a_name_that_would_be_no_name_is_replaced_by_the_id(name: str, written: str) -> None:
    assert feed_name(Subscription("i", name, "u")) == written


def test_an_emoji_can_be_searched_for_in_the_file() -> None:
    assert "title: '😀 \"It''s\"'\n" in str(EntryText(Entry(title='😀 "It\'s"'), NEWS, "", DAY))


def test_the_text_of_html_has_spaces_between_blocks_only() -> None:
    html = "<p>One<b>two</b></p><ul><li>three<li>four</ul>five<br>six &amp; <!-- x -->seven"
    assert plain_text(html) == "Onetwo three four five six & seven"
