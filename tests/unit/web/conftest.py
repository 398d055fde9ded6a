"""A local image server for the tests that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.image_server import image_server


@pytest.fixture
def server() -> Iterator[str]:
    """Return the address of a running server, without a slash at the end."""
    with image_server() as address:
        yield address
