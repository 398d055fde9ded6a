"""The way back from followed links."""

from __future__ import annotations

from pathlib import Path

from reader.article.positions import ScrollPosition
from reader.posts.catalogue import Catalogue
from reader.tui.controllers.reading.link_history import LinkHistory, ReturnPoint
from tests.made_posts import make

A, B, C = make("A"), make("B"), make("C")
CATALOGUE = Catalogue([A, B, C])
TOP, BELOW = ScrollPosition(0, "Top"), ScrollPosition(5, "Below")


def test_the_last_link_is_gone_back_to_first() -> None:
    history = LinkHistory()
    history.remember(A, BELOW)
    history.remember(B, TOP)
    assert history.back(CATALOGUE) == (B, ReturnPoint(B, TOP))
    assert history.back(CATALOGUE) == (A, ReturnPoint(A, BELOW))
    assert history.back(CATALOGUE) is None


def test_going_back_skips_posts_that_are_gone() -> None:
    history = LinkHistory()
    history.remember(A, TOP)
    history.remember(B, TOP)
    history.remember(C, TOP)
    found = history.back(Catalogue([A]))
    assert found is not None
    assert found[0] == A


def test_a_file_outside_of_the_folders_is_gone_back_to(tmp_path: Path) -> None:
    book = make("Book", path=str(tmp_path / "book.md"))
    history = LinkHistory()
    history.remember(book, TOP)
    history.remember(book, BELOW)
    (tmp_path / "book.md").touch()
    assert history.back(CATALOGUE) == (book, ReturnPoint(book, BELOW))
    (tmp_path / "book.md").unlink()
    assert history.back(CATALOGUE) is None


def test_without_a_position_nothing_is_remembered() -> None:
    history = LinkHistory()
    history.remember(A, None)
    assert history.back(CATALOGUE) is None


def test_a_position_is_returned_to_until_the_article_is_there() -> None:
    history = LinkHistory()
    history.return_to(ReturnPoint(A, BELOW))
    assert history.position_in(A) == BELOW
    assert history.position_in(B) is None
    history.arrived()
    assert history.position_in(A) is None
