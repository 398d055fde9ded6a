"""Recognise the posts that files which are missing have become."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.posts.post import Post
from reader.store.codecs import date_to_text


class Traits(NamedTuple):
    """What identifies a post besides its path."""

    title: str
    date: str | None
    """As `date_to_text` returns it."""

    @classmethod
    def from_post(cls, post: Post) -> Traits:
        """Return the traits of a post."""
        return cls(post.title, date_to_text(post.date))


def find_moved(missing: Mapping[str, Traits], posts: Iterable[Post]) -> dict[str, Post]:
    """Return the posts that missing files were moved or renamed to.

    A moved post is identified by its title and date, by its file name and date, or by its file name
    and title. It must be the only such post.

    Args:
        missing: The traits of posts whose files are missing, by path.
        posts: The posts that they may have become.

    Returns:
        The posts by the missing paths.
    """
    # Few posts share a title or a file name with the missing ones; only they are compared.
    titles = {traits.title for traits in missing.values()}
    names = set(map(_file_name, missing))
    posts_by_trait: dict[tuple[str, ...], list[Post]] = {}
    for post in posts:
        if post.title in titles or _file_name(post.path) in names:
            for trait in _combinations(post.path, Traits.from_post(post)):
                posts_by_trait.setdefault(trait, []).append(post)
    moved: dict[str, Post] = {}
    taken: set[str] = set()
    for path, traits in missing.items():
        candidates = (posts_by_trait.get(trait, ()) for trait in _combinations(path, traits))
        found = next((similar[0] for similar in candidates if len(similar) == 1), None)
        if found is not None and found.path not in taken:
            moved[path] = found
            taken.add(found.path)
    return moved


def _file_name(path: str) -> str:
    return os.path.basename(path)  # noqa: PTH119 - text


def _combinations(path: str, traits: Traits) -> list[tuple[str, ...]]:
    """Return what identifies a moved or renamed post, the most reliable combination first."""
    name, (title, date) = _file_name(path), traits
    dated = [("title and date", title, date), ("name and date", name, date)] if date else []
    return [*dated, ("name and title", name, title)]
