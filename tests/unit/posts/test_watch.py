"""What is reported of the changes in watched folders, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import watchfiles

from reader.posts.loading import watch
from reader.posts.loading.watch_delays import (
    FLOOD_INTERVAL,
    MANY_FILES,
    REMOVAL_DELAY,
    hold_back_floods,
    hold_back_removals,
)


class Runs:
    """Changes that are reported one after another, each at a time of its own."""

    def __init__(self, *runs: tuple[float, set[Path]]) -> None:
        self._runs = runs
        self._time = 0.0

    def __iter__(self) -> Iterator[frozenset[str]]:
        for time, paths in self._runs:
            self._time = time
            yield frozenset(map(str, paths))

    def reported_in_floods(self) -> Sequence[int]:
        """Return how many paths each report has."""
        return [len(paths) for paths in hold_back_floods(self, lambda: self._time)]

    def reported(self) -> Sequence[set[str]]:
        held_back = hold_back_removals(self, lambda: self._time)
        return [{Path(path).name for path in paths} for paths in held_back]


def test_a_removed_file_is_reported_later(tmp_path: Path) -> None:
    gone = tmp_path / "a.md"
    runs = Runs((0, {gone}), (REMOVAL_DELAY / 2, set()), (REMOVAL_DELAY, set()), (9, set()))
    assert runs.reported() == [set(), set(), {"a.md"}, set()]


def test_a_file_that_returns_is_reported_at_once(tmp_path: Path) -> None:
    saved, other = tmp_path / "a.md", tmp_path / "b.md"
    other.touch()

    def changes() -> Iterator[frozenset[str]]:
        yield frozenset((str(saved),))
        saved.touch()
        yield frozenset((str(saved),))
        yield frozenset()

    reported = list(hold_back_removals(changes(), lambda: 0.0))
    assert reported == [frozenset(), {str(saved)}, frozenset()]


def test_a_file_that_returns_unnoticed_is_reported(tmp_path: Path) -> None:
    saved = tmp_path / "a.md"

    def changes() -> Iterator[frozenset[str]]:
        yield frozenset((str(saved),))
        saved.touch()
        yield frozenset()

    assert list(hold_back_removals(changes(), lambda: 0.0)) == [frozenset(), {str(saved)}]


def test_a_renamed_file_is_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.md").touch()
    runs = Runs((0, {tmp_path / "a.md", tmp_path / "b.md"}), (9, set()))
    assert runs.reported() == [{"a.md", "b.md"}, set()]


def test_a_file_that_was_removed_and_then_renamed_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "b.md").touch()
    gone = tmp_path / "a.md"
    runs = Runs((0, {gone}), (0.1, {gone, tmp_path / "b.md"}), (9, set()))
    assert runs.reported() == [set(), {"a.md", "b.md"}, set()]


# Many files.


def files(count: int, name: str = "a") -> set[Path]:
    return {Path(f"/news/{name}-{number}.md") for number in range(count)}


def test_after_many_files_those_that_follow_are_collected() -> None:
    first, second, third = (files(MANY_FILES, name) for name in "abc")
    runs = Runs((0, first), (0.4, second), (0.8, third), (FLOOD_INTERVAL, files(1, "d")))
    assert runs.reported_in_floods() == [MANY_FILES, 0, 0, 2 * MANY_FILES + 1]


def test_what_was_collected_is_reported_once_nothing_more_changes() -> None:
    runs = Runs((0, files(MANY_FILES)), (0.1, files(1, "b")), (1.1, set()), (1.2, files(1, "c")))
    assert runs.reported_in_floods() == [MANY_FILES, 0, 1, 0]


def test_each_large_report_is_followed_by_a_pause() -> None:
    times = [step * FLOOD_INTERVAL / 4 for step in range(9)]
    runs = Runs(*((time, files(MANY_FILES, str(time))) for time in times))
    assert runs.reported_in_floods() == [10, 0, 0, 0, 40, 0, 0, 0, 40]


def test_few_files_are_reported_at_once() -> None:
    few = MANY_FILES - 1
    runs = Runs((0, files(few)), (0.1, files(few, "b")), (0.2, files(1, "c")))
    assert runs.reported_in_floods() == [few, few, 1]


# Opened folders that are missing for a while.


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_folder_that_is_missing_for_a_moment_is_looked_at_again(
    tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    roots = watch._Roots([folder], clock)
    assert roots.check() is watch._Presence.SAME
    folder.rename(tmp_path / "away")
    assert roots.check() is watch._Presence.WAITING
    clock.now += watch.ABSENCE_DELAY / 2
    assert roots.check() is watch._Presence.WAITING
    (tmp_path / "away").rename(folder)
    assert roots.check() is watch._Presence.CHANGED
    assert roots.check() is watch._Presence.SAME


def test_a_folder_that_stays_away_is_reported_once(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    roots = watch._Roots([folder, tmp_path], clock)
    folder.rmdir()
    roots.check()
    clock.now += watch.ABSENCE_DELAY
    assert roots.check() is watch._Presence.CHANGED
    assert roots.present == [str(tmp_path)]
    clock.now += 100 * watch.ABSENCE_DELAY
    assert roots.check() is watch._Presence.SAME
    folder.mkdir()
    assert roots.check() is watch._Presence.CHANGED
    assert roots.present == [str(folder), str(tmp_path)]


def test_another_folder_of_the_same_name_is_noticed(tmp_path: Path, clock: Clock) -> None:
    folder, other = tmp_path / "news", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    roots = watch._Roots([folder], clock)
    folder.rename(tmp_path / "old")
    other.rename(folder)
    assert roots.check() is watch._Presence.CHANGED


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that is never patient."""
    for name in ("_POLL", "ABSENCE_DELAY", "RETRY_INTERVAL"):
        monkeypatch.setattr(watch, name, 0.0)
    monkeypatch.setattr(watch, "_TIMEOUT", 50)


def next_change(changes: Iterator[watch.Changes]) -> object:
    """Return what is reported next, apart from that nothing has changed."""
    return next(step for step in islice(changes, 1_000) if step != frozenset())


@pytest.mark.usefixtures("quick")
def test_a_folder_that_returns_is_watched_again(tmp_path: Path) -> None:
    folder = tmp_path / "disk" / "news"
    folder.mkdir(parents=True)
    changes = watch.watch_folders([folder], Event())
    assert next_change(changes) is None
    folder.parent.rename(tmp_path / "away")
    assert next_change(changes) is None
    assert next(changes) == frozenset()
    folder.mkdir(parents=True)
    assert next_change(changes) is None
    (folder / "a.md").touch()
    assert next_change(changes) == frozenset({str(folder / "a.md")})


@pytest.mark.usefixtures("quick")
def test_folders_are_watched_one_by_one_if_there_are_links(tmp_path: Path) -> None:
    folder, outside = tmp_path / "news", tmp_path / "outside"
    (folder / "sub").mkdir(parents=True)
    outside.mkdir()
    (folder / "link").symlink_to(outside)
    listed = [str(folder), str(folder / "sub"), str(folder / "gone")]
    changes = watch.watch_folders([folder], Event(), lambda: tuple(listed))
    assert next_change(changes) is None
    (outside / "a.md").touch()
    (folder / "sub" / "b.md").touch()
    assert next_change(changes) == frozenset({str(folder / "sub" / "b.md")})
    listed.append(str(folder / "link"))
    assert next_change(changes) is None
    (outside / "c.md").touch()
    assert next_change(changes) == frozenset({str(folder / "link" / "c.md")})


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RuntimeError("Too many open files (os error 24)"), "no more open files"),
        (RuntimeError('Unable to decode path "/a/\\x1b" to string'), "a name that is not UTF-8"),
        (OSError("OS file watch limit reached."), "no more watched folders"),
        (OSError("not allowed"), "not allowed"),
    ],
)
def test_a_system_that_refuses_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    accept = watchfiles.watch

    def refuse(*_: object, **__: object) -> Iterator[set[tuple[object, str]]]:
        monkeypatch.setattr(watchfiles, "watch", accept)
        raise error

    monkeypatch.setattr(watchfiles, "watch", refuse)
    changes = watch.watch_folders([tmp_path], Event())
    refused = next_change(changes)
    assert isinstance(refused, watch.NotWatched)
    assert reason in refused.reason
    assert next_change(changes) is None  # meanwhile, all files are looked at
    assert next_change(changes) is None  # the watch has begun
    (tmp_path / "a.md").touch()
    assert next_change(changes) == frozenset({str(tmp_path / "a.md")})


@pytest.mark.usefixtures("quick")
def test_a_folder_without_permission_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = watchfiles.watch

    def deny(*targets: str, ignore_permission_denied: bool, **options: Any) -> Any:
        if not ignore_permission_denied:
            raise PermissionError("denied")
        return accept(*targets, ignore_permission_denied=True, **options)

    monkeypatch.setattr(watchfiles, "watch", deny)
    changes = watch.watch_folders([tmp_path], Event())
    assert next_change(changes) is None
    (tmp_path / "a.md").touch()
    assert next_change(changes) == frozenset({str(tmp_path / "a.md")})


@pytest.mark.usefixtures("quick")
def test_no_failure_of_the_system_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def record(*_: str, ignore_permission_denied: bool, **__: Any) -> Iterator[set[Any]]:
        asked.append(ignore_permission_denied)
        yield set()

    monkeypatch.setattr(watchfiles, "watch", record)
    assert next(watch.watch_folders([tmp_path], Event())) is None
    assert asked == [False]


@pytest.mark.usefixtures("quick")
def test_a_watch_of_missing_folders_ends(tmp_path: Path) -> None:
    stop = Event()
    changes = watch.watch_folders([tmp_path / "nowhere"], stop)
    assert next_change(changes) is None
    stop.set()
    assert set(changes) <= {frozenset()}
