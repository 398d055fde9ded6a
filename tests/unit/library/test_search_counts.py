"""The unread posts of saved searches are counted as a plain search would count them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.library.events import Event, SearchesCounted
from reader.library.requests import SearchCountsRequest
from reader.library.search_counts import SearchCounter
from reader.posts.catalogue import Catalogue
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.posts.search.query import parse_query
from reader.posts.stories import Languages, Stories
from reader.store.indexed_load import load_indexed
from reader.store.marks import Marks
from reader.store.texts import TextIndex
from tests.made_posts import make

OPTIONS = LoadOptions()
POSTS = [
    make(f"Post {number}", categories=(("world", "sports")[number % 2],), words=230 * number)
    for number in range(1, 9)
]
QUERIES = (
    "in:world", "is:unread", "is:starred", "-is:starred in:sports", "mins:<4 is:unread", "is:read",
    "", "tag:", "-in:world", "is:later", "is:featured", "is:STARRED", "is:starred mins:>3",
)  # fmt: skip


def count(
    counter: SearchCounter,
    catalogue: Catalogue,
    marks: Marks,
    texts: Sequence[str] = QUERIES,
    *,
    is_indexed: bool = True,
) -> dict[str, int]:
    events: list[Event] = []
    request = SearchCountsRequest(
        tuple(texts), catalogue, marks.states, marks.marked_paths, is_indexed
    )
    counter.run(request, events.append, lambda: False)
    (event,) = events
    assert isinstance(event, SearchesCounted)
    assert event.catalogue is catalogue
    for text, found in event.found.items():
        posts = [post for post in catalogue.posts if found.has(post)]
        assert len(list(filter(marks.states["unread"], posts))) == event.unread[text]
    return dict(event.unread)


def plain_count(catalogue: Catalogue, marks: Marks, text: str) -> int:
    query, states = parse_query(text), marks.states
    return sum(
        bool(query) and states["unread"](post) and query.matches_filters(post, states)
        for post in catalogue.posts
    )


subsets = st.lists(st.sampled_from(POSTS), unique=True)


@given(subsets, st.lists(st.tuples(subsets, subsets, subsets), min_size=1, max_size=4))
def test_counts_equal_a_plain_count_after_any_marks(
    listed: list[Post], steps: list[tuple[list[Post], ...]]
) -> None:
    counter, marks = SearchCounter((), None, OPTIONS), Marks(None)
    catalogue = Catalogue(listed)
    for read, unread, starred in steps:
        marks.set_read(read, is_read=True)
        marks.set_read(unread, is_read=False)
        marks.set_starred(starred, is_starred=True)
        marks.add_to_later([*starred, *unread])
        counts = count(counter, catalogue, marks)
        assert counts == {text: plain_count(catalogue, marks, text) for text in QUERIES}


def test_words_are_counted_in_texts_once_they_are_indexed(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("tide", "moon", "noon"):
        body = "Text.\n\nFull by noon." if name == "tide" else "Text"
        (folder / f"{name}.md").write_text(f"---\ntitle: The {name}\n---\n{body}\n")
    path = tmp_path / "the.index"
    catalogue = load_indexed(path, [folder], OPTIONS)
    counter, marks = SearchCounter([folder], path, OPTIONS), Marks(None)
    assert count(counter, catalogue, marks, ["noon"], is_indexed=False) == {"noon": 1}
    TextIndex(path, [folder], OPTIONS).update(lambda: False, lambda *_: None)
    assert count(counter, catalogue, marks, ["noon"], is_indexed=False) == {"noon": 1}
    assert count(counter, catalogue, marks, ["noon"]) == {"noon": 2}
    marks.set_read([post for post in catalogue.posts if "noon" in post.path], is_read=True)
    assert count(counter, catalogue, marks, ["noon", "noon is:read"]) == {
        "noon": 1,
        "noon is:read": 0,
    }


def test_a_cancelled_count_emits_nothing() -> None:
    events: list[Event] = []
    marks = Marks(None)
    request = SearchCountsRequest(
        ("in:world",), Catalogue(POSTS), marks.states, frozenset(), is_indexed=True
    )
    SearchCounter((), None, OPTIONS).run(request, events.append, lambda: True)
    assert events == []


def test_the_translations_of_a_post_are_counted_once_and_share_their_marks() -> None:
    english, french = make("Tide", language="en"), make("Marée", language="fr")
    stories = Stories([[english, french]], Languages(("en",)))
    catalogue = Catalogue([english, french, *POSTS], lambda posts, get: stories)
    counter, marks = SearchCounter((), None, OPTIONS), Marks(None, stories=lambda: stories)
    texts = ("in:local", "in:local is:unread", "lang:fr")
    assert count(counter, catalogue, marks, texts) == dict.fromkeys(texts, 1)
    marks.set_read([french], is_read=True)
    assert count(counter, catalogue, marks, texts) == dict.fromkeys(texts, 0)


def test_new_posts_are_looked_for_at_each_count() -> None:
    new: set[str] = set()
    marks = Marks(None)
    states = {**marks.states, "new": lambda post: post.path in new}
    counter, catalogue = SearchCounter((), None, OPTIONS), Catalogue(POSTS)
    for paths in ((), (POSTS[0].path, POSTS[1].path), (POSTS[2].path,)):
        new.clear()
        new.update(paths)
        events: list[Event] = []
        request = SearchCountsRequest(
            ("is:new",), catalogue, states, marks.marked_paths, is_indexed=True
        )
        counter.run(request, events.append, lambda: False)
        [event] = events
        assert isinstance(event, SearchesCounted)
        assert event.unread == {"is:new": len(paths)}
