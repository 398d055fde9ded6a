"""Figures of several runs, and the table that says how they stand to floor and target."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    floor: str
    measured: str
    ratio: str
    target: str
    is_met: bool | None
    """None where there is no target."""


def interleaved(cases: Mapping[str, Callable[[], float]], times: int) -> dict[str, list[float]]:
    """The figures of each case, run in turns, so that what disturbs one disturbs all."""
    figures: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(times):
        for name, measure in cases.items():
            figures[name].append(measure())
    return figures


def against_floor(
    what: str, figures: Sequence[float], floor: Sequence[float], most: float | None
) -> Line:
    """Seconds held against those of a floor; `most` is the largest ratio that is well."""
    ratio = median(figures) / median(floor)
    return Line(
        what,
        milliseconds(floor),
        milliseconds(figures),
        f"{ratio:.2f}x",
        "" if most is None else f"<= {most:g}x",
        None if most is None else ratio <= most,
    )


def against_limit(what: str, figures: Sequence[float], most: float | None) -> Line:
    """Seconds held against a number of milliseconds."""
    middle = median(figures) * 1000
    target = "" if most is None else f"<= {most:g} ms"
    is_met = None if most is None else middle <= most
    return Line(what, "", milliseconds(figures), "", target, is_met)


def milliseconds(figures: Sequence[float]) -> str:
    """Median and spread: `12.3 (11.9-14.0) ms`."""
    low, middle, high = (it * 1000 for it in (min(figures), median(figures), max(figures)))
    return f"{middle:.1f} ({low:.1f}-{high:.1f}) ms"


def print_table(title: str, lines: Sequence[Line]) -> None:
    """The table as Markdown."""
    print(f"\n### {title}\n")
    print("| what | floor | measured | ratio | target | met |")
    print("| --- | --- | --- | --- | --- | --- |")
    for it in lines:
        met = "" if it.is_met is None else "yes" if it.is_met else "no"
        print(f"| {it.what} | {it.floor} | {it.measured} | {it.ratio} | {it.target} | {met} |")
