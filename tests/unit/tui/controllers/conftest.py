"""What the tests of several controllers share."""

from __future__ import annotations

import pytest

from tests.unit.tui.controllers.fakes import Controllers, Jobs


@pytest.fixture
def jobs() -> Jobs:
    """Records the jobs that are started."""
    return Jobs()


@pytest.fixture
def controllers() -> Controllers:
    """Controllers that are connected with each other, in a terminal of 100 columns."""
    controllers = Controllers()
    controllers.fit(100)
    return controllers
