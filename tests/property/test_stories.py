"""For any files, each post is in one story, whatever order the files are loaded in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.library.facet_counts import FacetCounts
from reader.posts.catalogue import Catalogue
from reader.posts.facets import ALL, LISTED_FACETS, FacetValue
from reader.posts.path_info import PathInfo
from reader.posts.post import Post, newest_first
from reader.posts.search.query import parse_query
from reader.posts.selection import EVERYTHING, select_posts
from reader.posts.stories import GroupStories, Languages
from reader.posts.translations import find_stories
from reader.store.search import find_posts
from tests.made_posts import make

CODES = ("en", "fr", "pt", "pt-BR", "zh_CN", "us", "posts", "it")
NAMES = ("a", "b", "2024-01-03-a", "2024-01-03-issue-7", "2024-01-03-numero-7", "index")

folders = st.lists(st.sampled_from(CODES), max_size=3).map(lambda names: "/".join([*names, ""]))
suffixes = st.sampled_from(("", ".fr", ".en", "-fr", ".html"))


@st.composite
def posts(draw: st.DrawFn) -> Post:
    folder = draw(folders).removeprefix("/")
    path = f"{folder}{draw(st.sampled_from(NAMES))}{draw(suffixes)}.md"
    info = PathInfo(path)
    return make(
        info.title,
        id=path,
        path=draw(st.sampled_from(("/x/", "/x/en/"))) + path,
        slug=draw(st.sampled_from((info.slug, "a"))),
        date=draw(st.sampled_from((info.date, date(2024, 1, 3)))),
        language=draw(st.sampled_from((info.language, None, "de", "pt-BR"))),
        translation_key=draw(st.sampled_from((None, None, "1", "2"))),
        page=draw(st.sampled_from((None, None, "/a", "/fr/a/"))),
        hidden=draw(st.sampled_from((None, None, None, "draft"))),
        categories=draw(st.sampled_from((("sea",), ("mer",), ("sea", "news")))),
        tags=draw(st.sampled_from(((), ("tide",)))),
    )


catalogues = st.lists(posts(), unique_by=lambda post: post.path, max_size=12)
preferences = st.lists(st.sampled_from(("en", "fr", "pt", "zh")), max_size=2, unique=True)


def group_by(preferred: list[str]) -> GroupStories:
    return partial(find_stories, languages=Languages(tuple(preferred)))


@given(catalogues, preferences)
def test_the_languages_of_a_story_partition_its_posts(
    files: list[Post], preferred: list[str]
) -> None:
    catalogue = Catalogue(files, group_by(preferred))
    stories = {catalogue.translations_of(post) for post in catalogue.all_posts}
    paths = [post.path for story in stories for post in story]
    assert sorted(paths) == sorted(post.path for post in files if post.hidden is None)
    assert {story[0] for story in stories} == set(catalogue.posts)
    for story in stories:
        languages = [(post.language or "").casefold() for post in story]
        assert len(set(languages)) == len(languages)
        assert len(story) == 1 or any(languages)
    assert list(catalogue.posts) == sorted(catalogue.posts, key=newest_first)


@given(catalogues, preferences, st.randoms())
def test_stories_do_not_depend_on_the_order_of_loading(
    files: list[Post], preferred: list[str], random: Random
) -> None:
    group = group_by(preferred)
    first = Catalogue(files, group)
    shuffled = list(files)
    random.shuffle(shuffled)
    middle = len(files) // 2
    second = Catalogue(shuffled[:middle], group).with_posts(shuffled[middle:])
    third = Catalogue(shuffled[:middle], group).with_changes(shuffled[middle:], ())
    for other in (second, third):
        assert other.posts == first.posts
        for post in first.all_posts:
            assert other.translations_of(post) == first.translations_of(post)


@given(catalogues, preferences, st.data())
def test_chips_select_the_stories_that_their_query_finds(
    files: list[Post], preferred: list[str], data: st.DataObject
) -> None:
    catalogue = Catalogue(files, group_by(preferred))
    read = data.draw(st.sets(st.sampled_from([post.path for post in files]))) if files else set()
    read = set(catalogue.stories.paths_of(read))
    values = [value for facet in LISTED_FACETS for value in catalogue.facets.values(facet)]
    chips = EVERYTHING
    for value in data.draw(st.lists(st.sampled_from(values), max_size=2)) if values else ():
        is_exclusive = catalogue.facets.is_exclusive(value.facet)
        chips = chips.with_value(value, is_exclusive=is_exclusive)

    def find_view(_: FacetValue) -> Callable[[Post], bool]:
        return lambda post: post.path not in read

    counts = FacetCounts(catalogue.facets, chips, find_view)
    counts.set_read(read)
    for value in [ALL, *values]:
        is_exclusive = value != ALL and catalogue.facets.is_exclusive(value.facet)
        selection = chips.with_value(value, is_exclusive=is_exclusive)
        selected = list(select_posts(catalogue, selection, find_view))
        query = parse_query(selection.query)
        found = catalogue.stories.one_each(list(find_posts(catalogue, None, query)))
        assert selected == list(found if selection else catalogue.posts)
        assert counts.total(value) == len(selected)
        assert counts.has_posts(value) is bool(selected)
        assert counts.unread(value) == sum(post.path not in read for post in selected)
