"""Threads that ask hosts in turn."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.feeds.full_text.turns import HostTurns


def test_a_host_is_asked_by_one_thread_at_a_time() -> None:
    turns = HostTurns(0.0)
    inside: list[str] = []
    most: list[int] = []

    def ask(_: int) -> None:
        with turns.take("a", lambda: False) as has_turn:
            assert has_turn
            inside.append("a")
            most.append(len(inside))
            inside.pop()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(100)))
    assert most == [1] * 100


def test_another_host_does_not_wait() -> None:
    turns = HostTurns(1_000.0)
    with (
        turns.take("a", lambda: False) as first,
        turns.take("b", lambda: False) as second,
    ):
        assert first
        assert second


def test_there_is_a_pause_after_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.feeds.full_text.turns._CHECK_SECONDS", 0.0)
    now = 100.0
    turns = HostTurns(5.0, lambda: now)
    with turns.take("a", lambda: False):
        now = 103.0
    checks: list[float] = []

    def is_cancelled() -> bool:
        nonlocal now
        checks.append(now)
        now += 2.0
        return False

    with turns.take("a", is_cancelled) as has_turn:
        assert has_turn
    assert checks == [103.0, 105.0, 107.0]


def test_waiting_ends_if_the_fetch_is_cancelled() -> None:
    turns = HostTurns(1_000.0)
    cancelled = threading.Event()
    with turns.take("a", lambda: False):
        cancelled.set()
        with turns.take("a", cancelled.is_set) as has_turn:
            assert not has_turn
    with turns.take("a", lambda: True) as has_turn:
        assert not has_turn


def test_a_host_that_somebody_else_has_asked_rests() -> None:
    turns = HostTurns(5.0, lambda: 100.0)
    turns.rest("a")
    checks = iter([False, True])
    with turns.take("a", lambda: next(checks)) as has_turn:
        assert not has_turn
