"""Rows of posts that are laid out before they are shown."""

from __future__ import annotations

from datetime import date

from reader.library.listing import Section
from reader.tui.rows.pen import PostFacts
from reader.tui.rows.post_layout import PostLayout, PreparedPosts
from reader.tui.rows.sections import SectionRows
from tests.made_posts import make

SECTIONS = [Section("Latest", [make("One"), make("Two")])]
FACTS = PostFacts(date(2026, 3, 3), lambda _: None, {})  # type: ignore[arg-type, return-value]


def layout_of(content: SectionRows, width: int = 60) -> PostLayout:
    return PostLayout(width, 20, content, FACTS, {}, is_compact=False)


def test_prepared_rows_are_taken_once() -> None:
    prepared = PreparedPosts()
    prepared.prepare(SECTIONS, layout_of(SectionRows(SECTIONS)))
    assert prepared.has(SECTIONS)
    content = prepared.content_of(SECTIONS)
    rows = prepared.take(layout_of(content))
    assert rows.count == 3
    assert not prepared.has(SECTIONS)
    assert prepared.take(layout_of(content)) is not rows
    assert prepared.content_of(SECTIONS) is not content


def test_rows_are_laid_out_again_if_what_they_depend_on_has_changed() -> None:
    prepared = PreparedPosts()
    prepared.prepare(SECTIONS, layout_of(SectionRows(SECTIONS)))
    narrow = layout_of(prepared.content_of(SECTIONS), width=40)
    assert prepared.take(narrow).count == 3
    assert prepared.content_of(SECTIONS) is not narrow.content


def test_other_sections_get_rows_of_their_own() -> None:
    prepared = PreparedPosts()
    prepared.prepare(SECTIONS, layout_of(SectionRows(SECTIONS)))
    others = [Section("Latest", [make("Three")])]
    assert prepared.take(layout_of(prepared.content_of(others))).count == 2
