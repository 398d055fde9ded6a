"""The plain mode: the posts line after line, for screen readers and terminals that can do little.

Nothing is drawn, nothing moves, and nothing that was printed changes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import click

from reader.article.document import parse_document
from reader.article.header import header_blocks
from reader.article.line import line_text
from reader.article.palette import Palette
from reader.article.plain import article_lines
from reader.cli import output
from reader.posts.catalogue import Catalogue
from reader.posts.errors import ReaderError
from reader.posts.loading.loader import read_body
from reader.posts.post import Post
from reader.posts.search.query import parse_query
from reader.posts.search.titles import find_titles
from reader.store.marks import MARKS_FILE, Marks
from reader.text.dates import DateForm, day_in_words

_PAGE = 20
"""Posts that are listed until the reader is asked."""
_MOST_FOUND = 300
_MEASURE = 80
_ASKED = "Number to read, Enter for more, /words to search titles, l for the list, q to quit: "


def article_text(post: Post, dates: DateForm) -> Iterator[str]:
    """A post as lines of text, without marks that a voice would stumble over.

    Raises:
        PostError: Its file cannot be read.
    """
    document = parse_document(read_body(post), title=post.title)
    blocks = [*header_blocks(post, date.today(), dates, document.blocks), *document.blocks]
    width = min(output.terminal_width(), _MEASURE)
    lines = article_lines(blocks, width, Palette.plain(ascii_symbols=True))
    return (line_text(line).rstrip() for line in lines)


class PlainReader:
    """Lists posts, and reads those that are asked for by their number.

    Args:
        catalogue: What is open.
        marks: Takes note of what has been read.
        dates: How an article says when it appeared.
        is_asking: Whether someone is there to answer; if not, all is listed at once.
    """

    def __init__(
        self, catalogue: Catalogue, marks: Marks, dates: DateForm, *, is_asking: bool
    ) -> None:
        self._catalogue = catalogue
        self._marks = marks
        self._dates = dates
        self._is_asking = is_asking
        self._listed: Sequence[Post] = catalogue.posts
        self._next = 0

    def run(self, opened: Post | None = None) -> None:
        """Begin with a post, or with the list, and go on until the reader has enough."""
        if opened is not None:
            self._read(opened)
            if not self._is_asking:
                return
        else:
            self._begin(self._catalogue.posts, "posts, newest first")
        while self._is_asking:
            click.echo(_ASKED, nl=False)
            answer = sys.stdin.readline()
            if not answer or answer.strip().casefold() in ("q", "quit"):
                return
            self._do(answer.strip())

    def _do(self, answer: str) -> None:
        if not answer:
            self._list_more()
        elif answer.startswith("/"):
            query = parse_query(answer[1:])
            states = self._marks.states
            found = find_titles(self._catalogue, query, states)
            self._begin(list(islice(found, _MOST_FOUND)), f"found for {answer[1:].strip()}")
        elif answer.isdecimal() and 0 < int(answer) <= len(self._listed):
            self._read(self._listed[int(answer) - 1])
        elif answer.casefold() in ("l", "list"):
            self._begin(self._catalogue.posts, "posts, newest first")
        else:
            output.write_lines([f"There is no number {answer} in this list."])

    def _begin(self, posts: Sequence[Post], what: str) -> None:
        self._listed, self._next = posts, 0
        output.write_lines([f"{len(posts):,} {what}.", ""])
        self._list_more()

    def _list_more(self) -> None:
        stop = self._next + _PAGE if self._is_asking else len(self._listed)
        lines = [self._line(number) for number in range(self._next, min(stop, len(self._listed)))]
        output.write_lines(lines or ["That is all of the list."])
        self._next += len(lines)

    def _line(self, number: int) -> str:
        post = self._listed[number]
        parts = [
            f"{number + 1}. {post.title}",
            *([day_in_words(post.date)] if post.date else []),
            *([", ".join(post.named_categories)] if post.named_categories else []),
            *(["featured"] if post.featured else []),
            *(["starred"] if self._marks.of(post).is_starred else []),
            *(["read"] if self._marks.of(post).is_read else []),
        ]
        return ". ".join(parts) + "."

    def _read(self, post: Post) -> None:
        try:
            output.write_lines(
                ["", *article_text(post, self._dates), "", "End of the article.", ""]
            )
        except ReaderError as error:
            output.write_lines([str(error)])
        else:
            self._marks.set_read([post], is_read=True)


def read_plainly(
    catalogue: Catalogue, opened: Post | None, data_folder: Path, dates: DateForm
) -> None:
    """Read posts in the plain mode until the reader has enough."""
    marks = Marks(data_folder / MARKS_FILE, lambda why: click.echo(why, err=True))
    is_asking = sys.stdin.isatty() and output.is_terminal()
    PlainReader(catalogue, marks, dates, is_asking=is_asking).run(opened)
