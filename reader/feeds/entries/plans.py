"""What is done with an entry of a document, and what its post consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeAlias

from reader.feeds.model import Entry
from reader.posts.post import Post
from reader.store.feeds.known_entry import KnownEntry


class EntryBody(Protocol):
    """The text of an entry as Markdown."""

    @property
    def text(self) -> str:
        """The Markdown."""

    @property
    def image(self) -> str:
        """Address of an image in the text; empty without one."""

    @property
    def is_full_text(self) -> bool:
        """Whether the text comes from the page of the entry."""


Convert: TypeAlias = Callable[[Entry], EntryBody]


class Action(Enum):
    """What is done with the file of an entry."""

    NOTHING = "nothing"
    WRITE = "write"
    """A new post is written."""
    REPLACE = "replace"
    """The text of the post is replaced, and its old version put aside."""
    PUT_ASIDE = "put aside"
    """The person edited the post, so it is kept, and the new version is put aside."""
    FILTER = "filter"
    REPEAT = "repeat"
    """The entry is in the document twice."""
    LEAVE_DELETED = "leave deleted"
    """The post was deleted, and is not written again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with an entry."""

    entry: Entry
    action: Action
    known: KnownEntry
    """What is remembered of the entry after that."""
    title: str
    path: Path | None = None
    text: str = ""
    """The text to write."""
    post: Post | None = None
    """The post, if it is to be marked as read."""
