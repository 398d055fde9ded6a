"""A file that was loaded right after a change is loaded again, as its times prove nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .conftest import HOUR, IndexedLoads, assert_same_as_cold, write


def test_a_file_that_was_just_written_is_loaded_again(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    write(news / "3.md", "Tsop 3", day=4)
    assert_same_as_cold(loads.load(news), news)
    assert len(loads.loaded) == 13


def test_after_a_clock_was_set_back_all_files_are_loaded_again(
    loads: IndexedLoads, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns
    monkeypatch.setattr("reader.posts.loading.post_reader.time.time_ns", lambda: now() - HOUR)
    loads.load(news)
    assert_same_as_cold(loads.load(news), news)
    assert len(loads.loaded) == 13
