"""Fixtures for tests that start processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.child_python import python_path


@pytest.fixture(autouse=True)
def importable(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let child processes run the checkout from any folder."""
    monkeypatch.setenv("PYTHONPATH", python_path(project))
