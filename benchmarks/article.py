"""Opening an article, and moving in it while it is still laid out."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Line, against_limit, print_table
from benchmarks.posts import FIRST_TITLE, folder_of, long_post
from benchmarks.program import Program
from benchmarks.start import opened

_HELD = 200
_LONG = 100_000


def run(corpus: Path | None = None) -> None:
    """Measure and print."""
    lines: list[Line] = []
    sizes = ((3_000, 20), (20_000, 50), (170_000, 50), (850_000, 50), (5_000_000, 50))
    for size, most in sizes:
        name = f"{size // 1000:,} KB"
        opening = [_opening(long_post(size)) for _ in range(3)]
        lines.append(against_limit(f"{name}: opened, first screen", opening, most))
        if size >= _LONG:  # shorter ones end before so many keys
            lines += _moves(opened(long_post(size)), name)
    lines.append(_followed(folder_of(1_000), "made posts"))
    if corpus is not None:
        lines.append(_followed(corpus, "real posts"))
    print_table("Articles", lines)


def _opening(folder: Path) -> float:
    """From Enter on a post of the list to the first heading of its article on the screen."""
    program = opened(folder, size=(80, 24))
    program.until(FIRST_TITLE)
    program.settle(1.0)
    took = program.press_for("\r", "Part 1")
    program.quit()
    return took


def _moves(program: Program, name: str) -> list[Line]:
    """Keys in an article that has just been opened, while the rest of it is laid out."""
    program.until("Part 1")
    program.press("l")
    held = [program.press_held("j") for _ in range(_HELD)]
    end = [program.press("G")]
    resized = [program.resize_for((100, 35)), program.resize_for((140, 45))]
    program.quit()
    return [
        against_limit(f"{name}: j held, longest of {_HELD}", [max(held)], 50),
        against_limit(f"{name}: End", end, 50),
        against_limit(f"{name}: resize", resized, 50),
    ]


def _followed(folder: Path, name: str) -> Line:
    """j held in the list while the article follows."""
    program = opened(folder)
    program.settle(3.0)
    held = sorted(program.press_held("j") for _ in range(_HELD))
    program.quit()
    return against_limit(f"j over {_HELD} {name}, 99 of 100 within", [held[int(_HELD * 0.99)]], 50)


if __name__ == "__main__":
    run()
