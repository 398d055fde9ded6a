"""Every kind of mistake in front matter, with a file for each: its values and its problems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.posts.loading.loader import ParsedPost, parse_post

FAULTS = Path(__file__).parents[2] / "data" / "posts" / "faults"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (FAULTS / "expected.json").read_text(encoding="utf-8")
)


def parsed(name: str) -> ParsedPost:
    return parse_post((FAULTS / name).read_bytes(), path=f"/posts/{name}", post_id=name)


def test_every_file_has_an_expected_result() -> None:
    assert {path.name for path in FAULTS.glob("*.md")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_faulty_file_is_parsed_as_intended(name: str) -> None:
    found = parsed(name)
    post = found.post
    values = {
        "title": post.title,
        "description": post.description,
        "date": post.date.isoformat() if post.date is not None else None,
        "categories": list(post.categories),
        "tags": list(post.tags),
        "authors": list(post.authors),
        "image": post.image,
        "body": found.body,
        "lines": [problem.line for problem in post.problems],
    }
    assert {field: values[field] for field in EXPECTED[name]} == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_problem_has_a_message_and_a_remedy(name: str) -> None:
    for problem in parsed(name).post.problems:
        assert problem.path == f"/posts/{name}"
        assert problem.message
        assert problem.remedy.endswith(".")
        for word in ("Error", "Exception", "<unicode string>", "yaml.", "tomllib"):
            assert word not in problem.message + problem.remedy
