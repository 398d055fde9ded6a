"""The files that come with a post, as links below its article."""

from __future__ import annotations

from reader.article.ending.enclosures import enclosure_section, file_name
from reader.article.extract.links import Link, find_links
from reader.article.plain import render_text
from tests.made_posts import make

SOUND = "https://media.example.org/2024/The%20crab.mp3?x=1"
POST = make(enclosures=(SOUND, "https://example.org/"))


def test_files_are_listed_by_name_and_host() -> None:
    blocks = enclosure_section(POST, "")
    heading, *lines = list(render_text(blocks, 60))[1:]
    assert heading.startswith("Files ──")
    assert lines == [
        "▸ The crab.mp3 · media.example.org",
        "▸ https://example.org/ · example.org",
    ]
    assert find_links(blocks, lambda: False) == [
        Link("The crab.mp3", SOUND),
        Link("https://example.org/", "https://example.org/"),
    ]


def test_files_that_the_text_names_are_left_out() -> None:
    assert enclosure_section(POST, f"[Listen]({SOUND}) at https://example.org/") == []
    assert enclosure_section(make(), "") == []


def test_the_name_of_a_file_is_safe_to_show() -> None:
    assert file_name("https://example.org/a%1B%5B31m.mp3") == "a\ufffd[31m.mp3"
    assert file_name("https://[") == "https://["
