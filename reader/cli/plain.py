"""The plain mode: one line after another, for screen readers and for simple terminals.

Lines are only ever added: nothing on the screen moves or changes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from reader.article.plain import render_text
from reader.cli import output
from reader.cli.unsaved import close_marks
from reader.library.arrivals import Arrivals
from reader.library.library import Library
from reader.posts.catalogue import Catalogue
from reader.posts.errors import PostError, ReaderError
from reader.posts.post import Post
from reader.posts.search.query import Query, parse_query
from reader.posts.search.titles import find_titles
from reader.settings import rescue_folders
from reader.store.arrivals import ARRIVALS_FILE, ArrivalStore
from reader.store.marks import MARKS_FILE, Marks
from reader.store.saving.mark_store import MarkStore
from reader.text.counts import counted
from reader.text.dates import NO_DATE, DateForm, day_in_words

_PAGE = 20
"""Number of posts that are listed before the next prompt."""
_MAX_WIDTH = 80
"""Maximum width of a line of an article in cells."""
_PROMPT = "Number to read, Enter for more, /words to search titles, l for the list, q to quit: "


class PlainMode:
    """Lists posts, and prints the articles whose numbers are entered.

    Args:
        library: The open folders.
        catalogue: Their posts.
        marks: Where printed posts are marked as read.
        dates: How the byline shows the date.
        is_interactive: Whether a person can answer a prompt; if not, the whole list is printed.
        new: Paths of the posts that arrived after the last visit.
    """

    def __init__(
        self,
        library: Library,
        catalogue: Catalogue,
        marks: Marks,
        dates: DateForm,
        *,
        is_interactive: bool,
        new: Collection[str] = (),
    ) -> None:
        self._library = library
        self._catalogue = catalogue
        self._marks = marks
        self._dates = dates
        self._is_interactive = is_interactive
        self._new = new
        self._listed: Sequence[Post] = catalogue.posts
        self._next = 0

    def run(self, first: Post | None = None) -> None:
        """Print the first post if there is one, else the list, then answer until the person quits.

        Without a person to answer, return after the first output.
        """
        if first is not None:
            self._print_article(first)
            if not self._is_interactive:
                return
        else:
            self._start_list(self._catalogue.posts, ", newest first")
        while self._is_interactive:
            click.echo(_PROMPT, nl=False)
            answer = _read_line()
            if not answer or answer.strip().casefold() in ("q", "quit"):
                return
            self._respond(answer.strip())

    def _respond(self, answer: str) -> None:
        if not answer:
            self._list_more()
        elif answer.startswith("/"):
            found = list(self._find(parse_query(answer[1:])))
            self._start_list(found, f" found for {answer[1:].strip()}")
        elif answer.isdecimal() and 0 < int(answer) <= len(self._listed):
            self._print_article(self._listed[int(answer) - 1])
        elif answer.casefold() in ("l", "list"):
            self._start_list(self._catalogue.posts, ", newest first")
        else:
            output.write_lines([f"There is no number {answer} in this list."])

    def _find(self, query: Query) -> Iterator[Post]:
        states = {**self._marks.states, "new": self._is_new}
        if query.required or query.excluded or not query.filters:
            return find_titles(self._catalogue, query, states)
        return (post for post in self._catalogue.posts if query.matches_filters(post, states))

    def _start_list(self, posts: Sequence[Post], label: str) -> None:
        self._listed, self._next = posts, 0
        output.write_lines([f"{counted(len(posts), 'post')}{label}.", ""])
        self._list_more()

    def _list_more(self) -> None:
        total = len(self._listed)
        stop = min(self._next + _PAGE, total) if self._is_interactive else total
        lines = [self._line(number) for number in range(self._next, stop)]
        output.write_lines(lines or ["End of the list."])
        self._next += len(lines)

    def _line(self, number: int) -> str:
        post = self._listed[number]
        parts = [
            f"{number + 1}. {post.title}",
            day_in_words(post.date) if post.date else NO_DATE,
            *filter(None, [post.feed or ", ".join(post.named_categories)]),
            *(["new"] if self._is_new(post) else []),
            *(["featured"] if post.featured else []),
            *(["starred"] if self._marks.mark_for(post).is_starred else []),
            *(["read"] if self._marks.mark_for(post).is_read else []),
        ]
        return ". ".join(parts) + "."

    def _is_new(self, post: Post) -> bool:
        return post.path in self._new

    def _print_article(self, post: Post) -> None:
        try:
            output.write_lines(["", *self._article_lines(post), "", "End of the article.", ""])
        except PostError as error:
            output.write_lines([str(error)])
        else:
            self._marks.set_read([post], is_read=True)

    def _article_lines(self, post: Post) -> Iterator[str]:
        """Return an article as lines without symbols that a screen reader would read out.

        Raises:
            PostError: The file can no longer be read.
        """
        blocks = self._library.printed_blocks(post, date.today(), self._dates)
        width = min(output.terminal_width(), _MAX_WIDTH)
        # Spaces are gone already; this is for a no-break space at the end of a line.
        return map(str.rstrip, render_text(blocks, width, ascii_symbols=True))


def _read_line() -> str:
    """Return what the person types; empty at the end of the input, or of the terminal.

    Raises:
        ReaderError: The input has another encoding, of a kind that has no replacement characters.
    """
    try:
        return sys.stdin.readline()
    except OSError:
        return ""
    except UnicodeError as error:
        raise ReaderError(
            f"What is typed is not in the encoding {sys.stdin.encoding}. Check PYTHONIOENCODING."
        ) from error


def run_plain_mode(
    library: Library, catalogue: Catalogue, first: Post | None, data_folder: Path, dates: DateForm
) -> bool:
    """Run the plain mode on the terminal, with the marks and visits of the data folder.

    Returns:
        Whether no mark is lost.
    """
    path = data_folder / MARKS_FILE
    store = MarkStore(path, rescue_folders)
    marks = Marks(None, output.report, library.folders, store=store)
    is_interactive = sys.stdin.isatty() and output.is_terminal()
    visits = ArrivalStore(data_folder / ARRIVALS_FILE, library.folders)
    Arrivals(visits, time.time).record(catalogue, None)
    new = visits.new_paths()
    mode = PlainMode(library, catalogue, marks, dates, is_interactive=is_interactive, new=new)
    try:
        mode.run(first)
    finally:
        is_kept = close_marks(store)
    if is_interactive:
        visits.save_visit(time.time(), time.time())
    return is_kept
