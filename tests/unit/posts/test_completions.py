"""Completion of search queries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.posts.search.completions import Completions


def make_post(number: int, *categories: str, tag: str, author: str) -> Post:
    return Post(
        f"{number}.md", f"/p/{number}.md", "s", "T", "", date(2024, 1, 1), categories,
        tags=(tag,), authors=(author,), language="en",
        feed="Harbour News" if number < 3 else "Harbours",
    )  # fmt: skip


COMPLETIONS = Completions(
    Catalogue(
        [
            make_post(1, "sports", tag="tide", author="Ann Marsh"),
            make_post(2, "Sports", "World News", tag="tides", author="Ann Marsh"),
            make_post(3, "space", tag="tides", author="Bo"),
        ]
    )
)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("in:sp", "in:sports"),
        ("storm in:SPA", "storm in:SPAce"),
        ("-in:sp", "-in:sports"),
        ('in:"wo', 'in:"world News"'),
        ("in:wo", None),
        ('by:"ann m', 'by:"ann marsh"'),
        ("tag:t", "tag:tides"),
        ("tag:tide", "tag:tides"),
        ("lang:", "lang:en"),
        ("feed:h", "feed:harbours"),
        ('feed:"harbour', 'feed:"harbour News"'),
        ("fee", "feed:"),
        ("is:un", "is:unread"),
        ("is:unread", None),
        ("after:2", None),
        ("af", "after:"),
        ("storm be", "storm before:"),
        ("i", None),
        ("mi", "mins:"),
        ("mins:", "mins:<5"),
        ("mins:>", "mins:>10"),
        ("inn", None),
        ("xyz:a", None),
        ('"in:sp', None),
        ("", None),
    ],
)
def test_the_most_frequent_value_is_completed(typed: str, completed: str | None) -> None:
    found = COMPLETIONS.complete(typed)
    assert (found and found.casefold()) == (completed and completed.casefold())


@given(st.text(st.sampled_from('in:sptag"- bywo'), max_size=12))
def test_a_completion_begins_with_the_typed_text(text: str) -> None:
    found = COMPLETIONS.complete(text)
    assert found is None or (found.startswith(text) and len(found) > len(text))
