"""Messages that cross widgets: facts in the past tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic

from textual.message import Message

from reader.posts.post import Post
from reader.tui.panes import Pane
from reader.tui.rows.choice_rows import Choice, Value

if TYPE_CHECKING:  # not loaded for the first paint
    from reader.tui.feeds.requests import FeedRef


@dataclass
class Emitted(Message):
    """A background job emitted an event."""

    event: object
    """An event of `reader.library.events` or of `reader.tui.feeds`."""


class SidebarMoved(Message):
    """The sidebar's cursor moved to another row."""


@dataclass
class ChipRemoved(Message):
    """The cross of a chip was clicked."""

    name: str
    """The chip as it is shown."""


@dataclass
class FilterTyped(Message):
    """The text that filters the sidebar changed."""

    text: str


@dataclass
class FilterClosed(Message):
    """The person left the box that filters the sidebar."""

    keep_results: bool
    """Whether the rows that match stay in the sidebar."""


@dataclass
class PostHighlighted(Message):
    """The list's cursor moved to a post."""

    post: Post


@dataclass
class FoundPostsSeen(Message):
    """Found posts without excerpts came into sight, or soon will."""

    posts: Sequence[Post]


@dataclass
class QueryTyped(Message):
    """The text of the search box changed."""

    text: str


@dataclass
class SearchClosed(Message):
    """The person left the search box."""

    keep_results: bool
    """Whether the posts that were found stay in the list."""


@dataclass
class FindTyped(Message):
    """The text to find in the article changed."""

    text: str


@dataclass
class FindClosed(Message):
    """The person left the box that finds in the article."""

    keep_results: bool
    """Whether the matches stay highlighted."""


class RowPressed(Message):
    """The row under the cursor was clicked."""


@dataclass
class ChoicePressed(Message, Generic[Value]):
    """A choice of a chooser was clicked."""

    choice: Choice[Value]


@dataclass
class HintClicked(Message):
    """A key hint of the footer was clicked."""

    command_id: str


@dataclass
class LinkClicked(Message):
    """A link of the article was clicked or chosen by its letters."""

    target: str


class ArticleClicked(Message):
    """The text of the article was clicked."""


class ArticleFinished(Message):
    """The person asked for more at the end of the article."""


@dataclass
class EdgeDragged(Message):
    """The right edge of a pane was dragged."""

    pane: Pane
    cells: int
    """The width that the pane is dragged to."""


class EdgeReleased(Message):
    """The edge of a pane was released after a drag."""


@dataclass
class FoldersChosen(Message):
    """The person chose other folders to open in the place of those that are open."""

    folders: tuple[Path, ...]
    new_feed: FeedRef | None = None
    """A feed that was just added, to fetch at once and to list."""
    fetches_at_once: bool = False
    """Whether all feeds are fetched at once."""
