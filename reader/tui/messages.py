"""Facts that cross widgets, in the past tense. Each carries the identity of what it is about, so
that news of something no longer wanted can be told from news that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from textual.message import Message

from reader.posts.catalogue import Catalogue, Category
from reader.posts.errors import FolderError
from reader.posts.post import Post, Problem
from reader.tui.rows.choice_rows import Entry, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.article.document import Document
    from reader.article.pictures import Picture, Pictures
    from reader.posts.links.resolve import LinkResolver
    from reader.posts.search.hits import Hit
    from reader.posts.search.query import Query


@dataclass
class CategorySelected(Message):
    """The sidebar's cursor stands on a category."""

    category: Category


@dataclass
class PostHighlighted(Message):
    """The list's cursor stands on a post."""

    post: Post


@dataclass
class QueryTyped(Message):
    """Something else stands in the search box."""

    text: str


@dataclass
class SearchClosed(Message):
    """The reader is done with the search box."""

    keep_results: bool
    """Whether what was found stays in the list."""


@dataclass
class FindTyped(Message):
    """Something else is to be found in the article."""

    text: str


@dataclass
class FindClosed(Message):
    """The reader is done with typing what is to be found in the article."""

    keep_results: bool
    """Whether it stays lit."""


@dataclass
class PostsFound(Message):
    """A search has found posts."""

    text: str
    """What was typed."""
    query: Query
    posts: Sequence[Post]
    """In the order in which they are to be listed."""
    hits: Mapping[str, Hit]
    """What to show of them, by path, as far as they have been read."""


@dataclass
class RowPressed(Message):
    """A row was clicked that the cursor stood on already."""


@dataclass
class EntryPressed(Message, Generic[Value]):
    """An entry of a chooser was clicked."""

    entry: Entry[Value]


@dataclass
class HintClicked(Message):
    """A key hint of the footer was clicked."""

    command_id: str


@dataclass
class LinkClicked(Message):
    """A link of the article was clicked."""

    target: str


@dataclass
class ConnectionsKnown(Message):
    """What leads from a post to others is known."""

    post: Post
    links: LinkResolver
    """The posts behind the links of its body."""
    related: Sequence[Post]
    linking: Sequence[Post]
    """Posts that link to it."""


@dataclass
class ArticleFinished(Message):
    """The reader asked for more where the article ends."""


@dataclass
class PostsRead(Message):
    """More of the folders has been read; the catalogue is whole when `is_done`."""

    load_id: int
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    files_read: int
    files_found: int
    is_done: bool
    changed: frozenset[str] = frozenset()
    """Paths of the files that were read, and not recalled, so that their text may be another."""
    is_recalled: bool = False
    """Whether these are the posts of the last run, still to be checked against the disk."""


@dataclass
class WordsIndexed(Message):
    """The words of more posts can be searched."""

    taken: int
    waiting: int
    """Posts that were waiting for it when it began; all of them are done when it is `taken`."""


@dataclass
class FoldersChanged(Message):
    """Files of the opened folders were changed, added or taken away by some program."""

    paths: frozenset[str] | None
    """Absolute paths of the files; None where it may be any file."""


@dataclass
class FollowingFailed(Message):
    """Changes of the opened folders go unnoticed from now on."""

    reason: str


@dataclass
class LoadFailed(Message):
    """The folders cannot be read at all."""

    load_id: int
    error: FolderError


@dataclass
class ArticleRead(Message):
    """A post's body is ready to be shown."""

    post: Post
    document: Document
    is_whole: bool
    """Whether it is all of the body, and not its beginning while the rest is still parsed."""
    pictures: Pictures
    """Of its images, as far as they are there, or what is said in their place."""
    digest: int
    """Differs, for all that is likely, from that of another body."""

    def says_the_same(self, other: ArticleRead) -> bool:
        """Whether another one would be shown as this one is."""
        mine, theirs = ((it.post, it.is_whole, it.digest, it.pictures) for it in (self, other))
        return mine == theirs


@dataclass
class LeadRead(Message):
    """The picture of the lead story is there."""

    post: Post
    picture: Picture


@dataclass
class ArticleUnreadable(Message):
    """A post's body could not be read any more."""

    post: Post
    reason: str
