"""Properties of syntaxes beyond CommonMark, in any mixture: lines fit, and are safe."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.article.document import parse_document
from reader.article.line import MIN_WIDTH, line_text, line_width
from reader.article.palette import Palette
from reader.article.plain import article_lines, render_text

PIECES = [
    "word ", "漢字", "\n", "\n\n", "    ", "> ", "- ", "1. ", "# ", "`", "*", "\\", "|", "[",
    "](#x)",
    "a. ", "b. ", "(i) ", "(ii) ", "#. ", "(@) ", "| verse\n", "---\n", "-- --\n", "a  b\n",
    "--- ---\n", "+--+--+\n", "|a |b |\n", "+==+==+\n", ": caption\n", "Table: caption\n",
    "```{note}\n", "```\n", ":::{figure} x\n", ":::\n", ":alt: y\n", "```{list-table} t\n",
    "* - a\n  - b\n", "```{csv-table}\n", "/// caption\n", "///\n", "{kbd}`x`", "{doc}`a <b>`",
    "~a~", "~", "H~2~O", "x^2^", "^", ":ship:", ":", "{漢|かん}", "《かな》", "｜",
    "$\\frac{a}{b}$", "$$\n", "\\[", "\\begin{align}\n", "\\end{align}\n", "\\sqrt", "{", "}",
    "<math>", "<mfrac>", "<mi>x</mi>", "</math>", "<ruby>", "<rt>", "</ruby>", "[^a]", "[^a]: n\n",
    "## x [#](#x)\n", "{#id}", "\x1b[31m", "\x9b",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@given(BODIES, st.integers(1, 100), st.booleans())
def test_lines_fit_and_contain_no_control_character(body: str, width: int, in_ascii: bool) -> None:
    palette = Palette.plain(ascii_symbols=in_ascii)
    for line in article_lines(parse_document(body).blocks, width, palette):
        assert line_width(line) <= max(width, MIN_WIDTH)
        assert CONTROL.search(line_text(line)) is None


@given(st.lists(st.sampled_from(["Text {}.", "- {}", "> {}", "| {} |\n|---|\n| x |"]), max_size=8))
def test_footnotes_are_numbered_in_reading_order(blocks: list[str]) -> None:
    labels = [f"n{len(blocks) - index}" for index in range(len(blocks))]
    body = "\n\n".join(
        block.format(f"[^{label}]") for block, label in zip(blocks, labels, strict=True)
    )
    definitions = "\n".join(f"[^{label}]: note" for label in sorted(labels))
    shown = "\n".join(render_text(parse_document(f"{body}\n\n{definitions}\n").blocks, 60))
    text = shown.partition("Notes ─")[0]
    assert re.findall("[¹²³⁴⁵⁶⁷⁸]", text) == list("¹²³⁴⁵⁶⁷⁸"[: len(blocks)])


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["a", "**bold** text", "[a link](https://example.org/a/b)", "![x](y.png)", "2 * 3",
                 "`code`", "漢字", "$x^2$", "a\\*b", "~~no~~ <b>b</b>", ":ship:"]
            ),
            min_size=2, max_size=2,
        ),
        min_size=1, max_size=60,
    )
)  # fmt: skip
def test_no_cell_is_wrapped_where_there_is_room(rows: list[list[str]]) -> None:
    table = "\n".join(f"| {first} | {second} |" for first, second in rows)
    lines = list(render_text(parse_document(f"| A | B |\n|---|---|\n{table}\n").blocks, 200))
    assert len(lines) == len(rows) + 2
