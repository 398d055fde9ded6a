"""Fixtures for tests that start processes."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def importable(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let child processes run the checkout from any folder."""
    monkeypatch.setenv("PYTHONPATH", str(project))
