"""Process-wide switches: the garbage collector, and the size of the terminal."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from weakref import ref

import pytest

from reader.runtime import (
    collector_paused,
    collector_settled,
    ignore_impossible_sizes,
    pause_collector,
    resume_collector,
)


@pytest.fixture(autouse=True)
def collecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start and end without holders and frozen objects."""
    monkeypatch.setattr("reader.runtime._holders", set())
    monkeypatch.setattr("reader.runtime._exempt_count", 0)
    gc.enable()
    gc.unfreeze()
    yield
    gc.enable()
    gc.unfreeze()


class Node:
    """An object that can refer to itself, so that only the collector frees it."""

    other: Node


def make_garbage() -> ref[Node]:
    node = Node()
    node.other = node
    return ref(node)


def make_many() -> list[list[object]]:
    return [[] for _ in range(100_000)]


def test_collection_resumes_when_the_last_holder_resumes_it() -> None:
    pause_collector("one")
    with collector_paused("other"):
        resume_collector("one")
        assert not gc.isenabled()
    assert gc.isenabled()


def test_only_a_holder_can_resume_collection() -> None:
    resume_collector("nobody")
    assert gc.get_freeze_count() == 0
    with collector_paused("one"):
        resume_collector("nobody")
        assert not gc.isenabled()


def test_many_objects_that_were_made_during_a_pause_are_exempt() -> None:
    with collector_paused("one"):
        objects = make_many()
    assert gc.get_freeze_count() >= len(objects)


def test_few_objects_are_left_to_the_collector() -> None:
    gc.collect()
    with collector_paused("one"):
        garbage = make_garbage()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert garbage() is None


def settle() -> None:
    with collector_settled("load"):
        pass


def test_settling_collects_garbage_and_exempts_the_rest() -> None:
    with collector_settled("load"):
        objects, garbage = make_many(), make_garbage()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert garbage() is None
    assert gc.get_freeze_count() >= len(objects)


def test_what_becomes_garbage_among_exempt_objects_is_not_kept_for_good() -> None:
    node = Node()
    node.other = node
    kept, garbage = [make_many()], ref(node)
    settle()
    del node
    count = gc.get_freeze_count()
    while gc.get_freeze_count() <= max(1.5 * count, count + 80_000):
        assert garbage() is not None
        kept.append(make_many())
        settle()
    assert garbage() is None


def test_nothing_is_settled_while_the_collector_is_paused() -> None:
    with collector_paused("one"):
        settle()
        assert gc.get_freeze_count() == 0
        assert not gc.isenabled()


def test_the_collector_is_settled_after_a_load_that_fails() -> None:
    with pytest.raises(InterruptedError), collector_settled("load"):
        raise InterruptedError
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [
        ("80", True),
        ("999", True),
        *((value, False) for value in ("0", "-5", "", "x", "80.5", "999999", "9" * 10_000)),
        ("\u0663", False),
    ],
)
def test_an_impossible_size_is_ignored(
    monkeypatch: pytest.MonkeyPatch, value: str, is_kept: bool
) -> None:
    monkeypatch.setenv("COLUMNS", value)
    monkeypatch.delenv("LINES", raising=False)
    ignore_impossible_sizes()
    assert os.environ.get("COLUMNS") == (value if is_kept else None)
    assert "LINES" not in os.environ
