"""A fetch that is killed at any step leaves nothing half-done that the next one does not finish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest

from reader.feeds.errors import FeedError
from reader.feeds.model import Entry
from reader.feeds.writing.feed_folder import FeedFolder
from reader.posts.loading.loader import load_post
from reader.store.feeds.states import FeedStates
from reader.store.marks import Marks
from tests.feed_intake import START, Desk, edit, entry, titles

STEPS: list[tuple[type, str]] = [
    (Marks, "set_read"),
    (FeedFolder, "write"),
    (FeedFolder, "put_aside"),
    (FeedFolder, "replace"),
    (FeedFolder, "sync"),
    (FeedStates, "save_history"),
]


class KilledError(BaseException):
    """The process ends here."""


def kill_at(monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    """Let the process end before or after one of the steps that write, counted from 0."""
    moments = count()

    def mortal(step: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **options: object) -> object:
            if next(moments) == moment:
                raise KilledError
            result = step(*arguments, **options)
            if next(moments) == moment:
                raise KilledError
            return result

        return run

    for kind, name in STEPS:
        monkeypatch.setattr(kind, name, mortal(getattr(kind, name)))


def take_and_die(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, moment: int, entries: Sequence[Entry]
) -> None:
    """Take in a document in a process that ends on the way."""
    with monkeypatch.context() as patches:
        kill_at(patches, moment)
        with pytest.raises(KilledError):
            desk.take(*entries)


def prepare(desk: Desk) -> None:
    """Write two posts, and edit the second."""
    desk.take(entry("a"), entry("b"))
    edit(desk.paths()[1])


DOCUMENT = (
    entry("new", published=None),
    entry("a", content="<p>Second text of a.</p>"),
    entry("b", content="<p>Second text of b.</p>"),
    entry("twin"),
    entry("other", title="About twin"),
)


@pytest.mark.parametrize("moment", range(18))
def test_a_killed_fetch_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    desk = Desk(tmp_path)
    prepare(desk)
    edited = desk.paths()[1].read_text()
    take_and_die(desk, monkeypatch, moment, DOCUMENT)
    for path in desk.paths():  # what is there is whole
        assert load_post(path).title
        assert not load_post(path).problems

    desk.take(*DOCUMENT)
    texts = {path.name: path.read_text() for path in desk.paths()}
    assert sorted(texts) == [
        "2026-11-27-about-a.md",
        "2026-11-27-about-b.md",
        "2026-11-27-about-new.md",
        "2026-11-27-about-twin-2.md",
        "2026-11-27-about-twin.md",
    ]
    assert "Second text of a." in texts["2026-11-27-about-a.md"]
    assert texts["2026-11-27-about-b.md"] == edited
    again = desk.take(*DOCUMENT)
    assert again.unchanged == len(DOCUMENT)


def test_the_moments_are_all_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    prepare(desk)
    kill_at(monkeypatch, 18)
    desk.take(*DOCUMENT)


@pytest.mark.parametrize("moment", range(6))
def test_a_killed_first_fetch_still_marks_old_entries_as_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    desk = Desk(tmp_path)
    old = [entry(name, published=START.replace(month=1)) for name in "ab"]
    take_and_die(desk, monkeypatch, moment, old)
    desk.take(*old)

    assert desk.read_names() == ["2026-01-27-about-a.md", "2026-01-27-about-b.md"]
    assert desk.names() == desk.read_names()


def test_a_full_disk_stops_a_feed_and_the_next_fetch_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    write = FeedFolder.write

    def write_one(folder: FeedFolder, path: Path, text: str) -> None:
        if path.name.endswith("b.md"):
            raise FeedError("there is no space left", "Make room.")
        write(folder, path, text)

    with monkeypatch.context() as patches:
        patches.setattr(FeedFolder, "write", write_one)
        with pytest.raises(FeedError):
            desk.take(entry("a"), entry("b"), entry("c"))
    taken = desk.take(entry("a"), entry("b"), entry("c"))

    assert titles(taken.written) == ["About b", "About c"]
    assert taken.unchanged == 1
