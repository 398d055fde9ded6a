"""From a file on the disk to its title on the screen, and keys while thousands of files change."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Line, against_limit, print_table
from benchmarks.posts import FIRST_TITLE, folder_of, workplace
from benchmarks.program import Program
from benchmarks.start import opened, with_index

_TIMES = 5
_MANY = 10_000
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
    lines: list[Line] = []
    for count in (1_000, 10_000, 100_000):
        folder = folder_of(count)
        program = opened(folder, with_index(count))
        program.until(FIRST_TITLE)
        program.settle(4.0)
        new = [_appear(program, folder, number) for number in range(_TIMES)]
        lines.append(against_limit(f"new file to shown, {count:,} posts", new, 300))
        program.quit()
        for path in folder.glob("000/arrival-*.md"):
            path.unlink()
    lines.append(against_limit(f"{_MANY:,} files change: longest key", [_many()], 50))
    print_table("Following the disk", lines)


def _appear(program: Program, folder: Path, number: int) -> float:
    title = f"Arrival{number}"
    program.settle(1.0)
    began = perf_counter()
    text = _POST.format(title=title, second=number)
    (folder / "000" / f"arrival-{number}.md").write_text(text, encoding="utf-8")
    program.until(title)
    return perf_counter() - began


def _many() -> float:
    """Seconds that the slowest of the keys took that were pressed while all posts changed."""
    folder = workplace() / "changing"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(folder_of(_MANY), folder)
    program = opened(folder)
    program.until(FIRST_TITLE)
    program.settle(4.0)
    for path in folder.rglob("*.md"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\nMore.\n")
    slowest = max(program.press_held(key) for _ in range(100) for key in "jk")
    program.quit()
    return slowest


if __name__ == "__main__":
    run()
