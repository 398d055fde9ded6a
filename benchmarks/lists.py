"""Time from a key to the first paint that responds to it, in the list of posts."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import Row, compare_to_floor, compare_to_limit, print_table
from benchmarks.posts import FIRST_TITLE, posts_folder
from benchmarks.program import Program
from benchmarks.start import cache_with_index, open_broadsheet

_MAX_POSTS = 100_000
_KEYS = 40


def run() -> None:
    """Measure and print."""
    echo = Program("benchmarks.floors.echo")
    echo.wait_for("PAINTED")
    rows: list[Row] = []
    base_memory = _memory_of_smallest()
    for count in (100, 1_000, 10_000, _MAX_POSTS):
        program = open_broadsheet(posts_folder(count), cache_with_index(count))
        program.wait_for(FIRST_TITLE)
        program.settle(2.0)
        floor, down = [], []
        for _ in range(_KEYS):
            floor.append(echo.press("x"))
            down.append(program.press("j"))
        page = [program.press(key) for _ in range(5) for key in (" ", "b")]
        end = [program.press("G"), program.press("g"), program.press("G")]
        added = (program.memory - base_memory) / 2**20
        rows += [
            compare_to_floor(f"down, {count:,} posts", down, floor, 2),
            compare_to_limit(f"page, {count:,} posts", page, 20),
            compare_to_limit(f"End and Home, {count:,} posts", end, 20),
            Row(
                f"memory, {count:,} posts", f"{base_memory / 2**20:.0f} MiB", f"+{added:.0f} MiB",
                "", "<= +100 MiB", added <= 100,
            ),
        ]  # fmt: skip
        if count == _MAX_POSTS:
            rows += _sort_and_filter(program, floor)
        program.quit()
    echo.quit()
    print_table("Keys in the list, and memory", rows)


def _memory_of_smallest() -> int:
    """Return the bytes of memory that the smallest Textual app takes."""
    program = Program("benchmarks.floors.smallest")
    program.wait_for("PAINTED")
    program.settle(0.5)
    memory = program.memory
    program.quit()
    return memory


def _sort_and_filter(program: Program, floor: Sequence[float]) -> list[Row]:
    """Measure the keys that sort and filter the longest list, and moving in the result."""
    rows: list[Row] = []
    posts = f"{_MAX_POSTS:,} posts"
    program.press("\\")
    cases = (("sort by title", "sorted by title", "\\"), ("show only unread", "only unread", "."))
    for action, state, key in cases:
        seconds = program.press(key)
        rows += [
            compare_to_limit(f"{action}, {posts}", [seconds], None),
            _down(program, f"down, {posts}, {state}", floor),
        ]
    for key in "/storm\r":
        program.press(key)
    return [*rows, _down(program, f"down, {posts}, search results", floor)]


def _down(program: Program, name: str, floor: Sequence[float]) -> Row:
    program.settle(1.0)
    return compare_to_floor(name, [program.press("j") for _ in range(_KEYS)], floor, 2)


if __name__ == "__main__":
    run()
