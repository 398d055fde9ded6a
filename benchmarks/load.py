"""Posts loaded per second without an index, compared with only reading the bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import frontmatter

from benchmarks.figures import Row, measure_alternately, print_table
from benchmarks.posts import posts_folder
from reader.posts.front_matter.plain_yaml import parse_plain
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.loading.loader import load, load_source
from reader.posts.loading.walk import MARKDOWN_SUFFIXES

_ROUNDS = 5


def run(corpus: Path | None = None) -> None:
    """Measure and print.

    Args:
        corpus: A folder with a subfolder of real posts for each collection, to measure as well.
    """
    rows = []
    for count in (100, 1_000, 10_000):
        folder = posts_folder(count)
        paths = _files(folder)
        cases: dict[str, Callable[[], float]] = {
            "bytes": partial(_seconds, partial(_read_bytes, paths)),
            "python-frontmatter": partial(_seconds, partial(_load_with_frontmatter, paths)),
            "broadsheet": partial(_seconds, partial(load, [folder])),
        }
        results = measure_alternately(cases, _ROUNDS)
        broadsheet, bytes_only = median(results["broadsheet"]), median(results["bytes"])
        frontmatter_only = median(results["python-frontmatter"])
        rate = f"{count / broadsheet:,.0f} posts/s"
        ratio = broadsheet / bytes_only
        speed = frontmatter_only / broadsheet
        rows += [
            Row(
                f"load {count:,} posts", f"bytes {count / bytes_only:,.0f}/s", rate,
                f"{ratio:.1f}x", "<= 6x", ratio <= 6,
            ),
            Row(
                f"load {count:,} posts", f"python-frontmatter {count / frontmatter_only:,.0f}/s",
                rate, f"{speed:.1f}x as fast", ">= 2.7x", speed >= 2.7,
            ),
        ]  # fmt: skip
    print_table("Loading without an index", rows)
    if corpus is not None:
        print_table("Front matter parsed without a YAML parser", _plain_shares(corpus))


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _files(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*.*") if path.suffix.lower() in MARKDOWN_SUFFIXES]


def _read_bytes(paths: Sequence[str]) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        os.read(descriptor, 1 << 20)
        os.close(descriptor)


def _load_with_frontmatter(paths: Sequence[str]) -> None:
    for path in paths:
        frontmatter.load(path)


def _plain_shares(corpus: Path) -> list[Row]:
    """Return a row for each collection: the share of YAML front matter that is plain."""
    yaml_format = YamlFormat()
    rows = []
    for collection in sorted(path for path in corpus.iterdir() if path.is_dir()):
        texts = map(load_source, _files(collection))
        regions = ((text, yaml_format.find(text)) for text in texts)
        heads = [text[region.start : region.end] for text, region in regions if region]
        if heads:
            share = sum(parse_plain(head) is not None for head in heads) / len(heads)
            name = f"{collection.name}, {len(heads):,} posts"
            rows.append(Row(name, "", f"{share:.0%}", "", "", None))
    return rows


if __name__ == "__main__":
    run()
