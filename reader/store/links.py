"""Find the posts that link to a post.

For each post, the index stores the names by which its links refer to other posts: the last parts
of their targets. Such a name shows which posts may link to another one. Whether a post does is
decided by resolving the links in its body.
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

DELETE_UNUSED_LINKS = "DELETE FROM links WHERE number NOT IN (SELECT number FROM texts)"
_INSERT = "INSERT OR IGNORE INTO links VALUES (?, ?)"
_SELECT = """
SELECT DISTINCT folder, relative FROM links JOIN texts USING (number)
WHERE name IN ({}) ORDER BY number DESC LIMIT ?
"""
MAX_NAMES = 300
"""Maximum number of names that are stored for one post."""
MAX_CANDIDATES = 60
"""Maximum number of posts whose bodies are searched for links to one post."""


def link_names(body: str, page: str | None) -> set[str]:
    """Return the names by which the links in a body refer to posts.

    Links to other websites are left out.

    Args:
        body: The body of a post.
        page: The URL of the post's own page, whose host is that of its website; None if unknown.
    """
    host = _host(page) if page else ""
    names = (
        target_name(target)
        for target in link_targets(body)
        if not is_external(target) or (host and _host(target) == host)
    )
    return set(islice(filter(None, names), MAX_NAMES))


def add_links(connection: sqlite3.Connection, posts: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Store the names in the links of posts.

    Args:
        connection: The index, with the link table.
        posts: The number of each post's row in `texts`, and the names from `link_names`.
    """
    connection.executemany(_INSERT, ((name, number) for number, names in posts for name in names))


class PostLinks:
    """Finds the posts of some folders that link to a post.

    Args:
        path: The index, as `first_screen.index_path` returns it.
        folders: The folders, in the order in which they were opened.
        options: The options that the posts are loaded with.
    """

    def __init__(self, path: Path, folders: Sequence[Path], options: LoadOptions) -> None:
        self.keys = FolderKeys(folders, options)
        self._path = path

    def linking_to(
        self, post: Post, catalogue: Catalogue, limit: int, is_cancelled: Callable[[], bool]
    ) -> list[Post]:
        """Return the listed posts that link to a post, newest first; none without an index.

        Of several translations that link to it, one is returned.

        Args:
            post: The target of the links.
            catalogue: All posts of the folders.
            limit: Maximum number of posts to return.
            is_cancelled: Called before each file is opened. No further file is opened once it
                returns true.
        """
        names = set(post_names(post))
        candidates = [
            other
            for path in self._paths_of_candidates(names)
            if path != post.path and (other := catalogue.get_by_path(path)) and not other.hidden
        ]
        targets = {
            other.path: _matching_targets(other, names)
            for other in candidates
            if not is_cancelled()
        }
        resolver = LinkResolver(
            catalogue, {target for found in targets.values() for target in found}
        )

        def links_here(other: Post) -> bool:
            linked = (resolver.resolve(target, other) for target in targets.get(other.path, ()))
            return any(found is not None and found.path == post.path for found in linked)

        linking: Iterable[Post] = filter(links_here, candidates)
        if catalogue.stories:
            linking = catalogue.stories.one_each(list(linking))
        return list(islice(linking, limit))

    def _paths_of_candidates(self, names: set[str]) -> list[str]:
        """Return the paths of the posts with one of these names in a link, newest first."""
        connection = connect_to_read(self._path, self.keys.fingerprint)
        if connection is None:
            return []
        try:
            with closing(connection):
                select = _SELECT.format(", ".join("?" * len(names)))
                keys = connection.execute(select, (*names, MAX_CANDIDATES))
                return [self.keys.path_for(*key) for key in keys]
        except sqlite3.Error:  # the link table does not exist yet, or is damaged
            return []


def _matching_targets(post: Post, names: set[str]) -> list[str]:
    """Return the link targets in the body of a post that have one of these names."""
    try:
        return [target for target in link_targets(load_body(post)) if target_name(target) in names]
    except PostError:
        return []


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
