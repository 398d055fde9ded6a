"""Run all benchmarks, or only the named ones."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import date
from pathlib import Path

from benchmarks import (
    arrivals,
    article,
    fetch,
    growth,
    lists,
    load,
    markers,
    pictures,
    pieces,
    search,
    sidebar,
    start,
    watching,
)

_BENCHMARKS = {
    "start": start.run,
    "load": load.run,
    "lists": lists.run,
    "sidebar": sidebar.run,
    "article": article.run,
    "pictures": pictures.run,
    "search": search.run,
    "watching": watching.run,
    "growth": growth.run,
    "fetch": fetch.run,
    "arrivals": arrivals.run,
    "markers": markers.run,
    "pieces": pieces.run,
}
_CORPUS_BENCHMARKS = {"load": load.run, "article": article.run, "search": search.run}
"""The benchmarks that also measure a folder of real posts."""


def main() -> None:
    """Run the benchmarks that the command line names, and print their tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_BENCHMARKS))
    parser.add_argument("--corpus", type=Path, help="a folder of real posts to measure as well")
    arguments = parser.parse_args()
    print(
        f"{date.today():%d %B %Y}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for name in arguments.names or _BENCHMARKS:
        if name in _CORPUS_BENCHMARKS:
            _CORPUS_BENCHMARKS[name](arguments.corpus)
        else:
            _BENCHMARKS[name]()


if __name__ == "__main__":
    main()
