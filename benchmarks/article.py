"""Opening an article, and moving in it while it is still laid out."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.figures import Line, against_limit, print_table
from benchmarks.posts import folder_of, long_post, workplace
from benchmarks.program import Program
from benchmarks.start import opened
from reader import load_catalogue
from reader.article.document import parse_document
from reader.posts.loading.loader import load_body

_HELD = 200
_OPENINGS = 5
_LONG = 100_000
"""Bytes."""


def run(corpus: Path | None = None) -> None:
    """Measure and print."""
    lines: list[Line] = []
    seeds = [_opening(folder_of(24), "Thu ") for _ in range(_OPENINGS)]
    lines.append(against_limit("3 KB in the seed's form: opened, first screen", seeds, 20))
    for size in (20_000, 170_000, 850_000, 5_000_000):
        lines += _long(long_post(size), f"{size // 1000:,} KB", "Part 1", is_moved=size >= _LONG)
    lines.append(_followed(folder_of(1_000), "made posts"))
    if corpus is not None:
        folder, size, text = _longest_of(corpus)
        lines += _long(folder, f"longest real post, {size // 1000:,} KB", text, is_moved=True)
        lines.append(_followed(corpus, "real posts"))
    print_table("Articles", lines)


def _long(folder: Path, name: str, text: str, *, is_moved: bool) -> list[Line]:
    opening = [_opening(folder, text) for _ in range(_OPENINGS)]
    lines = [against_limit(f"{name}: opened, first screen", opening, 50)]
    # Shorter ones end before so many keys.
    return lines + _moves(opened(folder), name, text) if is_moved else lines


def _longest_of(corpus: Path) -> tuple[Path, int, str]:
    """The longest post in a folder of its own, its bytes, and the first word of a heading."""
    path = max(corpus.rglob("*.md"), key=lambda it: it.stat().st_size)
    folder = workplace() / "longest"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(path, folder)
    (post,) = load_catalogue(folder).catalogue.posts
    headings = parse_document(load_body(post), title=post.title).headings
    return folder, path.stat().st_size, headings[0].text.split()[0]


def _opening(folder: Path, text: str) -> float:
    """From Enter on the first post of the list to a text of its article on the screen."""
    program = opened(folder, size=(80, 24))
    program.settle(1.5)
    took = program.press_for("\r", text)
    program.quit()
    return took


def _moves(program: Program, name: str, text: str) -> list[Line]:
    """Keys in an article that has just been opened, while the rest of it is laid out."""
    program.until(text)
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
