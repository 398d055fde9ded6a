"""The number of examples of slow property tests."""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100
"""Examples of a test that names no number, in the suite."""


def examples(count: int) -> int:
    """Return the number of examples of a test, which `make fuzz` raises in proportion.

    Args:
        count: The number in the suite.
    """
    profile = settings.default
    assert profile is not None  # there always is one
    return count * profile.max_examples // _USUAL
