"""From the command to the first list on the screen, and from q to the prompt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.figures import Line, against_floor, interleaved, print_table
from benchmarks.posts import FIRST_TITLE, folder_of, workplace
from benchmarks.program import Program
from reader.posts.options import LoadOptions
from reader.store.first_screen import index_path
from reader.store.indexed_load import load_indexed

_TIMES = 7


def run() -> None:
    """Measure and print."""
    cases: dict[str, Callable[[], float]] = {
        "smallest": partial(_start, "benchmarks.floors.smallest", "PAINTED"),
        "24 posts, no index": partial(_start, "reader", FIRST_TITLE, folder_of(24)),
        "10,000 posts, no index": partial(_start, "reader", "★", folder_of(10_000)),
        "24 posts, index": partial(_start, "reader", FIRST_TITLE, folder_of(24), with_index(24)),
        "100,000 posts, index": partial(
            _start, "reader", FIRST_TITLE, folder_of(100_000), with_index(100_000)
        ),
    }
    figures = interleaved(cases, _TIMES)
    floor = figures.pop("smallest")
    targets = (1.25, 1.4, 1.25, 1.3)
    lines: list[Line] = [
        against_floor(f"start, {name}", figures[name], floor, target)
        for name, target in zip(figures, targets, strict=True)
    ]
    quits = interleaved(
        {
            "smallest": partial(_quit, "benchmarks.floors.smallest", "PAINTED"),
            "quit": partial(_quit, "reader", FIRST_TITLE, folder_of(24), with_index(24)),
        },
        _TIMES,
    )
    lines.append(against_floor("quit", quits["quit"], quits["smallest"], 0.7))
    print_table("Start and quit", lines)


def with_index(count: int) -> Path:
    """A cache folder with a sound index of so many posts."""
    cache = workplace() / f"cache-{count}"
    folder = folder_of(count)
    path = index_path(cache / "broadsheet", [folder])
    load_indexed(path, [folder], LoadOptions())
    return cache


def opened(
    folder: Path,
    cache: Path | None = None,
    size: tuple[int, int] = (120, 40),
    *,
    is_front: bool = False,
) -> Program:
    """The reader on a folder; without a cache folder, with an empty one, and in the plain list
    unless a front page is wanted."""
    if cache is None:
        cache = workplace() / "cache-empty"
        shutil.rmtree(cache, ignore_errors=True)
    places = {it: workplace() / it.lower() for it in ("CONFIG", "DATA", "STATE")}
    # A reader goes back to where it was left; each of these begins at the top.
    shutil.rmtree(places["DATA"], ignore_errors=True)
    config = places["CONFIG"] / "broadsheet" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f"front_page = {str(is_front).lower()}\n", encoding="utf-8")
    own = {f"XDG_{name}_HOME": str(path) for name, path in places.items()}
    environment = {"XDG_CACHE_HOME": str(cache), **own}
    return Program("reader", str(folder), size=size, environment=environment)


def _program(module: str, folder: Path | None, cache: Path | None) -> Program:
    return Program(module) if folder is None else opened(folder, cache, is_front=True)


def _start(module: str, text: str, folder: Path | None = None, cache: Path | None = None) -> float:
    program = _program(module, folder, cache)
    took = program.until(text)
    program.quit()
    return took


def _quit(module: str, text: str, folder: Path | None = None, cache: Path | None = None) -> float:
    program = _program(module, folder, cache)
    program.until(text)
    program.settle(0.5)
    return program.quit()


if __name__ == "__main__":
    run()
