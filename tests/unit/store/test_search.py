"""Searching posts by their words, in an index whose updates may be interrupted at any time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path

import pytest

from reader.posts.options import LoadOptions
from reader.posts.search.query import parse_query
from reader.store.database import UnusableError
from reader.store.indexed_load import load_indexed
from reader.store.search import Order, Searcher
from reader.store.texts import TextIndex

OPTIONS = LoadOptions()


class Texts:
    """A folder of posts and its index."""

    def __init__(self, parent: Path) -> None:
        self.folder = parent / "news"
        self.folder.mkdir(exist_ok=True)
        self.path = parent / "the.index"

    def write(
        self, name: str, title: str, body: str, *, day: str = "2024-05-06", more: str = ""
    ) -> None:
        text = f"---\ntitle: {title}\ndate: {day}\n{more}---\n{body}\n"
        (self.folder / name).write_text(text, encoding="utf-8")

    def update(self, is_cancelled: Callable[[], bool] = lambda: False) -> list[tuple[int, int]]:
        """Update the index, and return the reported progress."""
        reported: list[tuple[int, int]] = []
        load_indexed(self.path, [self.folder], OPTIONS)
        index = TextIndex(self.path, [self.folder], OPTIONS)
        index.update(is_cancelled, lambda *counts: reported.append(counts))
        return reported

    def find(self, query: str, order: Order = Order.BEST, limit: int = 50) -> list[str]:
        """Return the names of the files that match, in their order."""
        searcher = Searcher(self.path, [self.folder], OPTIONS)
        groups = (
            searcher.matches(parse_query(query), order, inside=inside) for inside in (False, True)
        )
        return [Path(path).name for path in islice(chain(*groups), limit)]


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    texts = Texts(tmp_path)
    texts.write(
        "tide.md", "The tide comes in", "The **harbour** was full by noon.", day="2024-01-02"
    )
    texts.write("cup.md", "The cup final", "A harbour view. Støm scored.", day="2024-03-02")
    texts.write("moon.md", "月がとても青い", "The moon did it, 東京で.", day="2024-02-02")
    texts.write("old.md", "Harbour works begin", "Nothing else.", day="2010-01-01")
    texts.write("draft.md", "Harbour draft", "Soon.", more="draft: true\n")
    return texts


def test_words_in_titles_bodies_and_names_are_found(texts: Texts) -> None:
    texts.write("named.md", "Plain", "Text", more="author: Ada Marsh\ntags: [whale]\n")
    texts.update()
    assert texts.find("noon") == ["tide.md"]
    assert texts.find("final cup") == ["cup.md"]
    assert texts.find("marsh whale") == ["named.md"]
    assert texts.find("stom") == ["cup.md"]
    assert texts.find("東京") == ["moon.md"]
    assert texts.find("青") == ["moon.md"]
    assert texts.find("nowhere") == []


def test_titles_rank_before_bodies_and_new_posts_before_old_ones(texts: Texts) -> None:
    texts.write("older.md", "Other", "The harbour was full by noon.", day="2001-01-02")
    texts.update()
    best = texts.find("harbour")
    assert best[0] == "old.md"
    assert best.index("tide.md") < best.index("older.md")
    assert texts.find("harbour", Order.NEWEST) == ["cup.md", "tide.md", "old.md", "older.md"]
    assert texts.find("harbour", Order.NEWEST, limit=2) == ["cup.md", "tide.md"]


def test_whole_words_rank_before_words_that_contain_them(texts: Texts) -> None:
    texts.write("port.md", "A port", "Text", day="2001-01-01")
    texts.write("transport.md", "Transport and transport", "Support of transport", day="2024-06-01")
    texts.update()
    assert texts.find("port") == ["port.md", "transport.md"]
    assert texts.find("port -transport") == ["port.md"]


def test_all_matches_are_found_although_few_are_ranked(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.search.MAX_CANDIDATES", 2)
    for number in range(1, 10):
        texts.write(f"{number}.md", "Plain", "At the quay.", day=f"2020-01-0{number}")
    texts.write("old.md", "The quay", "Text.", day="2001-01-01")
    texts.update()
    rest = [f"{number}.md" for number in range(7, 0, -1)]
    assert texts.find("quay") == ["old.md", "9.md", "8.md", *rest]


def test_all_words_with_a_part_are_found_although_one_expression_has_few(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.expressions.MAX_TERMS", 2)
    for number in range(1, 10):
        body = f"The w{number}ordy and the s{number}ilent."
        texts.write(f"{number}.md", "Plain", body, day=f"2020-01-0{number}")
    texts.write("whole.md", "Plain", "The ordyx.", day="2001-01-01")
    texts.update()
    inside = [f"{number}.md" for number in range(9, 0, -1)]
    for order in Order:
        assert texts.find("ordy", order) == ["whole.md", *inside]
        assert texts.find("ordy ilent", order) == inside
        assert texts.find("ordy -s4ilent", order) == [
            "whole.md",
            *(n for n in inside if n != "4.md"),
        ]


def test_an_excluded_word_excludes_posts_that_match_by_their_titles(texts: Texts) -> None:
    texts.write("both.md", "Harbour works", "A storm came.")
    texts.update()
    assert "both.md" in texts.find("harbour")
    assert "both.md" not in texts.find("harbour -storm")


def test_hidden_posts_are_found_on_request(texts: Texts) -> None:
    texts.update()
    assert texts.find("harbour is:draft") == ["draft.md"]
    assert texts.find("arbour is:hidden") == ["draft.md"]


def test_hidden_posts_are_not_found(texts: Texts) -> None:
    texts.update()
    assert "draft.md" not in texts.find("harbour")


def test_only_changed_posts_are_indexed_again(texts: Texts) -> None:
    assert texts.update()[-1] == (5, 5)
    assert texts.update()[-1][1] <= 5  # files this new are not trusted yet
    texts.write("cup.md", "The cup final", "A view of the lake.")
    (texts.folder / "tide.md").unlink()
    (texts.folder / "moon.md").rename(texts.folder / "luna.md")
    texts.update()
    assert texts.find("harbour") == ["old.md"]
    assert texts.find("lake") == ["cup.md"]
    assert texts.find("東京") == ["luna.md"]


def test_a_cancelled_update_is_continued(texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.store.texts._BATCH", 1)
    calls = iter([False, False, True])
    texts.update(lambda: next(calls))
    found = texts.find("the", Order.NEWEST)
    assert found == ["cup.md"]  # newest first; the draft is newer, but hidden
    index = TextIndex(texts.path, [texts.folder], OPTIONS)
    reported: list[int] = []
    index.update(lambda: False, lambda done, total: reported.append(total))
    assert reported[0] == 3
    assert texts.find("harbour", Order.NEWEST) == ["cup.md", "tide.md", "old.md"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from reader.posts.options import LoadOptions
from reader.store import texts
from reader.store.indexed_load import load_indexed
texts._BATCH = 1
path, folder, after = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
load_indexed(path, [folder], LoadOptions())
def progress(done, total):
    if done == after:
        os.kill(os.getpid(), signal.SIGKILL)
texts.TextIndex(path, [folder], LoadOptions()).update(lambda: False, progress)
"""


@pytest.mark.parametrize("after", [1, 4])
def test_a_killed_update_is_continued(texts: Texts, after: int, project: Path) -> None:
    words = [sys.executable, "-c", _KILLED, str(texts.path), str(texts.folder), str(after)]
    killed = subprocess.run(words, cwd=project, check=False)
    assert killed.returncode < 0
    texts.update()
    assert texts.find("harbour", Order.NEWEST) == ["cup.md", "tide.md", "old.md"]


def test_two_processes_index_the_same_posts(texts: Texts) -> None:
    load_indexed(texts.path, [texts.folder], OPTIONS)
    other = TextIndex(texts.path, [texts.folder], OPTIONS)

    def meanwhile(done: int, total: int) -> None:
        other.update(lambda: False, lambda *_: None)

    TextIndex(texts.path, [texts.folder], OPTIONS).update(lambda: False, meanwhile)
    assert texts.find("harbour", Order.NEWEST) == ["cup.md", "tide.md", "old.md"]


def test_many_unused_rows_are_deleted(texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.store.texts.MAX_UNUSED_ROWS", 0)
    for number in range(12):
        texts.write("cup.md", "The cup final", f"Edition {number} of it.")
        texts.update()
    with sqlite3.connect(texts.path) as connection:
        rows = connection.execute("SELECT count(*) FROM fulltext").fetchone()[0]
    assert rows < 25
    assert texts.find("edition 11") == ["cup.md"]
    assert texts.find("edition 3") == []


def test_without_an_index_nothing_is_found_or_created(texts: Texts) -> None:
    assert texts.find("harbour") == []
    assert not texts.path.exists()
    load_indexed(texts.path, [texts.folder], OPTIONS)
    assert texts.find("harbour") == []


def test_a_damaged_index_is_rebuilt(texts: Texts) -> None:
    texts.update()
    data = bytearray(texts.path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    texts.path.write_bytes(data)
    assert texts.find("harbour") == []
    TextIndex(texts.path, [texts.folder], OPTIONS).update(lambda: False, lambda *_: None)
    texts.update()
    assert texts.find("noon") == ["tide.md"]


def test_an_unwritable_index_raises_an_error(texts: Texts) -> None:
    index = TextIndex(texts.folder / "tide.md" / "the.index", [texts.folder], OPTIONS)
    with pytest.raises(UnusableError):
        index.update(lambda: False, lambda *_: None)
