"""Isolation of all tests from the home folder, locale, time zone and terminal of the machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from .child_python import python_path
from .loopback_only import sitecustomize as loopback_only

XDG_FOLDERS = ("CACHE", "CONFIG", "DATA", "STATE")

MACHINE_VARIABLES = (
    "ALL_PROXY",
    "CI",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "COLUMNS",
    "EDITOR",
    "FORCE_COLOR",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "LANG",
    "LANGUAGE",
    "LINES",
    "NO_COLOR",
    "NO_PROXY",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "VISUAL",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)
"""Environment variables that would make tests depend on the machine."""

# Tests have no deadline, because machines differ in speed, and run the same examples each time, so
# that a failure comes from the last change. `make fuzz` looks for new examples.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile("suite")


@pytest.fixture(autouse=True)
def isolated_machine(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Set an empty home, UTC, UTF-8 and a common terminal, also for child processes."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in XDG_FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    # The snapshot plugin uses variables of its own.
    textual_variables = [
        name for name in os.environ if name.startswith("TEXTUAL") and "SNAPSHOT" not in name
    ]
    for name in [*MACHINE_VARIABLES, *textual_variables]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("PYTHONPATH", python_path())
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def loopback_only_network() -> Iterator[None]:
    """Fail a test that has used the network, also if the tested code has caught the error."""
    loopback_only.denied.clear()
    yield
    assert not loopback_only.denied


@pytest.fixture(scope="session")
def project() -> Path:
    """The path of the checkout."""
    return Path(__file__).resolve().parent.parent
