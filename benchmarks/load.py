"""Reading folders without an index: posts a second, beside reading the bytes alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import frontmatter

from benchmarks.figures import Line, interleaved, print_table
from benchmarks.posts import folder_of
from reader.posts.front_matter.plain_yaml import parse_plain
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.loading.loader import load, load_source
from reader.posts.loading.walk import MARKDOWN_SUFFIXES

_TIMES = 5


def run(corpus: Path | None = None) -> None:
    """Measure and print."""
    lines = []
    for count in (100, 1_000, 10_000):
        folder = folder_of(count)
        paths = _files(folder)
        cases: dict[str, Callable[[], float]] = {
            "bytes": partial(_seconds, partial(_read_bytes, paths)),
            "python-frontmatter": partial(_seconds, partial(_read_by_frontmatter, paths)),
            "broadsheet": partial(_seconds, partial(load, [folder])),
        }
        figures = interleaved(cases, _TIMES)
        ours, bytes_alone = median(figures["broadsheet"]), median(figures["bytes"])
        theirs = median(figures["python-frontmatter"])
        rate = f"{count / ours:,.0f} posts/s"
        ratio = ours / bytes_alone
        lines += [
            Line(
                f"load {count:,} posts", f"bytes {count / bytes_alone:,.0f}/s", rate,
                f"{ratio:.1f}x", "<= 6x", ratio <= 6,
            ),
            Line(
                f"load {count:,} posts", f"python-frontmatter {count / theirs:,.0f}/s", rate,
                f"{theirs / ours:.1f}x as fast", ">= 2.7x", theirs / ours >= 2.7,
            ),
        ]  # fmt: skip
    print_table("Loading without an index", lines)
    if corpus is not None:
        print_table("Heads that need no YAML parser", _hit_rates(corpus))


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _files(folder: Path) -> list[str]:
    return [str(it) for it in folder.rglob("*.*") if it.suffix.lower() in MARKDOWN_SUFFIXES]


def _read_bytes(paths: Sequence[str]) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        os.read(descriptor, 1 << 20)
        os.close(descriptor)


def _read_by_frontmatter(paths: Sequence[str]) -> None:
    for path in paths:
        frontmatter.load(path)


def _hit_rates(corpus: Path) -> list[Line]:
    """Which share of the YAML heads of each collection the quick reader accepts."""
    form = YamlFormat()
    lines = []
    for collection in sorted(it for it in corpus.iterdir() if it.is_dir()):
        texts = map(load_source, _files(collection))
        heads = [text[it.start : it.end] for text in texts if (it := form.find(text))]
        if heads:
            share = sum(parse_plain(head) is not None for head in heads) / len(heads)
            lines.append(
                Line(collection.name, f"{len(heads):,} heads", f"{share:.0%}", "", "", None)
            )
    return lines


if __name__ == "__main__":
    run()
