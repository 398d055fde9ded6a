"""Which rows the sidebar has: all posts, then the values of each facet under a heading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice, repeat
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from reader.posts.facets import LISTED_FACETS, Facet, FacetKey, FacetTable, FacetValue
from reader.posts.post import UNCATEGORISED
from reader.posts.selection import Selection

TITLES: Mapping[Facet, str] = {
    Facet.VIEW: "Views",
    Facet.CATEGORY: "Categories",
    Facet.FEED: "Feeds",
    Facet.TAG: "Tags",
    Facet.AUTHOR: "Authors",
    Facet.LANGUAGE: "Languages",
    Facet.DATE: "Dates",
}
"""The headings of the sections."""

_MAX_NUMBER = 9


@dataclass(frozen=True, slots=True)
class SidebarSection:
    """The heading over the values of a facet."""

    facet: Facet
    count: int
    """Number of values below it."""
    is_expanded: bool

    @property
    def title(self) -> str:
        """The text of the heading."""
        return TITLES[self.facet]


class SidebarGroup(NamedTuple):
    """The name of a category over its feeds, which cannot be selected."""

    facet: Facet
    name: str


SidebarRow: TypeAlias = FacetValue | SidebarSection | SidebarGroup
"""A row of the sidebar. The value `ALL` stands for all posts."""

Sections: TypeAlias = Mapping[Facet, Sequence[FacetValue]]
"""The values of each facet that has any, in the order of the sections."""


def facet_sections(
    table: FacetTable, chips: Selection, has_posts: Callable[[FacetValue], bool]
) -> Sections:
    """Return the values that there are to select. A facet that all posts share has no section.

    Args:
        table: The posts to select from.
        chips: The selected values, which always have their rows. The months of a year are listed if
            the year or one of its months is among them.
        has_posts: Whether there are posts with a value besides the chips.
    """
    sections: dict[Facet, Sequence[FacetValue]] = {}
    for facet in LISTED_FACETS:
        if table.divides(facet):
            values = _with_months(table, table.listed(facet), chips)
            if chips:
                values = [value for value in values if value in chips or has_posts(value)]
            if values:
                sections[facet] = values
    return sections


def _with_months(
    table: FacetTable, values: Sequence[FacetValue], chips: Selection
) -> Sequence[FacetValue]:
    """Return values with the months of each year that is selected, or has a selected month."""
    dates = [chip for chip in chips.values if chip.facet is Facet.DATE]
    if not dates:
        return values
    rows: list[FacetValue] = []
    for value in values:
        rows.append(value)
        if value.is_year and any(value.includes(chip) for chip in dates):
            rows += table.months(value)
    return rows


def matching_sections(table: FacetTable, text: str) -> Sections:
    """Return the values whose names contain a text, of all facets that tell posts apart."""
    found = {facet: table.matching(facet, text) for facet in LISTED_FACETS if table.divides(facet)}
    return {facet: values for facet, values in found.items() if values}


def default_expanded(sections: Collection[Facet]) -> frozenset[Facet]:
    """Return the sections that are expanded as long as the person has changed none.

    They are the views, the categories and the feeds. Without categories, the first section after
    the views takes their place.
    """
    first = next((facet for facet in LISTED_FACETS if facet in sections), Facet.CATEGORY)
    return frozenset({Facet.VIEW, first, Facet.FEED})


def sidebar_rows(sections: Sections, expanded: Collection[Facet]) -> list[SidebarRow]:
    """Return the rows of sections: each heading, with its values if it is expanded."""
    rows: list[SidebarRow] = []
    for facet, values in sections.items():
        is_expanded = facet in expanded
        rows.append(SidebarSection(facet, len(values), is_expanded))
        if is_expanded:
            rows += _grouped(facet, values)
    return rows


def _grouped(facet: Facet, values: Sequence[FacetValue]) -> Iterator[SidebarRow]:
    """Yield values, with the names of their groups if there are several."""
    has_groups = len({value.group for value in values}) > 1
    for group, members in groupby(values, key=attrgetter("group")):
        if has_groups:
            yield SidebarGroup(facet, group or UNCATEGORISED)
        yield from members


def numbered_values(
    searches: Sequence[FacetValue], table: FacetTable, expanded: Collection[Facet]
) -> list[FacetKey | None]:
    """Return the keys of the values that the keys 1, 2 and so on select, at most nine.

    The values of posts are counted from 1 up, and saved searches from 9 down, so that a search
    that is saved takes no number that the person has learnt unless it is the last free one. A key
    between them selects nothing: its place has None.

    A value keeps its number while others have no rows: neither chips nor the other views, which
    come and go with the marks of posts, move the numbers of the values below them.

    Args:
        searches: The saved searches.
        table: All posts that there are to select from.
        expanded: The expanded sections, whose values have numbers.
    """
    listed = (
        table.listed(facet) for facet in LISTED_FACETS if facet in expanded and table.divides(facet)
    )
    saved = [view.key for view in searches[:_MAX_NUMBER]] if Facet.VIEW in expanded else []
    room = _MAX_NUMBER - len(saved)
    values = [value.key for value in islice(chain.from_iterable(listed), room)]
    return [*values, *repeat(None, room - len(values)), *reversed(saved)]


def index_of_row(rows: Sequence[SidebarRow], row: SidebarRow, near: int = 0) -> int | None:
    """Return the position of a row; None if it is missing.

    Args:
        rows: All rows.
        row: The row to look for. A heading is found by its facet.
        near: Where it is probably.
    """
    if 0 <= near < len(rows) and _is_same(rows[near], row):
        return near
    return next((index for index, other in enumerate(rows) if _is_same(other, row)), None)


def _is_same(row: SidebarRow, other: SidebarRow) -> bool:
    if isinstance(row, SidebarSection):
        return isinstance(other, SidebarSection) and row.facet is other.facet
    if isinstance(row, FacetValue):
        return isinstance(other, FacetValue) and row.key == other.key
    return row == other
