"""The optional dependency of full texts."""

from __future__ import annotations

from importlib.util import find_spec

EXTRA = "broadsheet[fulltext]"
"""What to install, which includes trafilatura."""


def is_available() -> bool:
    """Return whether trafilatura is installed."""
    return find_spec("trafilatura") is not None
