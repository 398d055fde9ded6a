"""Python's garbage collector, held by several and let go by the last."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from reader.runtime import collector_paused, pause_collector, resume_collector


@pytest.fixture(autouse=True)
def collecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No holder and nothing frozen from before, and none left behind."""
    monkeypatch.setattr("reader.runtime._holders", set())
    gc.enable()
    gc.unfreeze()
    yield
    gc.enable()
    gc.unfreeze()


def test_it_goes_on_when_the_last_holder_lets_go() -> None:
    pause_collector("one")
    with collector_paused("other"):
        resume_collector("one")
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_who_has_not_paused_it_lets_nothing_go() -> None:
    resume_collector("nobody")
    assert gc.get_freeze_count() == 0
    with collector_paused("one"):
        resume_collector("nobody")
        assert not gc.isenabled()
