"""Processes that parse and convert."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.feeds.errors import FeedError
from reader.feeds.fetching.preparing import LocalPreparation, PreparedBodies, RawDocument, prepare
from reader.feeds.fetching.worker import try_prepare
from reader.feeds.fetching.workers import (
    MIN_NEW_FEEDS,
    Worker,
    WorkerCrash,
    WorkerPool,
    open_preparation,
)
from tests.child_python import python_path

RSS = (
    b"<rss version='2.0'><channel><item><guid>1</guid><title>Tide</title>"
    b"<description>&lt;b>High&lt;/b> water</description></item></channel></rss>"
)
NEW = RawDocument(RSS, "application/rss+xml", "https://example.org/feed", is_new=True)
PAGE = RawDocument(b"<!doctype html><title>Log in</title>", "text/html", "https://example.org/")


def test_the_entries_of_a_new_feed_are_converted() -> None:
    prepared = prepare(NEW)

    (entry,) = prepared.document.entries
    assert prepared.bodies[entry].text == "**High** water"


def test_the_entries_of_a_known_feed_are_converted_when_they_are_needed() -> None:
    prepared = prepare(RawDocument(RSS, NEW.content_type, NEW.url))
    bodies = PreparedBodies()

    bodies.use(prepared)

    assert prepared.bodies == {}
    assert bodies.convert(prepared.document.entries[0]).text == "**High** water"


@pytest.fixture
def worker(project: Path, monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.setenv("PYTHONPATH", python_path(project))
    return Worker()


def test_a_worker_prepares_as_this_process_does_and_survives_what_is_no_feed(
    worker: Worker,
) -> None:
    with pytest.raises(FeedError) as expected:
        prepare(PAGE)
    try:
        assert worker.prepare(NEW) == prepare(NEW)
        with pytest.raises(FeedError) as raised:
            worker.prepare(PAGE)
        assert worker.prepare(NEW) == prepare(NEW)
    finally:
        worker.close()

    assert str(raised.value) == str(expected.value)


def test_a_worker_that_was_killed_fails_one_feed_and_starts_again(worker: Worker) -> None:
    try:
        worker.prepare(NEW)
        process = worker._process
        assert process is not None
        process.kill()
        with pytest.raises(WorkerCrash):
            worker.prepare(NEW)
        assert worker.prepare(NEW) == prepare(NEW)
    finally:
        worker.close()


def test_a_worker_ends_quietly_with_its_input(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "reader.feeds.fetching.worker"],
        env={**os.environ, "PYTHONPATH": python_path(project)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin is not None
        process.stdin.write(b"\x80\x05")
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""

    assert process.returncode == 0


def test_a_fault_of_ours_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(raw: RawDocument) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("reader.feeds.fetching.worker.prepare", fail)

    assert try_prepare(NEW) == "ZeroDivisionError: by nought"


def test_a_closed_pool_starts_nothing() -> None:
    with WorkerPool() as pool:
        pass

    with pytest.raises(WorkerCrash):
        pool.prepare(NEW)


def test_workers_are_for_many_new_feeds() -> None:
    with open_preparation(MIN_NEW_FEEDS - 1) as few, open_preparation(MIN_NEW_FEEDS) as many:
        assert few.__self__.__class__ is LocalPreparation  # type: ignore[attr-defined]
        assert many.__self__.__class__ is WorkerPool  # type: ignore[attr-defined]
        assert few(NEW) == prepare(NEW)
