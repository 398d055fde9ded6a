"""The source, parsed once for all tests of this folder."""

from __future__ import annotations

import pytest

from . import figures


@pytest.fixture(scope="session")
def modules() -> list[figures.Module]:
    return figures.modules()
