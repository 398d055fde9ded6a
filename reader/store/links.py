"""Which posts link to a post, by what their links call it.

Kept with the words of the posts: the last parts of the targets of a body. They only say which posts
may link to one; whether a post does is told by its body.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from reader.posts.catalogue import Catalogue
from reader.posts.errors import PostError
from reader.posts.links.resolve import LinkResolver, is_external, post_names, target_name
from reader.posts.links.targets import link_targets
from reader.posts.loading.loader import load_body
from reader.posts.options import LoadOptions
from reader.posts.post import Post
from reader.store.database import connect_to_read
from reader.store.folder_keys import FolderKeys

TABLE = """
CREATE TABLE IF NOT EXISTS links (
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (name, number)
) WITHOUT ROWID;
"""
FORGET = "DELETE FROM links WHERE number NOT IN (SELECT number FROM texts)"
_INSERT = "INSERT OR IGNORE INTO links VALUES (?, ?)"
_CALLED = """
SELECT DISTINCT folder, relative FROM links JOIN texts USING (number)
WHERE name IN ({}) ORDER BY number DESC LIMIT ?
"""
_MOST_NAMES = 300
"""Of the links of one post."""
_MOST_READ = 60
"""Posts that may link to another, of which it is looked up whether they do."""


def link_names(body: str, page: str | None) -> set[str]:
    """What the links of a body call the posts that they may lead to.

    Args:
        body: Of a post.
        page: Its address on the web, which tells the host of its site.
    """
    host = _host_of(page) if page else ""
    names = (
        target_name(target)
        for target in link_targets(body)
        if not is_external(target) or (host and _host_of(target) == host)
    )
    return set(islice(filter(None, names), _MOST_NAMES))


def add_links(connection: sqlite3.Connection, posts: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Keep what the links of posts name, by the number of their row in `texts`."""
    connection.executemany(_INSERT, ((name, number) for number, names in posts for name in names))


class PostLinks(FolderKeys):
    """Finds the posts of some folders that link to a post.

    Args:
        path: The index of these folders.
        folders: In the order in which they were opened.
        options: As the posts were read.
    """

    def __init__(self, path: Path, folders: Sequence[Path], options: LoadOptions) -> None:
        super().__init__(folders, options)
        self._path = path

    def to(
        self, post: Post, catalogue: Catalogue, most: int, is_cancelled: Callable[[], bool]
    ) -> list[Post]:
        """So many posts at most that link to another one, the newest first; none without an
        index."""
        names = set(post_names(post))
        candidates = [
            other
            for path in self._may_link_to(names)
            if path != post.path and (other := catalogue.get_by_path(path)) and not other.hidden
        ]
        targets = {it.path: _targets(it, names) for it in candidates if not is_cancelled()}
        links = LinkResolver(catalogue, {it for found in targets.values() for it in found})

        def leads_here(other: Post) -> bool:
            here = (links.resolve(it, other) for it in targets.get(other.path, ()))
            return any(it is not None and it.path == post.path for it in here)

        return list(islice(filter(leads_here, candidates), most))

    def _may_link_to(self, names: set[str]) -> list[str]:
        connection = connect_to_read(self._path, self.fingerprint)
        if connection is None:
            return []
        try:
            with closing(connection):
                select = _CALLED.format(", ".join("?" * len(names)))
                return [
                    self.path_of(*key) for key in connection.execute(select, (*names, _MOST_READ))
                ]
        except sqlite3.Error:  # nothing has been written yet, or it is damaged
            return []


def _targets(post: Post, names: set[str]) -> list[str]:
    """The targets of a post that may mean one that is called so."""
    try:
        return [target for target in link_targets(load_body(post)) if target_name(target) in names]
    except PostError:
        return []


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
