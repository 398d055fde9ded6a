"""Any text is a query: it is parsed, matched and completed without an error."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.posts.search.query import parse_query
from reader.text.folding import fold
from tests.made_posts import make
from tests.property.effort import examples

PARTS = st.sampled_from(
    (
        *('"', "-", ":", "(", ")", "|", "OR", "and", "*", "/", "\\", "<", ">", "=", "..", ",", " "),
        *("in:", "tag:", "author:", "feed:", "is:", "has:", "after:", "before:", "on:", "minutes:"),
        *("lang:", "title:", "path:", "year:", "unread", "starred", "later", "faulty", "new"),
        *(
            "2024",
            "2024-13-45",
            "today",
            "yesterday",
            "-1",
            "999999999999",
            "٣",
            "tide",
            "漢字",
            "ǅ",
        ),
        *("\x00", "\ud800", "\u202e", "C++", ".NET", "[b]", "a" * 300, "(" * 50, '"' * 9),
    )
)
QUERIES = st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=40)
POSTS = [
    make("The tide comes in", tags=("sea", "漢字"), authors=("Ada",)),
    make("ǅ", date=None, categories=(), description="tide " * 50),
    make("Old", date=date(1, 1, 1)),
]


@settings(max_examples=examples(300))
@given(QUERIES)
@example("after:0000-00-00")
@example("minutes:<" + "9" * 5_000)
@example("before:" + "1" * 5_000)
@example('-"')
def test_any_query_is_matched_without_an_error(text: str) -> None:
    query = parse_query(text)
    for post in POSTS:
        query.matches_filters(post)
        query.matches_text(fold(post.title))
    assert all(error.strip() for error in query.errors)
    assert parse_query(text) == query
