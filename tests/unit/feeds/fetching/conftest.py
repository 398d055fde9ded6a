"""Fixtures: a fetch without network, disk and clock."""

from __future__ import annotations

import pytest

from tests.unit.feeds.fetching.world import World


@pytest.fixture
def world() -> World:
    """Servers, posts and states of a test."""
    return World()
