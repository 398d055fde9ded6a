"""Mistakes in a post never raise an error and never lose a line of its body."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.property.effort import examples
from tests.property.post_mutations import lost_lines, mutated_posts


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(mutated_posts())
def test_mutations_lose_no_line_of_the_body(posts: tuple[str, str]) -> None:
    assert lost_lines(*posts) == []
