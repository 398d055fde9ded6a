"""A post has one first-seen time, whatever is added, hidden and removed from load to load."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.library.arrivals import Arrivals
from reader.posts.catalogue import Catalogue
from reader.store.arrivals import ArrivalStore
from tests.made_posts import make

FOLDER = Path("/news")
NUMBERS = st.frozensets(st.integers(0, 7))


@dataclass(frozen=True)
class Load:
    """A load, and what happens before it."""

    is_first: bool
    """Whether the program has been restarted."""
    has_index: bool
    listed: frozenset[int]
    hidden: frozenset[int]

    @property
    def catalogue(self) -> Catalogue:
        """The posts that are loaded."""
        return Catalogue(
            make(
                f"Post {number}",
                date=date(2026, 1, number + 1),
                hidden="draft" if number in self.hidden else None,
            )
            for number in self.listed | self.hidden
        )


LOADS = st.lists(
    st.builds(Load, st.booleans(), st.booleans(), NUMBERS, NUMBERS),
    min_size=1,
)


@given(LOADS)
def test_a_time_is_that_of_the_load_that_listed_the_post_first(loads: Sequence[Load]) -> None:
    first_seen: dict[str, float | None] = {}
    last: Catalogue | None = None
    ticks = [0.0]
    with tempfile.TemporaryDirectory() as folder:
        store = ArrivalStore(Path(folder) / "arrivals.db", [FOLDER])
        arrivals = Arrivals(store, lambda: ticks[-1])
        for load in loads:
            now = ticks[-1] + 1
            ticks.append(now)
            if load.is_first:
                arrivals = Arrivals(store, lambda: ticks[-1])
            catalogue = load.catalogue
            is_opened = bool(first_seen)
            for post in catalogue.posts:
                first_seen.setdefault(post.path, now if is_opened else None)
            times = arrivals.record(catalogue, last if load.has_index else None)
            assert all(first_seen[path] == time for path, time in times.items())
            last = catalogue
        stored = store.seen_after(0.0)
    assert stored == {path: time for path, time in first_seen.items() if time is not None}
