"""A short soak of the program, and soaks of programs that fail: see `make soak`."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from reader.tui.bindings import COMMANDS
from tests.soak.events import bytes_for_key, random_events
from tests.soak.posts import write_posts
from tests.soak.soak import Result, Soak

from .real_terminal import write_news

CRASHING = """
from reader.cli import main
from reader.tui.screens.main import MainScreen

def fail(self, name):
    raise RuntimeError("cannot scroll")

MainScreen.action_show = fail
main()
"""

HANGING = """
import time
from reader.cli import main
from reader.tui.screens.main import MainScreen

MainScreen.action_show = lambda self, name: time.sleep(600)
main()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def soak_code(code: str, tmp_path: Path, home: Path, *, limit: float) -> Result:
    """Run a soak of Python code in place of the program."""
    news = write_news(tmp_path / "news")
    return Soak(news, home, seed=1, program=("-c", code), limit=limit).run(2_000)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_program_survives_a_short_soak(tmp_path: Path, home: Path, seed: int) -> None:
    write_posts(tmp_path / "posts", seed, count=200)
    result = Soak(tmp_path / "posts", home, seed=seed, limit=120, end_limit=20).run(1_000)
    assert result.failure is None, result.failure
    assert result.events == 1_000
    assert result.peak_memory > 10_000_000


def test_a_crash_is_reported_with_what_led_to_it(tmp_path: Path, home: Path) -> None:
    result = soak_code(CRASHING, tmp_path, home, limit=60)
    assert result.failure is not None
    assert f"Seed 1, event {result.events}: the program ended with status 70." in result.failure
    assert f"{result.events:6} " in result.failure
    assert "Broadsheet hit an internal error" in result.failure
    assert "in fail" in result.failure


def test_a_program_that_no_longer_responds_is_reported(tmp_path: Path, home: Path) -> None:
    result = soak_code(HANGING, tmp_path, home, limit=3)
    assert result.failure is not None
    assert "within 3 seconds" in result.failure


def test_a_seed_determines_the_events() -> None:
    def first(seed: int) -> list[str]:
        return [str(event) for event in islice(random_events(seed, (80, 24)), 500)]

    assert first(1) == first(1)
    assert first(1) != first(2)


def test_every_bound_key_can_be_sent() -> None:
    keys = [key for command in COMMANDS for key in command.keys.split(",")]
    assert all(bytes_for_key(key) for key in keys)
