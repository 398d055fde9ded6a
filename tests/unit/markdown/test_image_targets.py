"""Targets of images that CommonMark does not accept."""

from __future__ import annotations

import pytest

from reader.markdown.parser import parse_body


def images(source: str) -> list[tuple[str, str]]:
    """Return the target and the label of each image."""
    parsed = parse_body(source)
    tokens = parsed.context.tokens(parsed.flow[1].content)
    return [(str(token.attrs["src"]), token.content) for token in tokens if token.type == "image"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("![Quay](quay.png =40x20)", "quay.png"),
        ("![Quay](quay.png =40x)", "quay.png"),
        ("![Quay](quay.png =x20)", "quay.png"),
        ("![Quay](quay.png =250)", "quay.png"),
        ("![Quay](quay.png =50%x)", "quay.png"),
        ('![Quay](quay.png "At noon" =40x20)', "quay.png"),
        ('![Quay](quay.png =40x20 "At noon")', "quay.png"),
        ("![Quay](<the quay.png> =40x20)", "the%20quay.png"),
        ("![Quay](/img/the quay.png =40x20)", "/img/the%20quay.png"),
        ("![Quay](/img/quay(2).png =40x20)", "/img/quay(2).png"),
        ("![Quay](https://news.example/quay.png?a=1&amp;b=2 =40x20)",
         "https://news.example/quay.png?a=1&b=2"),
        ("![Quay](images\\quay.png =40x20)", "images%5Cquay.png"),
    ],
)  # fmt: skip
def test_a_size_after_the_target_is_no_part_of_it(source: str, target: str) -> None:
    assert images(f"Before {source} after.") == [(target, "Quay")]


@pytest.mark.parametrize("source", ["![Quay](quay.png = 40)", "[Quay](quay.png =40x20)"])
def test_other_text_after_the_target_is_no_size(source: str) -> None:
    assert images(source) == []
