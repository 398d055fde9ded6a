"""What many plain links, addresses, rows, … take, as the number of functions that are called.

100,000 of them are to be drawn within three seconds. Twice as many calls take twice as long.
"""

from __future__ import annotations

import pytest

from reader.article.document import parse_document
from reader.article.plain import render_text
from tests.property.test_linear_time import count_calls

COUNT = 600
MAX_CALLS = 250
"""Maximum number of calls for each."""


@pytest.mark.parametrize(
    "line",
    [
        "[word {}](https://a.example/{})",
        "https://a.example/{}",
        "https://a.example/{}\n",
        "<https://a.example/{}>",
        "![{}](quay-{}.png)",
        "*word {}*",
        "`{}`",
        "| {} | x |",
        "word {}\n",
    ],
)
def test_each_of_many_takes_few_calls(line: str) -> None:
    head = "| a | b |\n|---|---|\n" if line.startswith("|") else ""

    def draw(count: int) -> None:
        body = head + "\n".join(line.format(number, number) for number in range(count))
        assert list(render_text(parse_document(body).blocks, 80))

    draw(COUNT)  # fills the caches
    few = count_calls(lambda: draw(COUNT))
    assert (count_calls(lambda: draw(3 * COUNT)) - few) / (2 * COUNT) < MAX_CALLS
