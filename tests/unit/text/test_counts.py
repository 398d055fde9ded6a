"""Numbers with their nouns."""

from __future__ import annotations

import pytest

from reader.text.counts import counted


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 links"), (1, "1 link"), (2, "2 links"), (1024, "1,024 links")]
)
def test_a_number_has_its_noun(count: int, text: str) -> None:
    assert counted(count, "link") == text
