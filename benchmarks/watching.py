"""How soon a new file is on the screen, and how fast keys are while thousands of files change."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Row, compare_to_limit, print_table
from benchmarks.posts import FIRST_TITLE, posts_folder, work_folder
from benchmarks.program import Program
from benchmarks.start import cache_with_index, open_broadsheet

_ROUNDS = 5
_CHANGED_FILES = 10_000
_POST = """\
---
title: {title}
date: 2060-01-01-00-00-{second:02}
categories: [latest]
featured: true
---
Text.
"""


def run() -> None:
    """Measure and print."""
    rows: list[Row] = []
    for count in (1_000, 10_000, 100_000):
        folder = posts_folder(count)
        program = open_broadsheet(folder, cache_with_index(count))
        program.wait_for(FIRST_TITLE)
        program.settle(4.0)
        seconds = [_add_post(program, folder, number) for number in range(_ROUNDS)]
        rows.append(compare_to_limit(f"new file until shown, {count:,} posts", seconds, 300))
        program.quit()
        for path in folder.glob("000/arrival-*.md"):
            path.unlink()
    slowest = _slowest_key_during_changes()
    rows.append(compare_to_limit(f"{_CHANGED_FILES:,} files change: slowest key", [slowest], 50))
    print_table("Watching the disk", rows)


def _add_post(program: Program, folder: Path, number: int) -> float:
    """Return the seconds from writing a file until its title is on the screen."""
    title = f"Arrival{number}"
    program.settle(1.0)
    start = perf_counter()
    text = _POST.format(title=title, second=number)
    (folder / "000" / f"arrival-{number}.md").write_text(text, encoding="utf-8")
    program.wait_for(title)
    return perf_counter() - start


def _slowest_key_during_changes() -> float:
    """Return the seconds of the slowest key that is pressed while all posts change."""
    folder = work_folder() / "changing"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(posts_folder(_CHANGED_FILES), folder)
    program = open_broadsheet(folder)
    program.wait_for(FIRST_TITLE)
    program.settle(4.0)
    for path in folder.rglob("*.md"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\nMore.\n")
    slowest = max(program.press_held(key) for _ in range(100) for key in "jk")
    program.quit()
    return slowest


if __name__ == "__main__":
    run()
