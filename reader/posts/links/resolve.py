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
_CATEGORY = f"{_OWN}category:"

_Key = tuple[str, str]
"""An opened folder, and something that is unlike in each of its posts."""


class LinkResolver:
    """The posts that some links may lead to, by all that these may call them.

    Understands paths relative to the linking post, with or without a suffix, with escaped
    characters, a query and a fragment; a leading slash means the opened folder. A bare name, as
    in a wiki link, is the file of that name in any folder, else the post of that title, else that
    of the slug. Of a path from a folder above the opened one, the end that the two have in common
    decides; of an address with a date, the date and the name; then, of an address on the site, the
    slug, where one post alone has it. The address of a post's own page leads to the post as well,
    as does its path on the site. No link leads from one opened folder to another.

    Args:
        catalogue: What is open.
        targets: Of the links that are going to be asked for; those of other links are not known.
        site: Address of the site that the posts belong to, if it is known: links to it are paths.
    """

    def __init__(
        self, catalogue: Catalogue, targets: Iterable[str], site: str | None = None
    ) -> None:
        self.catalogue = catalogue
        self._site = f"{_page(site)}/" if site else None
        self._wanted = frozenset(map(target_name, targets))
        self._stems: dict[_Key, Post] = {}
        self._names: dict[_Key, list[Post]] = {}
        self._titles: dict[_Key, Post] = {}
        self._slugs: dict[_Key, Post] = {}
        self._shared_slugs: set[_Key] = set()
        self._pages: dict[str, Post] = {}
        self._paths: dict[_Key, Post] = {}
        if self._wanted:
            for post in (*catalogue.posts, *catalogue.hidden):
                self._take(post)

    def _take(self, post: Post) -> None:
        if self._wanted.isdisjoint(post_names(post)):
            return
        root, stem = _root(post), _stem(post)
        self._stems.setdefault((root, stem), post)
        self._names.setdefault((root, _base(stem)), []).append(post)
        self._titles.setdefault((root, post.title.casefold()), post)
        slug = (root, post.slug.casefold())
        if self._slugs.setdefault(slug, post) is not post:
            self._shared_slugs.add(slug)
        if post.link:
            self._pages.setdefault(_page(post.link), post)
        if post.page:
            self._paths.setdefault((root, _path(post.page)), post)

    def knows(self, target: str, catalogue: Catalogue) -> bool:
        """Whether this is what that catalogue has of the posts that the target may mean."""
        return catalogue is self.catalogue and target_name(target) in self._wanted

    def resolve(self, target: str, post: Post) -> Post | None:
        """The post that a link in another leads to; None when it leads to none."""
        if target.startswith(_OWN):
            return self.catalogue.get_by_path(target.removeprefix(_OWN))
        target = _GENERATOR_MARK.sub("", target)
        if is_external(target):
            page = _page(target)
            if self._site is None or not f"{page}/".startswith(self._site):
                return self._pages.get(page)
            target = f"/{page[len(self._site) :]}"
        path = target_path(target)
        if not path:
            return post
        if path.startswith("/") and (found := self._paths.get((_root(post), _path(path)))):
            return found
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
        name = _without_suffix(path.rstrip("/"))
        return self._by_end(root, name) if "/" in path else self._by_name(root, name)

    def is_dead(self, target: str, post: Post) -> bool:
        """Whether a link means a file of the opened folder that is not there.

        An address on the site, with a slash before it, may be a page that no post makes.
        """
        is_path = not target.startswith((_OWN, "/", "#", "?"))
        if not target or not is_path or is_external(target):
            return False
        if target_name(target) not in self._wanted:
            return False
        if self.resolve(target, post) is not None:
            return False
        try:
            return not (Path(post.path).parent / target_path(target)).exists()
        except (OSError, ValueError):
            return True

    def _by_name(self, root: str, name: str) -> Post | None:
        named = self._names.get((root, name))
        if named:
            return named[0]
        return self._titles.get((root, name)) or self._slugs.get((root, name))

    def _by_end(self, root: str, path: str) -> Post | None:
        """The post that a path from another folder, or an address made of a date, leads to."""
        is_on_site = path.startswith("/")
        path = path.strip("/")
        dated = _DATED.search(path)
        if dated is not None:
            return self._by_name(root, "-".join(dated.groups()))
        found = _with_end(path, self._names.get((root, _base(path)), ()))
        slug = (root, _base(path))
        if found is None and is_on_site and slug not in self._shared_slugs:
            found = self._slugs.get(slug)
        return found


def target_name(target: str) -> str:
    """What a target calls its post, of all that `post_names` gives: its last part, or its date and
    name."""
    path = _page(target) if is_external(target) else target_path(target)
    path = _without_suffix(path.strip("/"))
    path = path.removesuffix("/index")
    dated = _DATED.search(path)
    if dated:
        return "-".join(dated.groups())
    # A page that is called by its day alone has too common a name.
    name = _base(path)
    return "/".join(path.split("/")[-3:]) if name.isdecimal() else name


def post_names(post: Post) -> tuple[str, ...]:
    """All that the last part of a link may call a post."""
    pages = (target_name(it) for it in (post.link, post.page) if it)
    return (_base(_stem(post)), post.title.casefold(), post.slug.casefold(), *pages)


def category_target(name: str) -> str:
    """A target that leads to a category, for links of the reader's own."""
    return f"{_CATEGORY}{name}"


def target_category(target: str) -> str | None:
    """The name of the category that a target leads to; None where it leads to none."""
    return target.removeprefix(_CATEGORY) if target.startswith(_CATEGORY) else None


def post_target(post: Post) -> str:
    """What leads to a post from anywhere."""
    return f"{_OWN}{post.path}"


def is_external(target: str) -> bool:
    """Whether a target says itself that it is no path: it has a scheme or a host."""
    target = _GENERATOR_MARK.sub("", target)
    return bool(_SCHEME.match(target)) or target.startswith("//")


def target_path(target: str) -> str:
    """The path that a target names, as it is written in a file system."""
    return _GENERATOR_MARK.sub("", unquote(re.split(r"[?#]", target, maxsplit=1)[0]))


def target_fragment(target: str) -> str:
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
    bare = re.split(r"[?#]", address, maxsplit=1)[0].partition("//")[2]
    return bare.removesuffix("/").removeprefix("www.").casefold()


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def _path(path: str) -> str:
    """A path on a site without what makes no other page of it."""
    return _without_suffix(path.strip("/")).removesuffix("/index")


def _without_suffix(path: str) -> str:
    return _POST_SUFFIX.sub("", path).casefold()


def _stem(post: Post) -> str:
    return _without_suffix(post.id).removesuffix("/index")


def _root(post: Post) -> str:
    return post.path.removesuffix(post.id)
