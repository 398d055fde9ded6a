"""Filters of a search query."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.post import PAGE, Post
from reader.posts.search.query import parse_query

POST = Post(
    id="a.md",
    path="/news/a.md",
    slug="a",
    title="A title",
    description="",
    date=datetime(2024, 5, 6, 7, 8),
    categories=("World Cup", "latest"),
    tags=("sea",),
    featured=True,
    authors=("Ada Marsh", "José Ríos"),
    language="pt-BR",
    words=1610,
    feed="Daring Füße",
)


@pytest.mark.parametrize(
    "query",
    [
        'in:"world cup"', "in:world", "in:LATEST", "tag:sea", "tag:#se", "by:marsh", "by:jose",
        'by:"ada marsh"', "lang:pt", "is:featured", "after:2024", "after:2024-05-06", "before:2025",
        "before:2024-06", "-in:sports", "-before:2024", "in:latest after:2024-05 -tag:land",
        "-is:faulty", 'in:"WORLD CUP"', 'tag:"sea"', 'lang:"pt-br"', 'in:"world c',
        'by:"jose rios"', "feed:daring", 'feed:"daring fusse"', "-feed:tides", '-feed:"daring"',
        "on:2024", "on:2024-05", "on:2024-05-06", "-on:2024-06", '-in:"world"', '-tag:"#sea"',
        "mins:7", "mins:<8", "mins:<=7", "mins:>6", "mins:>=7", "mins:5-7",
        "mins:7-10", "-mins:<5",
    ],
)  # fmt: skip
def test_the_post_passes(query: str) -> None:
    parsed = parse_query(query)
    assert parsed.filters
    assert parsed
    assert parsed.matches_filters(POST)


@pytest.mark.parametrize(
    "query",
    [
        "in:cup", "tag:seal", "by:smith", "lang:en", "is:faulty", "after:2025", "before:2024-05",
        "after:2024-05-07", "-in:latest", "in:latest -by:ada", "after:soon", "is:nothing",
        'in:"world"', 'by:"ada"', 'lang:"pt"', "on:2023", "on:2024-04", "on:2024-05-07", "on:soon",
        "feed:fuße", 'feed:"daring"', "-feed:daring",
        "mins:6", "mins:<7", "mins:>7", "mins:1-6", "mins:8-9", "mins:short", "-mins:7",
    ],
)  # fmt: skip
def test_the_post_does_not_pass(query: str) -> None:
    assert not parse_query(query).matches_filters(POST)


def test_marked_states_are_looked_up() -> None:
    states = {"unread": lambda post: post is POST}
    assert parse_query("is:unread").matches_filters(POST, states)
    assert not parse_query("-is:unread").matches_filters(POST, states)
    assert not parse_query("is:unread").matches_filters(POST)
    assert parse_query("is:unread is:starred is:read").errors == ()


def test_hidden_posts_are_searched_only_on_request() -> None:
    draft, expired, page = (replace(POST, hidden=why) for why in ("draft", "expired", PAGE))
    for post, states in (
        (draft, ["hidden", "draft"]),
        (expired, ["hidden"]),
        (page, []),
        (POST, []),
    ):
        queries = {state: parse_query(f"is:{state}") for state in ("hidden", "draft")}
        assert [state for state, query in queries.items() if query.matches_filters(post)] == states
        assert all(query.is_about_hidden for query in queries.values())
    assert not parse_query("-is:hidden is:featured").is_about_hidden
    assert not parse_query("hidden").is_about_hidden


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 500_000))
def test_reading_times_are_compared_as_numbers(low: int, high: int, words: int) -> None:
    post = replace(POST, words=words)
    minutes = post.reading_minutes

    def passes(query: str) -> bool:
        return parse_query(query).matches_filters(post)

    assert passes(f"mins:<{low}") is (minutes < low)
    assert passes(f"mins:>{low}") is (minutes > low)
    assert passes(f"mins:{low}") is (minutes == low)
    assert passes(f"mins:{low}-{high}") is (low <= minutes <= high)


def test_an_undated_post_is_neither_after_nor_before_a_date() -> None:
    undated = Post("b.md", "/news/b.md", "b", "B", "", None, ("x",))
    assert not parse_query("after:1000").matches_filters(undated)
    assert not parse_query("before:3000").matches_filters(undated)
    assert parse_query("after:2024-05-06").matches_filters(
        Post("c.md", "/news/c.md", "c", "C", "", date(2024, 5, 6), ("x",))
    )


def test_only_a_post_with_a_date_is_on_a_day() -> None:
    dated = Post("b.md", "/news/b.md", "b", "B", "", date(2024, 5, 6), ("x",))
    assert parse_query("on:2024").matches_filters(dated)
    assert not parse_query("on:2024").matches_filters(replace(dated, date=None))


def test_quotation_marks_in_a_whole_name_are_alike() -> None:
    post = replace(POST, tags=('the "old" quay',))
    assert parse_query(f'tag:"{post.tags[0].replace(chr(34), chr(39))}"').matches_filters(post)


@pytest.mark.parametrize(
    "query",
    [
        "after:soon", "before:2024-13", "is:green", "mins:<", "mins:short", "mins:<5x", "mins:9-5",
        "mins:-5", "mins:5-", "mins:12345678", "on:may",
    ],
)  # fmt: skip
def test_invalid_values_are_reported_with_a_remedy(query: str) -> None:
    (fault,) = parse_query(query).errors
    assert "write" in fault


def test_an_unknown_field_is_searched_as_words() -> None:
    query = parse_query("https://example.org foo:bar")
    assert query.filters == ()
    assert [phrase.words for phrase in query.required] == [
        ("https", "example", "org"),
        ("foo", "bar"),
    ]
