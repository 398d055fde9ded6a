"""For how long the event loop is occupied at once while the posts of 200 feeds arrive."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

from benchmarks.feeds import ENTRIES
from benchmarks.figures import Row, print_table
from benchmarks.loop_meter import RESULTS
from benchmarks.program import Program

_FEEDS = 200
_RUNS = 3
_MAX_MS = 20
_QUIET = 4.0
"""Seconds without output after which all posts are shown."""
_FIRST_POST = "---\ntitle: First of all\ndate: 2020-01-01\n---\nText.\n"


def run() -> None:
    """Measure and print."""
    modes = {"list": False, "front page": True}
    runs: dict[str, list[list[float]]] = {name: [] for name in modes}
    for _ in range(_RUNS):
        for name, is_front in modes.items():
            runs[name].append(_arrive(is_front=is_front))
    print_table("Posts of feeds arrive", [_row(name, runs[name]) for name in modes])


def _arrive(*, is_front: bool) -> list[float]:
    """Return the milliseconds of each stretch of work of the loop while 6,000 posts arrive."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = home / "feeds"
        folder.mkdir()
        (folder / "first.md").write_text(_FIRST_POST, "utf-8")
        program = Program("benchmarks.loop_meter", str(home), str(int(is_front)))
        program.wait_for("First of all")
        program.settle(_QUIET)
        start = monotonic()
        command = [sys.executable, "-m", "benchmarks.feed_writer", str(folder), str(_FEEDS)]
        with subprocess.Popen(command) as writer:
            while writer.poll() is None:
                program.settle(0.05)
        program.settle(_QUIET)
        end = monotonic()
        program.quit()
        stretches = json.loads((home / RESULTS).read_text("utf-8"))
    return [seconds * 1000 for time, seconds in stretches if start < time < end]


def _row(shown: str, runs: list[list[float]]) -> Row:
    """Return the longest stretch: that of the median run, and in parentheses the others."""
    runs = sorted(runs, key=max)
    least, longest, most = max(runs[0]), max(runs[_RUNS // 2]), max(runs[-1])
    long = sum(stretch > _MAX_MS for stretch in runs[_RUNS // 2])
    return Row(
        f"{_FEEDS * ENTRIES:,} posts arrive, {shown}: longest stretch of the event loop",
        "",
        f"{longest:.1f} ({least:.1f}-{most:.1f}) ms; {long} above {_MAX_MS} ms",
        "",
        f"<= {_MAX_MS} ms",
        longest <= _MAX_MS,
    )


if __name__ == "__main__":
    run()
