"""A server of images for every test that wants one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.image_server import image_server


@pytest.fixture
def server() -> Iterator[str]:
    """Its address, without a slash at its end."""
    with image_server() as address:
        yield address
