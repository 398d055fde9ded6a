"""Printing an article of 100,000 links, addresses, rows, … to a terminal."""

from __future__ import annotations

from time import process_time

from benchmarks.figures import Row, compare_to_limit, print_table
from reader.article.document import parse_document
from reader.article.palette import Palette
from reader.article.plain import article_lines
from reader.text.segments import draw_lines

_COUNT = 100_000
_LIMIT = 3_000
"""Milliseconds for each article."""
_PIECES = {
    "links": "[word {0}](https://example.org/{0}) ",
    "addresses": "https://example.org/{0} ",
    "addresses in brackets": "<https://example.org/{0}> ",
    "references": "[word {0}][there] ",
    "images": "![quay {0}](quay-{0}.png) ",
    "words in emphasis": "*word* ",
    "words in code": "`word` ",
    "rows of a table": "| {0} | word |\n",
    "rows with links": "| {0} | [word](https://example.org/{0}) |\n",
    "paragraphs": "Word {0}\n\n",
    "paragraphs of an address": "https://example.org/{0}\n\n",
    "items": "- word {0}\n",
    "headings": "# Word {0}\n\n",
    "footnotes": "[^{0}]: word\n",
    "links of HTML": '<a href="https://example.org/{0}">word</a> ',
}
"""Pieces by what they are; `{0}` is the number of the piece."""


def run() -> None:
    """Measure and print."""
    rows: list[Row] = []
    for name, piece in _PIECES.items():
        seconds = _measure("".join(piece.format(number) for number in range(_COUNT)))
        rows.append(compare_to_limit(f"{_COUNT:,} {name}", [seconds], _LIMIT))
    print_table("Many pieces, processor time", rows)


def _measure(pieces: str) -> float:
    """Return the processor time of printing an article of some pieces."""
    head = (
        "| a | b |\n|---|---|\n" if pieces.startswith("|") else "[there]: https://example.org\n\n"
    )
    start = process_time()
    lines = article_lines(parse_document(head + pieces).blocks, 80, Palette.terminal())
    for _ in draw_lines(lines):
        pass
    return process_time() - start


if __name__ == "__main__":
    run()
