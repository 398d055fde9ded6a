"""The properties of slips in posts over 20,000 examples: `make fuzz`.

Not collected by itself, because it takes minutes. `make fuzz FOLDER=…` makes the slips in the posts
of a folder instead of the project's own.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.property.post_mutations import lost_lines, mutated_posts


@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated_posts())
def test_twenty_thousand_slips_lose_no_line_of_the_body(posts: tuple[str, str]) -> None:
    assert lost_lines(*posts) == []
