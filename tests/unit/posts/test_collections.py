"""Small folders of posts as generators expect them, compared with expected.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.posts.loading.loader import load, load_body
from reader.posts.post import PAGE, Post

COLLECTIONS = Path(__file__).parents[2] / "data" / "posts" / "collections"
NAMES = sorted(folder.name for folder in COLLECTIONS.iterdir())


def field_value(post: Post, name: str) -> Any:
    """Return a field in the form that expected.json has."""
    match name:
        case "body":
            return load_body(post)
        case "lines":
            return [problem.line for problem in post.problems]
        case "date":
            return post.date.isoformat() if post.date is not None else None
        case _:
            value = getattr(post, name)
            return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", NAMES)
def test_a_collection_is_loaded_as_intended(name: str) -> None:
    result = load([COLLECTIONS / name])
    every = (*result.catalogue.posts, *result.catalogue.hidden)
    posts = {post.id: post for post in every}
    expected = json.loads((COLLECTIONS / name / "expected.json").read_text(encoding="utf-8"))
    read = {
        post_id: {field: field_value(posts[post_id], field) for field in fields}
        for post_id, fields in expected.items()
    }
    assert read == expected


@pytest.mark.parametrize("name", NAMES)
def test_valid_posts_have_no_problems(name: str) -> None:
    expected = json.loads((COLLECTIONS / name / "expected.json").read_text(encoding="utf-8"))
    faulty = {post_id for post_id, fields in expected.items() if fields.get("lines")}
    result = load([COLLECTIONS / name])
    every = (*result.catalogue.posts, *result.catalogue.hidden)
    assert {post.id for post in every if post.problems} == faulty


def test_every_file_in_a_folder_of_notes_is_a_post() -> None:
    result = load([COLLECTIONS / "obsidian"])
    assert len(result.catalogue) == 4
    assert not result.skipped


def test_other_files_of_a_site_are_pages() -> None:
    result = load([COLLECTIONS / "astro"])
    pages = [post.id for post in result.catalogue.hidden if post.hidden == PAGE]
    assert pages == ["src/layouts/Note.md"]
    assert not result.skipped
