"""Pausing and resuming Python's garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from reader.runtime import (
    collector_paused,
    pause_collector,
    resume_collector,
    settle_collector,
)


@pytest.fixture(autouse=True)
def collecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start and end without holders and frozen objects."""
    monkeypatch.setattr("reader.runtime._holders", set())
    gc.enable()
    gc.unfreeze()
    yield
    gc.enable()
    gc.unfreeze()


def test_collection_resumes_when_the_last_holder_resumes_it() -> None:
    pause_collector("one")
    with collector_paused("other"):
        resume_collector("one")
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_only_a_holder_can_resume_collection() -> None:
    resume_collector("nobody")
    assert gc.get_freeze_count() == 0
    with collector_paused("one"):
        resume_collector("nobody")
        assert not gc.isenabled()


def test_settling_collects_garbage_and_exempts_the_rest() -> None:
    class Node:
        other: Node

    node = Node()
    node.other = node
    garbage = ref(node)
    del node
    settle_collector()
    assert garbage() is None
    assert gc.get_freeze_count() > 0


def test_nothing_is_settled_while_the_collector_is_paused() -> None:
    with collector_paused("one"):
        settle_collector()
        assert gc.get_freeze_count() == 0
