"""Find the posts of several feeds that are about the same page on the web."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reader.posts.post import Post
from reader.text.normal_links import normal_link

_normal_link = lru_cache(maxsize=65_536)(normal_link)
"""The posts are grouped whenever some arrive, and each link has to be taken apart only once."""


def posts_about_same_page(posts: Iterable[Post]) -> list[Sequence[Post]]:
    """Return the posts whose links lead to the same page, if they are from several feeds.

    Nothing is concluded from the address of a whole site, or from one that a feed gives to several
    of its entries: those are about parts of a page, such as the versions on a list of changes.
    """
    by_link: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.feed is not None and post.link is not None:
            by_link[_normal_link(post.link)].append(post)
    return [
        group
        for link, group in by_link.items()
        if len(group) > 1
        and ("/" in link or "?" in link)
        and len({post.feed for post in group}) == len(group)
    ]
