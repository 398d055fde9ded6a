"""An article counts as read after the person stayed with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.tui.controllers.dwell import DwellController
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, FakeWait

A, B = make("A"), make("B")


@pytest.fixture
def waits() -> list[FakeWait]:
    return []


@pytest.fixture
def dwell(controllers: Controllers, waits: list[FakeWait]) -> DwellController:
    def create(callback: Callable[[], object]) -> FakeWait:
        waits.append(FakeWait(callback))
        return waits[-1]

    return DwellController(controllers.article, controllers.panes, controllers.marks, create)


def test_an_article_in_use_counts_as_read_after_the_wait(
    controllers: Controllers, dwell: DwellController, waits: list[FakeWait]
) -> None:
    controllers.panes.enter(Pane.ARTICLE)
    controllers.article.open(A)
    dwell.restart()
    assert waits[0].is_running
    assert controllers.marks.is_unread(A)
    waits[0].end()
    assert not controllers.marks.is_unread(A)
    assert controllers.marks.is_unread(B)


def test_an_article_beside_the_list_does_not(
    controllers: Controllers, dwell: DwellController, waits: list[FakeWait]
) -> None:
    controllers.article.open(A)
    dwell.restart()
    assert not waits[0].is_running


def test_leaving_the_article_before_the_end_keeps_it_unread(
    controllers: Controllers, dwell: DwellController, waits: list[FakeWait]
) -> None:
    controllers.panes.enter(Pane.ARTICLE)
    controllers.article.open(A)
    dwell.restart()
    controllers.panes.enter(Pane.LIST)
    waits[0].end()
    assert controllers.marks.is_unread(A)
    dwell.restart()
    assert not waits[0].is_running
