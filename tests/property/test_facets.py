"""The numbers in the sidebar equal a plain count, and chips select what their query finds."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.library.facet_counts import FacetCounts
from reader.posts.catalogue import Catalogue
from reader.posts.facets import ALL, LISTED_FACETS, UNREAD, Facet, FacetValue, names_in
from reader.posts.post import Post
from reader.posts.search.query import parse_query
from reader.posts.selection import EVERYTHING, Selection, select_posts, table_of
from reader.store.search import find_posts
from reader.text.folding import fold_name
from tests.made_posts import make

NAMES = [
    "sea",
    "Sea",
    "SEA",
    "sea salt",
    "séa",
    'a "b" c',
    "a 'b' c",
    "東京",
    "#x",
    "x",
    "-",
    "in:x",
]
NAME = st.sampled_from(NAMES)
NAMED = st.lists(NAME, max_size=3, unique_by=str.casefold).map(tuple)
DATE = st.one_of(
    st.none(),
    st.dates(date(2023, 11, 1), date(2025, 2, 28)),
    st.datetimes(datetime(2024, 12, 30), datetime(2025, 1, 2), timezones=st.just(UTC)),
)
POST = st.builds(
    lambda categories, tags, authors, language, day, flags, feed: make(
        categories=categories or ("Uncategorised",),
        tags=tags,
        authors=authors,
        language=language,
        date=day,
        featured=flags[0],
        hidden="draft" if flags[1] else None,
        feed=feed,
    ),
    NAMED,
    NAMED,
    NAMED,
    st.sampled_from([None, "en", "EN", "en-GB", "de"]),
    DATE,
    st.tuples(st.booleans(), st.sampled_from([False, False, False, True])),
    st.none() | NAME,
)
POSTS = st.lists(POST, max_size=12).map(
    lambda posts: [make_numbered(post, number) for number, post in enumerate(posts)]
)


def make_numbered(post: Post, number: int) -> Post:
    """Return a post with a path of its own."""
    fields = {name: getattr(post, name) for name in Post.__dataclass_fields__}
    return Post(**{**fields, "id": f"{number}.md", "path": f"/news/{number}.md"})


def has(post: Post, value: FacetValue) -> bool:
    """Whether a post has a value, by a plain comparison of names."""
    return fold_name(value.name) in map(fold_name, names_in(post, value.facet))


def all_values(catalogue: Catalogue) -> list[FacetValue]:
    return [value for facet in LISTED_FACETS for value in catalogue.facets.values(facet)]


def draw_chips(data: st.DataObject, catalogue: Catalogue) -> Selection:
    values = all_values(catalogue)
    chips = EVERYTHING
    for value in data.draw(st.lists(st.sampled_from(values), max_size=3)) if values else ():
        is_exclusive = catalogue.facets.is_exclusive(value.facet)
        chips = chips.with_value(value, is_exclusive=is_exclusive)
    return chips


@given(POSTS)
def test_each_value_has_the_posts_that_have_its_name(posts: list[Post]) -> None:
    catalogue = Catalogue(posts)
    for value in all_values(catalogue):
        expected = [post for post in catalogue.posts if has(post, value)]
        assert list(catalogue.facets.posts_with(value)) == expected
        assert value.count == len(expected) > 0
        assert any(value.name in names_in(post, value.facet) for post in expected)
    found = {value.key for value in all_values(catalogue)}
    assert found == {
        (facet, fold_name(name))
        for post in catalogue.posts
        for facet in LISTED_FACETS
        for name in names_in(post, facet)
    }


@given(POSTS, st.data())
def test_the_posts_under_chips_are_those_that_their_query_finds(
    posts: list[Post], data: st.DataObject
) -> None:
    catalogue = Catalogue(posts)
    chips = draw_chips(data, catalogue)
    read = data.draw(st.sets(st.sampled_from(["/news/1.md", "/news/3.md"])))
    states = {"unread": lambda post: post.path not in read}
    if data.draw(st.booleans()):
        chips = chips.with_value(UNREAD, is_exclusive=False)
    selected = select_posts(catalogue, chips, lambda _: states["unread"])
    if not chips:
        assert selected == catalogue.posts
        return
    query = parse_query(chips.query)
    assert len(query.filters) == len(chips.values)
    assert list(selected) == list(find_posts(catalogue, None, query, states=states))


@given(POSTS, st.data())
def test_numbers_equal_a_plain_count_also_after_posts_were_read(
    posts: list[Post], data: st.DataObject
) -> None:
    catalogue = Catalogue(posts)
    chips = draw_chips(data, catalogue)
    paths = st.sets(st.sampled_from([f"/news/{number}.md" for number in range(12)]))
    read: set[str] = set()

    def find_view(_: FacetValue):  # type: ignore[no-untyped-def]
        return lambda post: post.path not in read

    counts = FacetCounts(table_of(catalogue, chips), chips, find_view)
    for read in data.draw(st.lists(paths, min_size=1, max_size=3)):
        counts.set_read(read)
        for value in [ALL, *all_values(catalogue)]:
            is_exclusive = value != ALL and catalogue.facets.is_exclusive(value.facet)
            with_value = chips.with_value(value, is_exclusive=is_exclusive)
            expected = [
                post
                for post in catalogue.posts
                if all(has(post, other) for other in with_value.values)
            ]
            assert counts.has_posts(value) is bool(expected)
            assert counts.total(value) == len(expected)
            assert counts.unread(value) == sum(post.path not in read for post in expected)
        assert counts.total(UNREAD) == counts.unread(ALL)


@given(POSTS)
def test_a_facet_is_exclusive_if_no_post_has_two_of_its_values(posts: list[Post]) -> None:
    table = Catalogue(posts).facets
    for facet in (Facet.CATEGORY, Facet.TAG, Facet.AUTHOR):
        most = max(
            (len(set(map(fold_name, names_in(post, facet)))) for post in table.posts), default=0
        )
        assert table.is_exclusive(facet) is (most < 2)
