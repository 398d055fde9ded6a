"""How many of the posts that a selection leaves have each value of a facet, and are unread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from reader.posts.facets import (
    ALL,
    LISTED_FACETS,
    UNREAD,
    Facet,
    FacetKey,
    FacetTable,
    FacetValue,
    keys_of,
)
from reader.posts.selection import FindView, Selection, select_positions

_MAX_STEPS = 1_000
"""Maximum number of posts whose marks have changed that are subtracted one by one."""
_Mask: TypeAlias = bytearray
"""For each post of a table, 1 if it is meant and 0 if not."""


class FacetCounts:
    """Counts the posts that the list would show if a value were selected as well.

    A number is computed when it is asked for and then kept, so that the cost depends on the values
    that are shown. What was read since is subtracted post by post.

    Args:
        table: The posts to select from.
        chips: The values that are selected.
        find_view: Finds the test of a view.
    """

    def __init__(self, table: FacetTable, chips: Selection, find_view: FindView) -> None:
        self.table = table
        self._chips = chips
        self._find_view = find_view
        self._contexts: dict[Facet, _Mask | None] = {}
        self._views: dict[FacetKey, frozenset[int]] = {}
        self._totals: dict[FacetKey, int] = {}
        self._unread: dict[FacetKey, int] = {}
        self._read_paths: set[str] = set()
        self._is_read: _Mask = bytearray(len(table.posts))

    def total(self, value: FacetValue) -> int:
        """Return the number of posts with a value."""
        if value.key == UNREAD.key:
            return self.unread(ALL)
        total = self._totals.get(value.key)
        if total is None:
            total = self._totals[value.key] = self._count(value)
        return total

    def has_posts(self, value: FacetValue) -> bool:
        """Return whether there is a post with a value, which costs less than to count them."""
        mask = self._context(value.facet)
        if value.facet is Facet.VIEW or mask is None:
            return self.total(value) > 0
        return any(map(mask.__getitem__, self.table.positions(value)))

    def unread(self, value: FacetValue) -> int:
        """Return the number of unread posts with a value."""
        if value.key == UNREAD.key:
            return self.unread(ALL)
        unread = self._unread.get(value.key)
        if unread is None:
            positions = self._positions(value)
            if self.table.stories:
                read = self.table.count([index for index in positions if self._is_read[index]])
            else:
                read = sum(map(self._is_read.__getitem__, positions))
            unread = self._unread[value.key] = self.total(value) - read
        return unread

    def set_read(self, paths: Iterable[str]) -> None:
        """Set which posts are read, as the paths of all of them and of their translations."""
        read = set(paths)
        changed = read ^ self._read_paths
        self._read_paths = read
        if not changed:
            return
        if self.table.stories or len(changed) > _MAX_STEPS:
            # The numbers are computed again: a post counts once for all its translations, and very
            # many steps take longer.
            self._unread.clear()
        positions = self.table.position_by_path
        for path in changed:
            position = positions.get(path)
            if position is not None:
                self._set_read_at(position, is_read=path in read)

    def set_view(self, view: FacetValue, positions: Iterable[int]) -> None:
        """Set which posts are in a view, as their indices in the table's posts."""
        mask = self._context(Facet.VIEW)
        members = frozenset(positions if mask is None else filter(mask.__getitem__, positions))
        if members != self._views.get(view.key):
            self._views[view.key] = members
            self._totals.pop(view.key, None)
            self._unread.pop(view.key, None)

    def _set_read_at(self, position: int, *, is_read: bool) -> None:
        self._is_read[position] = is_read
        if not self._unread:
            return
        step = -1 if is_read else 1
        post = self.table.posts[position]
        for key in keys_of(post):
            mask = self._context(key[0])
            if key in self._unread and (mask is None or mask[position]):
                self._unread[key] += step
        mask = self._context(Facet.VIEW)
        for key in self._unread.keys() & {ALL.key, *self._views}:
            is_member = key == ALL.key or position in self._views[key]
            if is_member and (mask is None or mask[position]):
                self._unread[key] += step

    def _count(self, value: FacetValue) -> int:
        mask = self._context(value.facet)
        if value.facet is Facet.VIEW or mask is None or self.table.stories:
            return self.table.count(self._positions(value))
        return sum(map(mask.__getitem__, self.table.positions(value)))

    def _positions(self, value: FacetValue) -> Sequence[int] | frozenset[int]:
        """Return the indices of the posts with a value among those that are left."""
        mask = self._context(value.facet)
        if value.key == ALL.key:
            everything = range(len(self.table.posts))
            return everything if mask is None else [index for index in everything if mask[index]]
        if value.facet is Facet.VIEW:
            return self._views.get(value.key, frozenset())
        positions = self.table.positions(value)
        return positions if mask is None else [index for index in positions if mask[index]]

    def _context(self, facet: Facet) -> _Mask | None:
        """Return the posts that the chips leave for the values of a facet; None for all."""
        if facet not in self._contexts:
            self._contexts[facet] = self._make_context(facet)
        return self._contexts[facet]

    def _make_context(self, facet: Facet) -> _Mask | None:
        chips = self._chips
        is_replaced = facet in LISTED_FACETS and self.table.is_exclusive(facet)
        others = chips.without_facet(facet) if is_replaced else chips
        if others == chips and facet is not Facet.VIEW:
            return self._context(Facet.VIEW)
        positions = select_positions(self.table, others, self._find_view)
        if positions is None:
            return None
        mask = bytearray(len(self.table.posts))
        for position in positions:
            mask[position] = 1
        return mask
