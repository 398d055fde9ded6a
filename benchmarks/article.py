"""Opening an article, and moving in it while it is still being laid out."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.figures import Row, compare_to_limit, print_table
from benchmarks.posts import long_post_folder, posts_folder, work_folder
from benchmarks.program import Program
from benchmarks.start import open_broadsheet
from reader import load_catalogue
from reader.article.document import parse_document
from reader.posts.loading.loader import load_body

_HELD_KEYS = 200
_ROUNDS = 5
_MIN_LENGTH_TO_MOVE = 100_000
"""Bytes of an article in which keys are measured; a shorter one ends before so many keys."""


def run(corpus: Path | None = None) -> None:
    """Measure and print.

    Args:
        corpus: A folder of real posts, to measure as well.
    """
    rows: list[Row] = []
    short = [_open(posts_folder(24), "Thu ") for _ in range(_ROUNDS)]
    rows.append(compare_to_limit("3 KB: open, first screen", short, 20))
    for size in (20_000, 170_000, 850_000, 5_000_000):
        name = f"{size // 1000:,} KB"
        moves = size >= _MIN_LENGTH_TO_MOVE
        rows += _measure_long(long_post_folder(size), name, "Part 1", moves=moves)
    rows.append(_hold_in_list(posts_folder(1_000), "generated posts"))
    if corpus is not None:
        folder, size, text = _longest_of(corpus)
        name = f"longest real post, {size // 1000:,} KB"
        rows += _measure_long(folder, name, text, moves=True)
        rows.append(_hold_in_list(corpus, "real posts"))
    print_table("Articles", rows)


def _measure_long(folder: Path, name: str, text: str, *, moves: bool) -> list[Row]:
    seconds = [_open(folder, text) for _ in range(_ROUNDS)]
    rows = [compare_to_limit(f"{name}: open, first screen", seconds, 50)]
    return rows + _move(open_broadsheet(folder), name, text) if moves else rows


def _longest_of(corpus: Path) -> tuple[Path, int, str]:
    """Copy the longest post to a folder of its own.

    Returns:
        The folder, the size of the post in bytes, and the first word of its first heading.
    """
    path = max(corpus.rglob("*.md"), key=lambda path: path.stat().st_size)
    folder = work_folder() / "longest"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(path, folder)
    (post,) = load_catalogue(folder).catalogue.posts
    headings = parse_document(load_body(post), title=post.title).headings
    return folder, path.stat().st_size, headings[0].text.split()[0]


def _open(folder: Path, text: str) -> float:
    """Return the seconds from Enter on the first post until `text` of its article is painted."""
    program = open_broadsheet(folder, size=(80, 24))
    program.settle(1.5)
    seconds = program.press_until("\r", text)
    program.quit()
    return seconds


def _move(program: Program, name: str, text: str) -> list[Row]:
    """Measure keys in an article that has just been opened, while the rest is laid out."""
    program.wait_for(text)
    program.press("l")
    held = [program.press_held("j") for _ in range(_HELD_KEYS)]
    end = [program.press("G")]
    resized = [program.resize_and_wait((100, 35)), program.resize_and_wait((140, 45))]
    program.quit()
    return [
        compare_to_limit(f"{name}: hold j, slowest of {_HELD_KEYS} keys", [max(held)], 50),
        compare_to_limit(f"{name}: End", end, 50),
        compare_to_limit(f"{name}: resize", resized, 50),
    ]


def _hold_in_list(folder: Path, name: str) -> Row:
    """Measure j held down in the list, while the article pane shows each post."""
    program = open_broadsheet(folder)
    program.settle(3.0)
    held = sorted(program.press_held("j") for _ in range(_HELD_KEYS))
    program.quit()
    percentile = held[int(_HELD_KEYS * 0.99)]
    return compare_to_limit(f"hold j over {_HELD_KEYS} {name}, 99th percentile", [percentile], 50)


if __name__ == "__main__":
    run()
