"""The model of the marks that a soak compares the saved marks with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.made_posts import make
from tests.soak.marks_model import Journal
from tests.soak.recorded_marks import JOURNAL, RecordedMarks

POSTS = [make(f"Post {number}") for number in range(12)]


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "journal"
    monkeypatch.setenv(JOURNAL, str(path))
    return path


def random_commands(marks: RecordedMarks, rng: Random, count: int) -> None:
    for _ in range(count):
        posts = rng.sample(POSTS, rng.randint(1, 4))
        later = [post for post in POSTS if marks.is_later(post)]
        rng.shuffle(later)
        command = rng.choice(
            (
                lambda posts=posts: marks.mark_read(posts),
                lambda posts=posts: marks.toggle_read(*posts),
                lambda posts=posts: marks.toggle_star(*posts),
                lambda posts=posts: marks.add_to_later(posts),
                lambda posts=posts: marks.remove_from_later(posts),
                lambda later=later: marks.order_later(later, later[0]) if later else None,
                lambda posts=posts: marks.finish(posts[0]),
                marks.undo,
            )
        )
        command()


@pytest.mark.parametrize("seed", range(5))
def test_the_model_agrees_with_the_program(tmp_path: Path, journal: Path, seed: int) -> None:
    rng, path = Random(seed), tmp_path / "marks.db"
    for _ in range(2):  # what a second run undoes begins anew
        random_commands(RecordedMarks(path, print), rng, 150)
    assert Journal(journal).differences(path) == []


def test_a_mark_that_is_lost_is_reported(tmp_path: Path, journal: Path) -> None:
    path = tmp_path / "marks.db"
    marks = RecordedMarks(path, print)
    marks.toggle_star(POSTS[0])
    marks.toggle_read(POSTS[1])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE marks SET is_starred = 0")
    [difference] = Journal(journal).differences(path)
    assert difference.startswith(
        "starred: 0 are saved, 1 are expected, missing ['/news/Post 0.md']"
    )
