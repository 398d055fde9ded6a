"""What holds for every test: no home, zone, locale, terminal or time limit of this machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

XDG_PLACES = ("CACHE", "CONFIG", "DATA", "STATE")

TELLTALES = (
    "CI",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "COLUMNS",
    "EDITOR",
    "FORCE_COLOR",
    "LANG",
    "LANGUAGE",
    "LINES",
    "NO_COLOR",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "VISUAL",
)
"""Variables by which a developer's machine would show in a test."""

# A slow machine is no fault of the code under test, and a failure is to come of the last change and
# not of chance: new examples are looked for by `make fuzz`.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True)
def nobodys_machine(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """An empty home, UTC, UTF-8 and a common terminal, for the test and for what it starts."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for place in XDG_PLACES:
        monkeypatch.setenv(f"XDG_{place}_HOME", str(home / place.lower()))
    # The snapshot plugin keeps its own notes in the environment.
    textuals = [it for it in os.environ if it.startswith("TEXTUAL") and "SNAPSHOT" not in it]
    for name in [*TELLTALES, *textuals]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent
