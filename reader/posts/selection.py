"""Selections: the facet values that listed posts have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.facets import ALL, HIDDEN, Facet, FacetTable, FacetValue
from reader.posts.post import Post

FindView: TypeAlias = Callable[[FacetValue], Callable[[Post], bool] | None]
"""Returns the test of whether a post is in a view; None if the view is not known."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Values that posts must have, all of them; without a value, all posts are selected."""

    values: tuple[FacetValue, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is a value."""
        return bool(self.values)

    def __contains__(self, value: FacetValue) -> bool:
        return any(value.key == other.key for other in self.values)

    @property
    def query(self) -> str:
        """The query that finds the selected posts."""
        return " ".join(value.term for value in self.values)

    @property
    def names(self) -> list[str]:
        """The names of the values, as they are shown without their facets."""
        return [value.description for value in self.values]

    @property
    def title(self) -> str:
        """The names on one line."""
        return " · ".join(self.names) or ALL.name

    def with_value(self, value: FacetValue, *, is_exclusive: bool) -> Selection:
        """Return the selection with one more value.

        Args:
            value: The value to add.
            is_exclusive: Whether it replaces a value of its facet, because no post has both.
        """
        if value.key == ALL.key or value in self:
            return self
        return Selection(
            (*(self.without_facet(value.facet) if is_exclusive else self).values, value)
        )

    def without(self, value: FacetValue) -> Selection:
        """Return the selection without a value."""
        return Selection(tuple(other for other in self.values if other.key != value.key))

    def without_facet(self, facet: Facet) -> Selection:
        """Return the selection without the values of a facet."""
        return Selection(tuple(value for value in self.values if value.facet is not facet))

    @property
    def is_of_hidden(self) -> bool:
        """Whether the selected posts are among those that are not listed elsewhere."""
        return HIDDEN in self


EVERYTHING = Selection()
"""The selection of all posts."""


def table_of(catalogue: Catalogue, selection: Selection) -> FacetTable:
    """Return the table of the posts that a selection selects from."""
    return catalogue.hidden_facets if selection.is_of_hidden else catalogue.facets


def select_positions(
    table: FacetTable, selection: Selection, find_view: FindView
) -> Sequence[int] | None:
    """Return the indices in the table's posts of the selected ones, in order; None for all.

    Args:
        table: The posts to select from, as `table_of` returns it.
        selection: The values that posts must have.
        find_view: Finds the test of a view. A view that it does not know has no post.
    """
    listed = [value for value in selection.values if value.facet is not Facet.VIEW]
    views = [value for value in selection.values if value.facet is Facet.VIEW]
    positions: Sequence[int] | None = None
    if listed:
        first, *others = map(table.positions, listed)
        positions = sorted(set(first).intersection(*others)) if others else first
    for view in views:
        if view == HIDDEN:
            continue
        test = find_view(view)
        among = range(len(table.posts)) if positions is None else positions
        posts = table.posts
        positions = [index for index in among if test(posts[index])] if test is not None else ()
    return positions


def select_posts(catalogue: Catalogue, selection: Selection, find_view: FindView) -> Sequence[Post]:
    """Return the selected posts of a catalogue, newest first.

    A post is shown in the most preferred of the languages in which it is selected.
    """
    table = table_of(catalogue, selection)
    positions = select_positions(table, selection, find_view)
    if positions is None:
        return table.posts if selection.is_of_hidden else catalogue.posts
    return table.posts_at(positions)
