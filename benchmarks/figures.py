"""Results of benchmarks, and the Markdown table that compares them with floors and targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    name: str
    floor: str
    measured: str
    ratio: str
    target: str
    is_met: bool | None
    """Whether the target is met; None if there is no target."""


def measure_alternately(
    cases: Mapping[str, Callable[[], float]], rounds: int
) -> dict[str, list[float]]:
    """Measure each case once per round, so that a disturbance affects all cases alike.

    Args:
        cases: Functions that return seconds, by name.
        rounds: How many times to run each case.

    Returns:
        The results of each case, by name.
    """
    results: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, measure in cases.items():
            results[name].append(measure())
    return results


def compare_to_floor(
    name: str, seconds: Sequence[float], floor: Sequence[float], max_ratio: float | None
) -> Row:
    """Return a row that compares measured times with those of a floor.

    Args:
        name: What was measured.
        seconds: The measured times.
        floor: The times of the floor, in seconds.
        max_ratio: The target: the largest acceptable ratio of the medians; None for no target.
    """
    ratio = median(seconds) / median(floor)
    return Row(
        name,
        milliseconds(floor),
        milliseconds(seconds),
        f"{ratio:.2f}x",
        "" if max_ratio is None else f"<= {max_ratio:g}x",
        None if max_ratio is None else ratio <= max_ratio,
    )


def compare_to_limit(name: str, seconds: Sequence[float], max_ms: float | None) -> Row:
    """Return a row that compares measured times with a limit.

    Args:
        name: What was measured.
        seconds: The measured times.
        max_ms: The target: the largest acceptable median in milliseconds; None for no target.
    """
    middle = median(seconds) * 1000
    target = "" if max_ms is None else f"<= {max_ms:g} ms"
    is_met = None if max_ms is None else middle <= max_ms
    return Row(name, "", milliseconds(seconds), "", target, is_met)


def milliseconds(seconds: Sequence[float]) -> str:
    """Format times as median and range: `12.3 (11.9-14.0) ms`."""
    low, middle, high = (value * 1000 for value in (min(seconds), median(seconds), max(seconds)))
    return f"{middle:.1f} ({low:.1f}-{high:.1f}) ms"


def print_table(title: str, rows: Sequence[Row]) -> None:
    """Print a heading and the rows as a Markdown table."""
    print(f"\n### {title}\n")
    print("| what | floor | measured | ratio | target | met |")
    print("| --- | --- | --- | --- | --- | --- |")
    for row in rows:
        met = "" if row.is_met is None else "yes" if row.is_met else "no"
        cells = (row.name, row.floor, row.measured, row.ratio, row.target, met)
        print(f"| {' | '.join(cells)} |")
