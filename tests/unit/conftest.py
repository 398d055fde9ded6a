"""What unit tests of every layer share."""

from __future__ import annotations

import pytest

from tests.made_posts import MakePost, make


@pytest.fixture
def make_post() -> MakePost:
    """Makes a post: `make_post("Title", featured=True)`."""
    return make
