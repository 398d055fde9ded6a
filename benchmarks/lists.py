"""From a key to the paint that answers it, in the list."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import Line, against_floor, against_limit, print_table
from benchmarks.posts import FIRST_TITLE, folder_of
from benchmarks.program import Program
from benchmarks.start import opened, with_index

_MOST = 100_000
_KEYS = 40


def run() -> None:
    """Measure and print."""
    echo = Program("benchmarks.floors.echo")
    echo.until("PAINTED")
    lines: list[Line] = []
    memory = Program("benchmarks.floors.smallest")
    memory.until("PAINTED")
    memory.settle(0.5)
    least = memory.memory
    memory.quit()
    for count in (100, 1_000, 10_000, _MOST):
        program = opened(folder_of(count), with_index(count))
        program.until(FIRST_TITLE)
        program.settle(2.0)
        floor, down = [], []
        for _ in range(_KEYS):
            floor.append(echo.press("x"))
            down.append(program.press("j"))
        page = [program.press(key) for _ in range(5) for key in (" ", "b")]
        end = [program.press("G"), program.press("g"), program.press("G")]
        more = (program.memory - least) / 2**20
        lines += [
            against_floor(f"down, {count:,} posts", down, floor, 2),
            against_limit(f"page, {count:,} posts", page, 20),
            against_limit(f"End and Home, {count:,} posts", end, 20),
            Line(
                f"memory, {count:,} posts", f"{least / 2**20:.0f} MiB", f"+{more:.0f} MiB", "",
                "<= +100 MiB", more <= 100,
            ),
        ]  # fmt: skip
        if count == _MOST:
            lines += _otherwise(program, floor)
        program.quit()
    echo.quit()
    print_table("Keys in the list, and memory", lines)


def _otherwise(program: Program, floor: Sequence[float]) -> list[Line]:
    """The keys that sort and narrow down the longest list, and moving in what they leave."""
    lines: list[Line] = []
    program.press("\\")
    for name, key in (("by title", "\\"), ("only unread", ".")):
        took = program.press(key)
        lines += [
            against_limit(f"{name}, {_MOST:,} posts: its key", [took], None),
            _down(program, f"{name}, {_MOST:,} posts: down", floor),
        ]
    for key in "/storm\r":
        program.press(key)
    return [*lines, _down(program, f"searched, {_MOST:,} posts: down", floor)]


def _down(program: Program, name: str, floor: Sequence[float]) -> Line:
    program.settle(1.0)
    return against_floor(name, [program.press("j") for _ in range(_KEYS)], floor, 2)


if __name__ == "__main__":
    run()
