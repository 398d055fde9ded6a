"""Reading folders and articles off the app's thread. What is read comes back as messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import get_current_worker

from reader.library.article import ImageRequest, read_article, read_lead
from reader.library.folder_loader import Emit, FolderLoader
from reader.posts.catalogue import Catalogue
from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.tui.messages import (
    ConnectionsKnown,
    FoldersChanged,
    FollowingFailed,
)

if TYPE_CHECKING:
    from reader.store.links import PostLinks
    from reader.tui.screens.search_screen import SearchScreen

LOAD_GROUP = "load"
"""The worker group that reads folders; a new load ends the one before."""
_ARTICLE_GROUP = "article"
_FOR_ARTICLES = (
    "reader.article.document",
    "reader.article.header",
    "reader.article.search",
    "reader.article.positions",
    "reader.article.image_files",
    "reader.web.image_cache",
    "reader.article.related",
    "reader.posts.links.related",
    "reader.posts.links.targets",
    "reader.tui.widgets.shown_article",
    "pygments.lexers",
)
_FOLLOW_GROUP = "follow"
_SEARCH_GROUP = "search"
_LEAD_GROUP = "lead"
_CONNECTIONS_GROUP = "connections"
_MOST_RELATED = 4
"""One more than are named: the next post of the list may be among them."""
_MOST_LINKING = 5


def start_reading_folders(
    screen: Screen[None], folder_reader: FolderLoader, load_id: int, paths: frozenset[str] | None
) -> None:
    """Read the folders in a thread, or just these files of them; the screen is told by PostsRead
    or LoadFailed."""
    _start(screen, LOAD_GROUP, partial(_read_folders, folder_reader, load_id, paths))


def _read_folders(
    folder_reader: FolderLoader,
    load_id: int,
    paths: frozenset[str] | None,
    tell: Emit,
    is_cancelled: Callable[[], bool],
) -> None:
    folder_reader.read(load_id, tell, is_cancelled, paths)
    # The first article that is opened should not wait for what lays articles out.
    for module in _FOR_ARTICLES:
        import_module(module)
    folder_reader.index_words(tell, is_cancelled)


def start_following_folders(screen: Screen[None], folders: Sequence[Path], stop: Event) -> None:
    """Watch the folders in a thread until `stop`; the screen is told by FoldersChanged."""
    _start(screen, _FOLLOW_GROUP, partial(_follow, folders, stop))


def _follow(
    folders: Sequence[Path],
    stop: Event,
    tell: Emit,
    is_cancelled: Callable[[], bool],
) -> None:
    from reader.posts.loading.watch import watch_folders  # late: the first paint follows nothing

    try:
        for paths in watch_folders([folder.absolute() for folder in folders], stop):
            if is_cancelled():
                return
            if paths is None or paths:
                tell(FoldersChanged(paths))
    except OSError as error:
        tell(FollowingFailed(str(error)))


def start_searching(screen: SearchScreen, text: str, *, is_newest_first: bool) -> None:
    """Search in a thread; the screen is told by PostsFound."""
    _start(screen, _SEARCH_GROUP, partial(_search, screen, text, is_newest_first))


def _search(
    screen: SearchScreen,
    text: str,
    is_newest_first: bool,
    tell: Emit,
    is_cancelled: Callable[[], bool],
) -> None:
    from reader.store.search import Order  # late: a start searches for nothing

    order = Order.NEWEST if is_newest_first else Order.BEST
    screen.post_search.find(
        text,
        screen.catalogue,
        order,
        tell,
        is_cancelled,
        has_words=screen.has_words,
        states=screen.search_states(),
    )


def start_reading_article(screen: Screen[None], post: Post, wishes: ImageRequest) -> None:
    """Read a post's body in a thread, and its images as far as they are wanted; the screen is told
    by ArticleRead or ArticleUnreadable."""
    _start(screen, _ARTICLE_GROUP, partial(read_article, post, wishes))


def start_reading_lead(screen: Screen[None], post: Post, wishes: ImageRequest) -> None:
    """Read a post's own image in a thread, if it is at hand; the screen is told by LeadRead."""
    _start(screen, _LEAD_GROUP, partial(read_lead, post, wishes))


def start_learning_connections(
    screen: Screen[None],
    post: Post,
    catalogue: Catalogue,
    post_links: PostLinks | None,
    site: str | None,
) -> None:
    """Learn in a thread what leads from a post to others; the screen is told by
    ConnectionsKnown."""
    _start(
        screen, _CONNECTIONS_GROUP, partial(_learn_connections, post, catalogue, post_links, site)
    )


def _learn_connections(
    post: Post,
    catalogue: Catalogue,
    post_links: PostLinks | None,
    site: str | None,
    tell: Emit,
    is_cancelled: Callable[[], bool],
) -> None:
    from reader.posts.links.related import related_posts
    from reader.posts.links.resolve import LinkResolver
    from reader.posts.links.targets import link_targets
    from reader.posts.loading.loader import load_body  # late, as above

    try:
        targets = list(link_targets(load_body(post)))
    except PostError:  # it has been told already
        return
    links = LinkResolver(catalogue, targets, site)
    if is_cancelled():
        return
    related = related_posts(catalogue, post, _MOST_RELATED)
    linking = []
    if post_links is not None and not is_cancelled():
        linking = post_links.linking_to(post, catalogue, _MOST_LINKING, is_cancelled)
    if not is_cancelled():
        tell(ConnectionsKnown(post, links, related, linking))


def _start(
    screen: Screen[None], group: str, read: Callable[[Emit, Callable[[], bool]], None]
) -> None:
    def work() -> None:
        worker = get_current_worker()
        read(screen.post_message, lambda: worker.is_cancelled)

    screen.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)
