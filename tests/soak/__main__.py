"""`python -m tests.soak`, or `make soak`: send random events to the program in a real terminal."""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory

import click

from .posts import POST_COUNT, write_posts
from .soak import MEMORY_INTERVAL, Result, Soak

_REPORT_INTERVAL = 5 * MEMORY_INTERVAL


@click.command(context_settings={"auto_envvar_prefix": "SOAK"})
@click.option("--seeds", help="Numbers that determine all events; a random one by default.")
@click.option("--count", type=click.IntRange(1), default=100_000, help="Events for each seed.")
@click.option("--folder", help="Copy this folder of posts; by default, hostile posts are written.")
@click.option("--posts", default=POST_COUNT, help="Number of posts that are written.")
@click.option("--jobs", type=click.IntRange(1), help="Soaks at the same time; one for each core.")
def main(seeds: str | None, count: int, folder: str | None, posts: int, jobs: int | None) -> None:
    """Send random keys, mouse events, signals and other events to Broadsheet, and change the files
    of its posts. Exit with 1 if it fails. The same seed gives the same events."""
    numbers = [int(seed) for seed in (seeds or "").replace(",", " ").split()]
    numbers = numbers or [SystemRandom().randrange(10**6)]
    click.echo(f"{count:,} events for each seed: {', '.join(map(str, numbers))}")
    failures = 0
    workers = min(len(numbers), jobs or os.cpu_count() or 1)
    with ProcessPoolExecutor(workers) as pool:
        for seed, result in zip(
            numbers,
            pool.map(partial(_soak, count=count, folder=folder, posts=posts), numbers),
            strict=True,
        ):
            click.echo(_describe(seed, result))
            failures += result.failure is not None
    sys.exit(failures > 0)


def _soak(seed: int, count: int, folder: str | None, posts: int) -> Result:
    with TemporaryDirectory(prefix="broadsheet-soak-") as temporary:
        copy, home = Path(temporary, "news", "posts"), Path(temporary, "home")
        home.mkdir()
        if folder:
            shutil.copytree(Path(folder).expanduser(), copy)
        else:
            write_posts(copy, seed, posts)
        return Soak(copy, home, seed=seed, report=partial(_report, seed)).run(count)


def _report(seed: int, events: int, memory: int) -> None:
    if events % _REPORT_INTERVAL == 0:
        click.echo(f"Seed {seed}: {events:,} events, {memory / 2**20:.0f} MiB")


def _describe(seed: int, result: Result) -> str:
    memory = " ".join(f"{size / 2**20:.0f}" for size in result.memory)
    return (
        f"{result.failure or ''}\n"
        f"Seed {seed}: {result.events:,} events in {result.seconds:.0f} s, "
        f"{result.restarts} restarts, at most {result.peak_memory / 2**20:.0f} MiB of memory, "
        f"SIGTERM took at most {result.slowest_end:.2f} s, "
        f"{result.commands:,} commands for marks.\n"
        f"MiB after each {MEMORY_INTERVAL:,} events: {memory}"
    ).strip()


if __name__ == "__main__":
    main()
