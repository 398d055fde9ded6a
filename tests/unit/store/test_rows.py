"""A field of a post is defined once: its column follows from it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta, timezone

import pytest

from reader.posts.post import Post, Problem
from reader.store.codecs import row_codec
from reader.store.rows import COLUMNS, post_to_row, row_to_post
from reader.store.tables import SCHEMA_VERSION, schema_version
from reader.text.dates import PostDate

OFFSET = timezone(timedelta(hours=2))


@dataclass(frozen=True, slots=True)
class LargerPost(Post):
    """A post with a further field of each type."""

    subtitle: str = ""
    series: str | None = None
    rank: int | None = None
    rating: float = 0.0
    is_paid: bool = False
    is_translated: bool | None = None
    editors: tuple[str, ...] = ()
    updated: PostDate | None = None
    day: date = date(2024, 1, 1)
    notes: tuple[Problem, ...] = ()


def problem(path: str) -> Problem:
    return Problem(path, 3, "date", "There is no such day.", "Correct the day.")


LARGER = LargerPost(
    id="a.md",
    path="/posts/a.md",
    slug="a",
    title="007",
    description="",
    date=datetime(2024, 5, 6, 7, 8, 9, tzinfo=OFFSET),
    categories=("x", "y z"),
    problems=(problem("/posts/a.md"), problem("/posts/a.meta")),
    subtitle="S",
    rank=0,
    rating=4.5,
    is_paid=True,
    is_translated=False,
    editors=("Ada",),
    updated=date(2024, 6, 7),
    day=date(2024, 2, 29),
    notes=(problem("/posts/a.meta"),),
)
EMPTY = LargerPost("b.md", "/posts/b.md", "b", "B", "", None, ())


@pytest.mark.parametrize("post", [LARGER, EMPTY, replace(LARGER, is_translated=None, series="")])
def test_a_post_with_more_fields_survives_a_row(post: LargerPost) -> None:
    codec = row_codec(LargerPost)
    stored = [int(value) if isinstance(value, bool) else value for value in codec.encode(post)]
    decoded = codec.decode(stored, post.path, post.path.replace(".md", ".meta"))
    assert decoded == post
    for field in fields(LargerPost):
        assert type(getattr(decoded, field.name)) is type(getattr(post, field.name))


def test_a_row_has_a_column_for_each_field_but_the_path() -> None:
    assert ["path", *COLUMNS] == sorted(
        (field.name for field in fields(Post)), key=lambda name: (name != "path", 0)
    )


def test_the_paths_of_problems_follow_the_file() -> None:
    post = Post("a.md", "/old/a.md", "a", "A", "", None, (), problems=(problem("/old/a.md"),))
    moved = row_to_post(post_to_row(post), "/new/a.md", "/new/a.meta")
    assert moved == replace(post, path="/new/a.md", problems=(problem("/new/a.md"),))


def test_another_field_or_type_is_another_layout() -> None:
    @dataclass
    class Base:
        path: str
        name: str

    @dataclass
    class WithField(Base):
        size: int

    @dataclass
    class WithType:
        path: str
        name: str | None

    layouts = {row_codec(kind).layout for kind in (Base, WithField, WithType)}
    assert len(layouts) == 3
    assert len({schema_version(layout) for layout in layouts}) == 3
    assert 0 < SCHEMA_VERSION < 2**31


def test_a_type_without_a_codec_is_an_error() -> None:
    @dataclass
    class Odd:
        path: str
        size: complex

    with pytest.raises(TypeError, match="size: no codec"):
        row_codec(Odd)


@pytest.mark.parametrize("row", [(), ("x",) * (len(COLUMNS) + 1), ("x",) * len(COLUMNS)])
def test_a_row_of_another_kind_is_an_error(row: tuple[str, ...]) -> None:
    with pytest.raises((ValueError, TypeError)):
        row_to_post(row, "/posts/a.md", "/posts/a.meta")
