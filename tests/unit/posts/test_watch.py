"""What is reported of the changes in watched folders, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.posts.loading.watch import (
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
