"""Which post a link in another post leads to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_GENERATOR_MARK = re.compile(
    r"^(?:[{|](?:filename|static|attach)[}|]|link://(?:slug|filename)/|@(?=/))"
)
"""What Pelican, Nikola and Zola set before a link to a post."""
_DATED = re.compile(r"(?:^|/)(\d{4})/(\d\d)/(\d\d)/([^/]+)$")
_POSTS_FOLDERS = (
    "_posts/",
    "_drafts/",
    "posts/",
    "post/",
    "blog/",
    "news/",
    "articles/",
    "content/",
)
_POST_SUFFIX = re.compile(r"\.(?:md|markdown|mkd|mkdn|mdown|mdx|rmd|txt|html?)$", re.IGNORECASE)

_OWN = "\0"
"""Begins a target of our own making, which no text of a post can hold."""

_Key = tuple[str, str]
"""An opened folder, and something that is unlike in each of its posts."""


class LocalLinks:
    """The posts that some links may lead to, by all that these may call them.

    Understands paths relative to the linking post, with or without a suffix, with escaped
    characters, a query and a fragment; a leading slash means the opened folder. A bare name, as
    in a wiki link, is the file of that name in any folder, else the post of that title, else that
    of the slug. Of a path from a folder above the opened one, the end that the two have in common
    decides; of an address with a date, the date and the name. The address of a post's own page
    leads to the post as well. No link leads from one opened folder to another.

    Args:
        catalogue: What is open.
        targets: Of the links that are going to be asked for; those of other links are not known.
    """

    def __init__(self, catalogue: Catalogue, targets: Iterable[str]) -> None:
        self.catalogue = catalogue
        self._wanted = frozenset(map(name_in, targets))
        self._stems: dict[_Key, Post] = {}
        self._names: dict[_Key, list[Post]] = {}
        self._titles: dict[_Key, Post] = {}
        self._slugs: dict[_Key, Post] = {}
        self._pages: dict[str, Post] = {}
        if self._wanted:
            for post in (*catalogue.posts, *catalogue.hidden):
                self._take(post)

    def _take(self, post: Post) -> None:
        if self._wanted.isdisjoint(names_of(post)):
            return
        root, stem = _root(post), _stem(post)
        self._stems.setdefault((root, stem), post)
        self._names.setdefault((root, _base(stem)), []).append(post)
        self._titles.setdefault((root, post.title.casefold()), post)
        self._slugs.setdefault((root, post.slug.casefold()), post)
        if post.link:
            self._pages.setdefault(_page(post.link), post)

    def knows(self, target: str, catalogue: Catalogue) -> bool:
        """Whether this is what that catalogue has of the posts that the target may mean."""
        return catalogue is self.catalogue and name_in(target) in self._wanted

    def post_of(self, target: str, post: Post) -> Post | None:
        """The post that a link in another leads to; None when it leads to none."""
        if target.startswith(_OWN):
            return self.catalogue.with_path(target.removeprefix(_OWN))
        target = _GENERATOR_MARK.sub("", target)
        if _SCHEME.match(target) or target.startswith("//"):
            return self._pages.get(_page(target))
        path = path_of(target)
        if not path:
            return post
        here = posixpath.dirname(post.id)
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(here, path)
        wanted = posixpath.normpath(joined)
        root = _root(post)
        found = self.catalogue.get(wanted)
        if found is not None and _root(found) == root:
            return found
        found = self._stems.get((root, _without_suffix(wanted)))
        if found is not None:
            return found
        name = _without_suffix(path)
        return self._by_end(root, name) if "/" in path else self._by_name(root, name)

    def is_dead(self, target: str, post: Post) -> bool:
        """Whether a link means a file of the opened folder that is not there.

        An address on the site, with a slash before it, may be a page that no post makes.
        """
        is_path = not target.startswith((_OWN, "/", "#", "?"))
        if not target or not is_path or is_elsewhere(target):
            return False
        if name_in(target) not in self._wanted:
            return False
        if self.post_of(target, post) is not None:
            return False
        try:
            return not (Path(post.path).parent / path_of(target)).exists()
        except (OSError, ValueError):
            return True

    def _by_name(self, root: str, name: str) -> Post | None:
        named = self._names.get((root, name))
        if named:
            return named[0]
        return self._titles.get((root, name)) or self._slugs.get((root, name))

    def _by_end(self, root: str, path: str) -> Post | None:
        """The post that a path from another folder, or an address made of a date, leads to."""
        path = path.strip("/")
        dated = _DATED.search(path)
        if dated is not None:
            return self._by_name(root, "-".join(dated.groups()))
        return _with_end(path, self._names.get((root, _base(path)), ()))


def name_in(target: str) -> str:
    """What a target calls its post, of all that `names_of` gives: its last part, or its date and
    name."""
    path = (_page(target) if is_elsewhere(target) else _without_suffix(path_of(target))).strip("/")
    dated = _DATED.search(path)
    return "-".join(dated.groups()) if dated else _base(path.removesuffix("/index"))


def names_of(post: Post) -> tuple[str, ...]:
    """All that the last part of a link may call a post."""
    page = (name_in(post.link),) if post.link else ()
    return (_base(_stem(post)), post.title.casefold(), post.slug.casefold(), *page)


def target_of(post: Post) -> str:
    """What leads to a post from anywhere."""
    return f"{_OWN}{post.path}"


def is_elsewhere(target: str) -> bool:
    """Whether a target says itself that it is no path: it has a scheme or a host."""
    target = _GENERATOR_MARK.sub("", target)
    return bool(_SCHEME.match(target)) or target.startswith("//")


def path_of(target: str) -> str:
    """The path that a target names, as it is written in a file system."""
    return _GENERATOR_MARK.sub("", unquote(re.split(r"[?#]", target, maxsplit=1)[0]))


def fragment_of(target: str) -> str:
    """The part of a page that a target names; empty where it names none."""
    return unquote(target.partition("#")[2])


def _with_end(path: str, posts: Sequence[Post]) -> Post | None:
    longer = f"/{path}"
    for post in posts:
        stem = _stem(post)
        if f"/{stem}".endswith(longer):
            return post
        above = path.removesuffix(stem)
        if longer.endswith(f"/{stem}") and ("/" in stem or above in _POSTS_FOLDERS):
            return post
    return None


def _page(address: str) -> str:
    """An address without what makes no other page of it."""
    bare = re.split(r"[?#]", address, maxsplit=1)[0].partition("://")[2]
    return bare.removesuffix("/").removeprefix("www.").casefold()


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def _without_suffix(path: str) -> str:
    return _POST_SUFFIX.sub("", path).casefold()


def _stem(post: Post) -> str:
    return _without_suffix(post.id).removesuffix("/index")


def _root(post: Post) -> str:
    return post.path.removesuffix(post.id)
