"""Names of conflicted copies, and how they differ from their originals in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.conflicted_copies import parse_conflicted_copy
from reader.posts.loading.loader import load


@pytest.mark.parametrize(
    ("name", "original", "mark"),
    [
        (
            "lamp.sync-conflict-20250301-181920-K3X2R2T.md",
            "lamp.md",
            "conflicted copy, 2025-03-01 18:19",
        ),
        (
            "lamp (conflicted copy 2025-03-01 181920).md",
            "lamp.md",
            "conflicted copy, 2025-03-01 18:19",
        ),
        ("lamp_conflict-20250301-181920.mdx", "lamp.mdx", "conflicted copy, 2025-03-01 18:19"),
        ("lamp (Ann's conflicted copy 2025-03-01).md", "lamp.md", "conflicted copy, 2025-03-01"),
        (
            "lamp (Ann's conflicted copy 2025-03-01) 2.md",
            "lamp.md",
            "conflicted copy, 2025-03-01",
        ),
        (
            "lamp (Ann's conflicted copy 2025-03-01 (1)).md",
            "lamp.md",
            "conflicted copy, 2025-03-01",
        ),
        (
            "lamp (Conflicted copy tern 202503011819).md",
            "lamp.md",
            "conflicted copy, 2025-03-01 18:19",
        ),
        (
            "lamp (SFConflict ann@example.org 2025-03-01-18-19-20).md",
            "lamp.md",
            "conflicted copy, 2025-03-01 18:19",
        ),
        ("Lampe (In Konflikt stehende Kopie von Ann).md", "Lampe.md", "conflicted copy"),
        ("2024-01-02-lamp (Case Conflict).md", "2024-01-02-lamp.md", "conflicted copy"),
    ],
)
def test_names_of_copies(name: str, original: str, mark: str) -> None:
    assert parse_conflicted_copy(name) == (original, mark)


@pytest.mark.parametrize(
    "name", ["conflict.md", "a-conflicted-copy-of-life.md", "lamp (copy).md", "lamp (1).md"]
)
def test_other_names(name: str) -> None:
    assert parse_conflicted_copy(name) is None


def test_a_copy_is_listed_after_its_original_and_reported(tmp_path: Path) -> None:
    text = "---\ntitle: Lamps\n---\nText.\n"
    (tmp_path / "2024-01-02-lamps.md").write_text(text)
    (tmp_path / "2024-01-02-lamps (conflicted copy 2025-03-01 181920).md").write_text(text)
    (tmp_path / "2024-01-02-lamps.sync-conflict-20250301-181920-K3X2R2T.md").write_text(text)
    result = load([tmp_path])
    assert [post.title for post in result.catalogue.posts] == [
        "Lamps",
        "Lamps (conflicted copy, 2025-03-01 18:19)",
        "Lamps (conflicted copy, 2025-03-01 18:19)",
    ]
    assert {str(post.date) for post in result.catalogue.posts} == {"2024-01-02"}
    assert len(result.problems) == 2
    assert "conflicted copy, 2025-03-01 18:19" in result.problems[0].message
