"""Mutated posts lose no text, over 20,000 examples: `make fuzz`.

This takes minutes, so it is not collected by default. `make fuzz FOLDER=…` mutates the posts of a
folder instead of the project's own.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.property.post_mutations import lost_lines, mutated_posts


@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated_posts())
def test_many_mutations_lose_no_line_of_the_body(posts: tuple[str, str]) -> None:
    assert lost_lines(*posts) == []
