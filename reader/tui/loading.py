"""Reading folders and articles off the app's thread. What is read comes back as messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from reader.posts.catalogue import Catalogue
from reader.posts.errors import FolderError, PostError
from reader.posts.folders import check_folder
from reader.posts.post import Post, Problem
from reader.tui.messages import ArticleRead, ArticleUnreadable, LoadFailed, PostsRead

LOAD_GROUP = "load"
"""The worker group that reads folders; a new load ends the one before."""
_ARTICLE_GROUP = "article"

Tell: TypeAlias = Callable[[Message], object]
"""Takes a fact from a thread to the app."""


def start_reading_folders(screen: Screen[None], folders: Sequence[Path], load_id: int) -> None:
    """Read the folders in a thread; the screen is told by PostsRead or LoadFailed."""
    _start(screen, LOAD_GROUP, partial(read_folders, folders, load_id))


def start_reading_article(screen: Screen[None], post: Post) -> None:
    """Read a post's body in a thread; the screen is told by ArticleRead or ArticleUnreadable."""
    _start(screen, _ARTICLE_GROUP, partial(read_article, post))


def _start(
    screen: Screen[None], group: str, read: Callable[[Tell, Callable[[], bool]], None]
) -> None:
    def work() -> None:
        worker = get_current_worker()
        read(screen.post_message, lambda: worker.is_cancelled)

    screen.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)


def read_folders(
    folders: Sequence[Path],
    load_id: int,
    tell: Tell,
    is_cancelled: Callable[[], bool],
) -> None:
    """Read the folders, telling what has been read in ever larger steps.

    A step sorts the whole catalogue, so each holds half as much again as all before it: the first
    posts come at once, and the cost of all steps together stays in proportion to the posts.
    """
    # Late: the parsers behind the loader are not needed to paint the first screen.
    from reader.posts.loader import load_in_batches

    try:
        for folder in folders:
            check_folder(folder)
    except FolderError as error:
        tell(LoadFailed(load_id, error))
        return
    catalogue = Catalogue()
    waiting: list[Post] = []
    problems: list[Problem] = []
    read = found = 0
    for batch in load_in_batches(folders, is_cancelled=is_cancelled):
        waiting += batch.posts
        problems += batch.problems
        read, found = batch.files_read, batch.files_found
        if len(waiting) * 2 > len(catalogue):
            catalogue = _grown(catalogue, waiting)
            waiting = []
            tell(PostsRead(load_id, catalogue, tuple(problems), read, found, is_done=False))
    if not is_cancelled():
        catalogue = _grown(catalogue, waiting)
        tell(PostsRead(load_id, catalogue, tuple(problems), read, found, is_done=True))


def _grown(catalogue: Catalogue, posts: Sequence[Post]) -> Catalogue:
    """The larger catalogue, its questions answered here and not on the app's thread."""
    grown = catalogue.with_posts(posts)
    for category in grown.all_categories:
        grown.in_category(category)
    return grown


def read_article(post: Post, tell: Tell, is_cancelled: Callable[[], bool]) -> None:
    """Read a post's body; of a long one the first piece is told before the whole is parsed."""
    from reader.article.markdown import first_piece, parse_document
    from reader.posts.loader import read_body

    try:
        body = read_body(post)
    except PostError as error:
        tell(ArticleUnreadable(post, error.reason))
        return
    piece = first_piece(body)
    is_whole = len(piece) == len(body)
    tell(ArticleRead(post, parse_document(piece, title=post.title), is_whole))
    if not is_whole and not is_cancelled():
        tell(ArticleRead(post, parse_document(body, title=post.title), is_whole=True))
