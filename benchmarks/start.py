"""Time from the command to the first list on the screen, and from q to the end of the program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.figures import Row, compare_to_floor, measure_alternately, print_table
from benchmarks.posts import FIRST_TITLE, posts_folder, work_folder
from benchmarks.program import Program
from reader.posts.options import LoadOptions
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed

_ROUNDS = 7


def run() -> None:
    """Measure and print."""
    many = 100_000
    cases: dict[str, Callable[[], float]] = {
        "smallest": partial(_start, "benchmarks.floors.smallest", "PAINTED"),
        "24 posts, no index": partial(_start, "reader", FIRST_TITLE, posts_folder(24)),
        "10,000 posts, no index": partial(_start, "reader", "★", posts_folder(10_000)),
        "24 posts, index": partial(
            _start, "reader", FIRST_TITLE, posts_folder(24), cache_with_index(24)
        ),
        "100,000 posts, index": partial(
            _start, "reader", FIRST_TITLE, posts_folder(many), cache_with_index(many)
        ),
    }
    starts = measure_alternately(cases, _ROUNDS)
    floor = starts.pop("smallest")
    targets = (1.25, 1.4, 1.25, 1.3)
    rows: list[Row] = [
        compare_to_floor(f"start, {name}", starts[name], floor, target)
        for name, target in zip(starts, targets, strict=True)
    ]
    quits = measure_alternately(
        {
            "smallest": partial(_quit, "benchmarks.floors.smallest", "PAINTED"),
            "quit": partial(_quit, "reader", FIRST_TITLE, posts_folder(24), cache_with_index(24)),
        },
        _ROUNDS,
    )
    rows.append(compare_to_floor("quit", quits["quit"], quits["smallest"], 0.7))
    print_table("Start and quit", rows)


def cache_with_index(count: int, tags: int = 0) -> Path:
    """Return a cache folder with a complete index of `posts_folder(count, tags)`."""
    folder = posts_folder(count, tags)
    cache = work_folder() / folder.name.replace("posts", "cache")
    path = index_path(cache / "broadsheet", [folder])
    load_indexed(path, [folder], LoadOptions())
    return cache


def open_broadsheet(
    folder: Path,
    cache: Path | None = None,
    size: tuple[int, int] = (120, 40),
    *,
    is_front: bool = False,
) -> Program:
    """Start Broadsheet on a folder, without marks or remembered choices.

    Args:
        folder: The folder of posts.
        cache: The cache folder; an empty one if None.
        size: Columns and rows of the terminal.
        is_front: Whether to show the front page; otherwise the plain list.
    """
    if cache is None:
        cache = work_folder() / "cache-empty"
        shutil.rmtree(cache, ignore_errors=True)
    folders = {name: work_folder() / name.lower() for name in ("CONFIG", "DATA", "STATE")}
    # Without the data folder, Broadsheet starts at the top and not where the last run ended.
    shutil.rmtree(folders["DATA"], ignore_errors=True)
    config = folders["CONFIG"] / "broadsheet" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f"front_page = {str(is_front).lower()}\n", encoding="utf-8")
    xdg_folders = {f"XDG_{name}_HOME": str(path) for name, path in folders.items()}
    environment = {"XDG_CACHE_HOME": str(cache), **xdg_folders}
    return Program("reader", str(folder), size=size, environment=environment)


def _program(module: str, folder: Path | None, cache: Path | None) -> Program:
    if folder is None:
        return Program(module)
    return open_broadsheet(folder, cache, is_front=True)


def _start(module: str, text: str, folder: Path | None = None, cache: Path | None = None) -> float:
    program = _program(module, folder, cache)
    seconds = program.wait_for(text)
    program.quit()
    return seconds


def _quit(module: str, text: str, folder: Path | None = None, cache: Path | None = None) -> float:
    program = _program(module, folder, cache)
    program.wait_for(text)
    program.settle(0.5)
    return program.quit()


if __name__ == "__main__":
    run()
