"""All benchmarks, or those that are named."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import date
from pathlib import Path

from benchmarks import article, growth, lists, load, pictures, search, start, watching

_ALL = {
    "start": start.run,
    "load": load.run,
    "lists": lists.run,
    "article": article.run,
    "pictures": pictures.run,
    "search": search.run,
    "watching": watching.run,
    "growth": growth.run,
}
_WITH_CORPUS = {"load": load.run, "article": article.run, "search": search.run}


def main() -> None:
    """Run them and print their tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_ALL))
    parser.add_argument("--corpus", type=Path, help="a folder of real posts to measure with, too")
    arguments = parser.parse_args()
    print(
        f"{date.today():%d %B %Y}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for name in arguments.names or _ALL:
        if name in _WITH_CORPUS:
            _WITH_CORPUS[name](arguments.corpus)
        else:
            _ALL[name]()


if __name__ == "__main__":
    main()
