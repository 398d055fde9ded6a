"""The text that is copied from an article."""

from __future__ import annotations

import re

import pytest

from reader.article.document import parse_document
from reader.article.extract.selection import selected_text
from reader.article.layout import ArticleLayout
from reader.article.line import line_text
from reader.article.palette import Palette


def lay_out(body: str, width: int) -> ArticleLayout:
    layout = ArticleLayout(parse_document(body).blocks, width, Palette.plain())
    layout.lay_out_more(lambda: False)
    return layout


def copied(body: str, width: int = 40) -> str:
    """Return what is copied of a whole article."""
    layout = lay_out(body, width)
    return selected_text(layout, (0, 0), (layout.height - 1, width))


def copied_between(body: str, first: str, last: str, width: int = 40) -> str:
    """Return what is copied from the beginning of a text to the end of another one."""
    layout = lay_out(body, width)
    lines = [line_text(line) for line in layout.lines(0, layout.height)]
    start = next(number for number, line in enumerate(lines) if first in line)
    end = next(number for number, line in enumerate(lines) if last in line)
    return selected_text(
        layout, (start, lines[start].index(first)), (end, lines[end].index(last) + len(last))
    )


COMMAND = "rsync --archive --delete harbour.example.org:/srv/posts/spring/ /home/reader/news/"
LONG_LINE = "x = [" + "1, " * 1_500 + "]"


@pytest.mark.parametrize("width", [20, 40, 60, 120])
@pytest.mark.parametrize(
    "code",
    [
        f"{COMMAND}\necho done",
        "if x:\n\treturn\t1\n\n\t\tpass\n    four",
        "\tindented first",
        "日本\t語\tok",
        f"{LONG_LINE}\nlast",
        "\n".join(f"line {number}" for number in range(100)),
    ],
)
def test_code_is_copied_as_written(code: str, width: int) -> None:
    fence = f"```python\n{code}\n```"
    assert copied(fence, width) == code
    assert copied(f"Before.\n\n{fence}\n\nAfter.", width) == f"Before.\n\n{code}\n\nAfter."
    in_item = re.sub("^", "  ", fence, flags=re.MULTILINE).replace("  ", "- ", 1)
    assert copied(in_item, width) == code


def test_a_part_of_code_is_copied_without_its_drawing() -> None:
    body = f"```sh\n{COMMAND}\n\techo done\n```"
    assert copied_between(body, "archive", "srv/") == COMMAND[8 : COMMAND.index("srv/") + 4]
    assert copied_between(body, "reader/", "echo") == "reader/news/\n\techo"


@pytest.mark.parametrize("width", [12, 20, 33, 60])
@pytest.mark.parametrize(
    "text",
    [
        "A sentence that is wrapped to several lines, and another one that follows it.",
        "See https://example.org/a/very/long/address/that/fits/no/line?of=this&width=20#part now.",
        "長い文章は行の終わりで折り返されますが、コピーすると一行になります。",
        "co-operation-between-many-harbours and un-be-liev-a-bly-long-words",
        "one " * 2_000 + "end",
        "words" * 2_000,
    ],
)
def test_wrapped_lines_are_joined(text: str, width: int) -> None:
    assert copied(text, width) == text
    assert copied(f"> {text}", width) == text
    assert copied(f"- {text}\n- {text}", width) == f"{text}\n{text}"
    assert copied(f"# {text[:300].strip()}\n\n{text}", width) == f"{text[:300].strip()}\n\n{text}"


def test_line_breaks_of_the_author_stay() -> None:
    assert copied("one\\\ntwo\n\nthree") == "one\ntwo\n\nthree"


def test_markers_and_rules_are_not_copied() -> None:
    body = "1. one\n2. two\n   - three\n\n> four\n\n---\n\n- [x] five"
    assert copied(body).splitlines() == ["one", "two", "three", "", "four", "", "five"]


TABLE = "| name | length |\n| --- | ---: |\n| quay | 12 m |\n| the long northern pier | 140 m |"


def test_rows_of_a_table_are_copied_with_tabs() -> None:
    rows = "name\tlength\nquay\t12 m\nthe long northern pier\t140 m"
    assert copied(TABLE) == rows
    assert copied(TABLE, 24) == rows
    assert copied_between(TABLE, "ength", "qu") == "name\tlength\nquay\t12 m"


def test_a_part_of_a_row_is_copied_as_it_is() -> None:
    assert copied_between(TABLE, "northern", "pier") == "northern pier"
