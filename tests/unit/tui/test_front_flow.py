"""Rows that flow down columns."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.rows.front.flow import Extent, Flow

EXTENTS = st.lists(
    st.builds(lambda low, more: Extent(low, low + more), st.integers(1, 4), st.integers(0, 4)),
    min_size=1,
    max_size=40,
)


@given(EXTENTS, st.integers(1, 4), st.integers(0, 6))
def test_rows_follow_each_other_down_the_columns(
    extents: list[Extent], columns: int, longer: int
) -> None:
    flow = Flow(extents, columns)
    bottom = flow.bottom + longer
    slots = flow.slots(bottom)
    assert len(slots) == len(extents)
    assert all(low.min <= slot.height <= low.max for low, slot in zip(extents, slots, strict=True))
    for above, below in pairwise(slots):
        assert below.column >= above.column
        if below.column == above.column:
            assert above.top + above.height <= below.top <= above.top + above.height + 1
        else:
            assert below.top == 0
    assert all(slot.top + slot.height <= bottom for slot in slots)
    blank = bottom * columns - sum(slot.height for slot in slots)
    gaps = sum(
        below.top - above.top - above.height
        for above, below in pairwise(slots)
        if below.column == above.column
    )
    assert blank - gaps == flow.blank(bottom)


@given(EXTENTS, st.integers(1, 4))
def test_columns_differ_by_less_than_a_row(extents: list[Extent], columns: int) -> None:
    if len(extents) < columns:
        return
    slots = Flow(extents, columns).slots(Flow(extents, columns).bottom)
    ends = [
        max((slot.top + slot.height for slot in slots if slot.column == column), default=0)
        for column in range(columns)
    ]
    assert max(ends) - min(ends) <= 2 * max(extent.min for extent in extents)


def test_rows_grow_until_the_columns_are_equal() -> None:
    extents = [Extent(2, 5)] * 3
    slots = Flow(extents, 2).slots(Flow(extents, 2).bottom)
    assert [(slot.column, slot.top, slot.height) for slot in slots] == [
        (0, 0, 2),
        (0, 2, 2),
        (1, 0, 4),
    ]


def test_empty_lines_are_spread_over_a_column() -> None:
    slots = Flow([Extent(1, 1)] * 5, 1).slots(7)
    assert [slot.top for slot in slots] == [0, 1, 3, 4, 6]
