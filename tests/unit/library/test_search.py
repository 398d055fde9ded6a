"""Searching the open folders: what is emitted, and when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.library.events import Event, ExcerptsBuilt, PostsFound
from reader.library.library import Library
from reader.library.listing import found_sections
from reader.library.requests import ExcerptRequest, SearchRequest
from reader.posts.options import LoadOptions
from reader.posts.search.filters import NO_STATES
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed
from reader.store.texts import TextIndex


class Searched:
    """Some posts, their index, and a search for them."""

    def __init__(self, parent: Path, others: Mapping[str, str] | None = None) -> None:
        self.folder = parent / "news"
        self.folder.mkdir()
        for number in range(1, 8):
            self._write(f"{number}", f"Harbour {number}", number)
        self._write("8", "Nothing but transharbours", 8)
        self._write("9", "Elsewhere", 9)
        self._write("draft", "Harbour draft", 9, more="draft: true\n")
        for name, title in (others or {}).items():
            self._write(name, title, 1)
        cache = parent / "cache"
        self.library = Library([self.folder], cache_folder=cache)
        path = index_path(cache, [self.folder])

        self.all = load_indexed(path, [self.folder], LoadOptions())
        TextIndex(path, [self.folder], LoadOptions()).update(lambda: False, lambda *_: None)

    def _write(self, name: str, title: str, day: int, more: str = "") -> None:
        text = f"---\ntitle: {title}\ndate: 2024-01-0{day}\n{more}---\nText of {name}.\n"
        (self.folder / f"{name}.md").write_text(text, "utf-8")

    def run(self, text: str, *, is_indexed: bool = True) -> list[PostsFound]:
        """Return what a search emits."""
        events: list[Event] = []
        request = SearchRequest(text, self.all, NO_STATES, is_indexed, is_newest_first=True)
        self.library.search(request, events.append, lambda: False)
        return [event for event in events if isinstance(event, PostsFound)]


@pytest.fixture
def searched(tmp_path: Path) -> Searched:
    return Searched(tmp_path)


def names(found: PostsFound) -> str:
    return " ".join(Path(post.path).stem for post in found.posts)


def test_the_first_posts_are_emitted_before_all(
    searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.search._FIRST_POSTS", 3)
    first, all_posts = searched.run("harbour")
    assert (names(first), first.is_complete) == ("7 6 5", False)
    assert (names(all_posts), all_posts.is_complete) == ("7 6 5 4 3 2 1 8", True)
    assert all_posts.inside == 1


def test_parts_of_words_follow_the_words(searched: Searched) -> None:
    first, all_posts = searched.run("harbour")
    assert (names(first), first.is_complete) == ("7 6 5 4 3 2 1", False)
    whole, inside = found_sections(all_posts, is_newest_first=True)
    assert (whole.heading, whole.count) == ("Found, newest first", 7)
    assert (inside.heading, inside.count) == ("Within longer words, newest first", 1)


def test_no_part_of_a_word_is_first_shown_among_the_words(
    searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.search._FIRST_POSTS", 8)
    assert [(len(found.posts), found.inside) for found in searched.run("harbour")] == [
        (7, 0), (8, 1), (8, 1),
    ]  # fmt: skip


def test_a_story_keeps_its_place_when_the_parts_of_words_are_found(tmp_path: Path) -> None:
    searched = Searched(tmp_path, {"tale.en": "Transferry", "tale.fr": "Ferry"})
    first, all_posts = searched.run("ferry")
    assert (names(first), first.inside) == ("tale.fr", 0)
    assert (names(all_posts), all_posts.inside) == ("tale.fr", 0)


def test_posts_that_are_found_without_a_word_are_sorted_by_date(searched: Searched) -> None:
    (found,) = searched.run("-elsewhere")
    assert names(found) == "8 7 6 5 4 3 2 1"
    assert found_sections(found, is_newest_first=False)[0].heading == "Found, newest first"


def test_nothing_is_emitted_too_early_if_nothing_is_found_yet(searched: Searched) -> None:
    (found,) = searched.run("ansharbour")
    assert (names(found), found.is_complete) == ("8", True)
    (found,) = searched.run("nowhere")
    assert (names(found), found.is_complete) == ("", True)


def test_hidden_posts_are_found_on_request(searched: Searched) -> None:
    assert names(searched.run("is:hidden")[-1]) == "draft"
    assert names(searched.run("is:draft harbour")[-1]) == "draft"
    assert names(searched.run("is:draft nowhere")[-1]) == ""


def test_posts_without_indexed_words_are_found_by_their_titles(searched: Searched) -> None:
    text = "---\ntitle: Harbour fresh\ndate: 2024-02-01\n---\nText.\n"
    (searched.folder / "fresh.md").write_text(text, "utf-8")
    searched.all = searched.library.load_all().catalogue
    (found,) = searched.run("fresh", is_indexed=False)
    assert (names(found), found.inside, found.is_complete) == ("fresh", 0, False)
    assert names(searched.run("fresh")[-1]) == ""


def test_a_search_that_is_cancelled_emits_nothing_more(searched: Searched) -> None:
    events: list[Event] = []
    request = SearchRequest("harbour", searched.all, NO_STATES, is_indexed=True)
    searched.library.search(request, events.append, lambda: True)
    assert not any(isinstance(event, PostsFound) and event.is_complete for event in events)


def test_excerpts_are_emitted_some_at_a_time(
    searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.search._BATCH", 4)
    posts = searched.all.posts
    events: list[Event] = []
    request = ExcerptRequest("text", posts)
    searched.library.build_excerpts(request, events.append, lambda: False)
    built = [event for event in events if isinstance(event, ExcerptsBuilt)]
    assert [len(event.hits) for event in built] == [4, 4, 1]
    hit = built[0].hits[posts[0].path]
    assert hit.snippet.text == "Text of 9."
    assert hit.snippet.spans == ((0, 4),)
