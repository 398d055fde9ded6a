"""The HTML of entries and the Markdown that it becomes, from `tests/data/feeds/markdown/`.

Each case is a name after `===`, the HTML, and the Markdown after a line `>>>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BASE = "https://e.example/p/"
"""Address of the entries."""
CASE_FILES = sorted((Path(__file__).parents[3] / "data" / "feeds" / "markdown").glob("*.txt"))


class Case(NamedTuple):
    """An entry and the body of its post."""

    name: str
    html: str
    markdown: str


def cases_in(file: Path) -> Iterator[Case]:
    """Yield the cases of a file."""
    for case in f"\n{file.read_text(encoding='utf-8')}".split("\n=== ")[1:]:
        name, _, rest = case.partition("\n")
        html, _, markdown = rest.partition("\n>>>\n")
        yield Case(name, html, markdown.rstrip("\n"))
