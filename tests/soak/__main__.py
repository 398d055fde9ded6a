"""`python -m tests.soak`, or `make soak`: send random events to the program in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory

import click

from .posts import write_posts
from .soak import Soak


@click.command(context_settings={"auto_envvar_prefix": "SOAK"})
@click.option("--seed", type=int, help="Determines all events; a random one by default.")
@click.option("--count", type=click.IntRange(1), default=20_000, help="Number of events.")
@click.option("--folder", help="A folder of posts; by default, hostile posts are generated.")
def main(seed: int | None, count: int, folder: str | None) -> None:
    """Send random keys, mouse events and changes of size to Broadsheet, and exit with 1 if it
    fails. The same seed gives the same events."""
    seed = SystemRandom().randrange(10**6) if seed is None else seed
    click.echo(f"Seed {seed}, {count:,} events")
    with TemporaryDirectory(prefix="broadsheet-soak-") as temporary:
        posts, home = Path(temporary, "posts"), Path(temporary, "home")
        home.mkdir()
        if folder:
            posts = Path(folder).expanduser().absolute()
        else:
            write_posts(posts, seed)
        result = Soak(posts, home, seed=seed).run(count)
    if result.failure is not None:
        click.echo(result.failure)
    click.echo(
        f"{result.events:,} events in {result.seconds:.0f} s, {result.restarts} restarts, "
        f"at most {result.peak_memory / 1e6:.0f} MB of memory"
    )
    sys.exit(result.failure is not None)


if __name__ == "__main__":
    main()
