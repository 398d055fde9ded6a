"""A search has the result of a slow and simple search through all texts, in any script."""

from __future__ import annotations

import re
import tempfile
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.posts.options import LoadOptions
from reader.posts.search.excerpt import excerpt
from reader.posts.search.query import Phrase, Query, parse_query
from reader.posts.search.words import NO_WORD_BEFORE
from reader.store.indexed_load import load_indexed
from reader.store.search import Order, Searcher
from reader.store.texts import TextIndex
from reader.text.folding import fold
from tests.property.effort import examples

WORDS = [
    "harbour", "Harbours", "arbour", "tide", "tides", "Straße", "strasse", "naïve", "naive",
    "東京", "東京都", "京都", "都", "入門", "の本", "本", "Python", "학교에서", "학교",
    "Ёлка", "елка", "йод",
    "كتاب", "كِتَاب", "x86", "2024", "a", "an", "don't", "ǅ", "ﬁne", "fine",
    "C", "C++", "C#", "c++20", ".NET", "ASP.NET", "$SAFE", "@name", "node.js", "a-b",
    "har\u00adbour",
]  # fmt: skip
TEXT = st.lists(st.sampled_from([*WORDS, "-", ".", "\n", "**", "Python入門"]), max_size=8)
BODY = st.tuples(TEXT, st.sampled_from([" ", " ", "", "-"])).map(lambda pair: pair[1].join(pair[0]))
TERM = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: word[:2]),
    st.sampled_from(WORDS).map(lambda word: word[1:]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(
        lambda words: f'"{" ".join(words)}"'
    ),
)
QUERY = st.tuples(st.lists(TERM, min_size=1, max_size=2), st.lists(TERM, max_size=1)).map(
    lambda terms: " ".join([*terms[0], *(f"-{term}" for term in terms[1])])
)


def contains(phrase: Phrase, texts: list[str], *, within: bool) -> bool:
    """Return whether one of the folded texts contains a phrase."""
    pattern = phrase.pattern
    if not within and phrase.inside is not None:
        pattern = re.compile(NO_WORD_BEFORE + pattern.pattern)
    return any(pattern.search(text) for text in texts)


def is_found(query: Query, texts: list[str]) -> bool:
    """Return whether a query matches, by a simple search."""
    return all(contains(phrase, texts, within=True) for phrase in query.required) and not any(
        contains(phrase, texts, within=False) for phrase in query.excluded
    )


@settings(max_examples=examples(80))
@example([("", "harbour Python入門")], ['"Python 入門"', 'harbour -"Python 入門"'])
@given(st.lists(st.tuples(BODY, BODY), min_size=1, max_size=6), st.lists(QUERY, min_size=1))
def test_a_search_has_the_result_of_a_simple_one(
    posts: list[tuple[str, str]], queries: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder, path = Path(parent, "posts"), Path(parent, "the.index")
        folder.mkdir()
        for number, (names, body) in enumerate(posts):
            tag = " ".join(names.replace('"', "").replace("\n", " ").split())
            text = f'---\ntitle: "T"\ndescription: "D"\ntags: ["{tag}"]\n---\n{body}\n'
            (folder / f"{number}.md").write_text(text, encoding="utf-8")
        catalogue = load_indexed(path, [folder], LoadOptions())
        TextIndex(path, [folder], LoadOptions()).update(lambda: False, lambda *_: None)
        texts = {
            post.path: [
                fold(normalize("NFC", text))
                for text in ("\n".join((*post.categories, *post.tags)), posts[int(post.slug)][1])
            ]
            for post in catalogue.posts
        }
        searcher = Searcher(path, [folder], LoadOptions())
        for query in map(parse_query, queries):
            expected = {
                path for path, folded in texts.items() if query.required and is_found(query, folded)
            }
            for order in Order:
                found = (searcher.matches(query, order, inside=inside) for inside in (False, True))
                assert set(chain(*found)) == expected


@given(st.text(), st.text())
def test_an_excerpt_never_fails(text: str, query: str) -> None:
    found = excerpt(text, parse_query(query).required)
    assert all(0 <= start < end <= len(found.text) for start, end in found.spans)
    assert "\n" not in found.text
