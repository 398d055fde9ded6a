"""Resolve links in posts to other posts.

Links are written as each generator expects them:

- Jekyll: https://jekyllrb.com/docs/liquid/tags/#links
- Hugo: https://gohugo.io/shortcodes/ref/
- Zola: https://www.getzola.org/documentation/content/linking/
- Pelican: https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content
- Nikola: https://getnikola.com/path_handlers.html
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from reader.posts.catalogue import Catalogue
from reader.posts.links.internal import INTERNAL
from reader.posts.post import Post
from reader.text.urls import absolute_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_GENERATOR_PREFIX = re.compile(
    r"^(?:[{|](?:filename|static|attach)[}|]|link://(?:slug|filename)/|@(?=/))"
)
"""The prefixes of links to posts in Pelican, Nikola and Zola."""
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
_POST_SUFFIX = re.compile(
    r"\.(?:md|markdown|mkd|mkdn|mkdown|mdown|mdwn|mdtxt|mdtext|mdx|mdoc|svx|rmd|rmarkdown|qmd|txt"
    r"|html?)$",
    re.IGNORECASE,
)

_GENERATED = re.compile(r"[{|](?:tag|category|author|index|archives|static|attach)[}|]")
"""Links of Pelican to pages and files that it generates."""

_Key = tuple[str, str]
"""An opened folder, and a name of a post in it."""
_NO_FOLDER = ""
"""Stands for the folder in the key of an address."""


class LinkResolver:
    """Resolves a known set of link targets to posts.

    A target can be:

    - the path of a post's file, relative to the linking post or, with a leading slash, to the
      opened folder; with or without a suffix, percent-encoded, with a query and a fragment;
    - a path that starts above the opened folder, if its end matches;
    - a bare name, as in a wiki link: the name of a file in any folder, or else a title, or else a
      slug;
    - the address of a post's page, or its path on the site;
    - the absolute path of a post's file, as in a quote, also from a file outside the open folders;
    - an alias of a post: a name, or a former path or address of its page;
    - a path that is relative to the page of the linking post, which is a folder on many sites;
    - a path on the site with a date and a name or slug, or with a slug that only one post has,
      at least in the language that the path names.

    A link never resolves to a post in another opened folder.

    Args:
        catalogue: The open posts.
        targets: All targets that will be resolved.
        site: Address of the posts' site, if it is known. Links to it are treated as paths.
    """

    def __init__(
        self, catalogue: Catalogue, targets: Iterable[str], site: str | None = None
    ) -> None:
        self.catalogue = catalogue
        self._site = f"{_normalise_address(site)}/" if site else None
        self._target_names = frozenset(map(target_name, targets))
        self._stems: dict[_Key, Post] = {}
        self._names: dict[_Key, list[Post]] = {}
        self._titles: dict[_Key, Post] = {}
        self._slugs: dict[_Key, list[Post]] = {}
        self._dated: dict[_Key, Post] = {}
        self._pages: dict[str, Post] = {}
        self._paths: dict[_Key, Post] = {}
        self._aliases: dict[_Key, Post] = {}
        if self._target_names:
            for post in (*catalogue.all_posts, *catalogue.hidden):
                self._add(post)

    def _add(self, post: Post) -> None:
        if self._target_names.isdisjoint(post_names(post)):
            return
        root, stem = _root(post), _stem(post)
        self._stems.setdefault((root, stem), post)
        self._names.setdefault((root, _basename(stem)), []).append(post)
        self._titles.setdefault((root, _fold(post.title)), post)
        self._slugs.setdefault((root, _fold(post.slug)), []).append(post)
        if post.date is not None:
            self._dated.setdefault((root, _dated_name(post.date, post.slug)), post)
        if post.link:
            self._pages.setdefault(_normalise_address(post.link), post)
        if post.page:
            self._paths.setdefault((root, _normalise_path(post.page)), post)
        for alias in post.aliases:
            self._add_alias(alias, post, root)

    def _add_alias(self, alias: str, post: Post, root: str) -> None:
        address = absolute_url(alias, post.link, None) if alias.startswith("/") else alias
        if is_external(address):
            address = _normalise_address(address)
            # The address of a whole site is a mistake.
            if "/" in address:
                self._aliases.setdefault((_NO_FOLDER, address), post)
        path = target_path(alias)
        if not path.strip("/"):
            return
        self._aliases.setdefault((root, _normalise_path(path)), post)
        if not path.startswith("/"):
            # In Hugo, such a path is relative to that of the page.
            path = posixpath.normpath(posixpath.join(posixpath.dirname(post.id), path))
            for page in (path, path.removeprefix("content/")):
                self._aliases.setdefault((root, _normalise_path(page)), post)

    def covers(self, target: str, catalogue: Catalogue) -> bool:
        """Whether the target is among those that can be resolved, for that catalogue."""
        return catalogue is self.catalogue and target_name(target) in self._target_names

    def resolve(self, target: str, post: Post) -> Post | None:
        """Return the post that a link leads to, or None.

        Args:
            target: The target as written in the post, or one that `post_target` returned.
            post: The post that contains the link.
        """
        if target.startswith(INTERNAL):
            return self.catalogue.get_by_path(target.removeprefix(INTERNAL))
        target = _GENERATOR_PREFIX.sub("", target)
        if is_external(target):
            address = _normalise_address(target)
            if self._site is None or not f"{address}/".startswith(self._site):
                return self._pages.get(address) or self._aliases.get((_NO_FOLDER, address))
            target = f"/{address[len(self._site) :]}"
        path = target_path(target)
        if not path:
            return post
        if path.startswith("/") and (found := self.catalogue.get_by_path(path)) is not None:
            return found
        root = _root(post)
        if path.startswith("/") and (found := self._paths.get((root, _normalise_path(path)))):
            return found
        folder = posixpath.dirname(post.id)
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        post_id = posixpath.normpath(joined)
        found = self.catalogue.get(post_id)
        if found is not None and _root(found) == root:
            return found
        found = self._stems.get((root, _without_suffix(post_id)))
        if found is not None:
            return found
        name = _without_suffix(path.rstrip("/")).removesuffix("/index")
        keys = (_normalise_path(path), _normalise_path(post_id))
        alias = next(filter(None, (self._aliases.get((root, key)) for key in keys)), None)
        if "/" in path:
            return alias or self._find_page(root, name, post)
        return self._translated(self._find_by_name(root, name), post) or alias

    def is_dead(self, target: str, post: Post) -> bool:
        """Whether a link leads to a file of the opened folder that does not exist.

        A target with a slash at its beginning or end is never dead: it may be a page without a
        post.

        Args:
            target: The target as written in the post.
            post: The post that contains the link.
        """
        is_path = not target.startswith((INTERNAL, "/", "#", "?"))
        if not target or not is_path or is_external(target):
            return False
        if target_path(target).endswith("/") or _GENERATED.match(unquote(target)):
            return False
        if target_name(target) not in self._target_names:
            return False
        if self.resolve(target, post) is not None:
            return False
        try:
            return not os.path.exists(Path(post.path).parent / target_path(target))
        except (OSError, ValueError):
            return True

    def _translated(self, found: Post | None, post: Post) -> Post | None:
        """Return a post that was found by its name in the language of the linking post, if it
        exists: translations often have the same name."""
        if found is None or found.language == post.language:
            return found
        translations = self.catalogue.translations_of(found)
        same = (other for other in translations if other.language == post.language)
        return next(same, found)

    def _find_by_name(self, root: str, name: str) -> Post | None:
        named = self._names.get((root, name))
        if named:
            return named[0]
        slugs = self._slugs.get((root, name))
        return self._titles.get((root, name)) or (slugs[0] if slugs else None)

    def _find_page(self, root: str, path: str, post: Post) -> Post | None:
        """Return the post of a path that is none of its file."""
        found = self._find_by_end(root, path)
        if found is None:
            return self._stems.get((root, _beside_page(post, path)))
        is_named = _fold(found.language or "") in path.split("/")
        return found if is_named else self._translated(found, post)

    def _find_by_end(self, root: str, path: str) -> Post | None:
        """Return the post of a path that starts above the opened folder, or has a date."""
        is_on_site = path.startswith("/")
        path = path.strip("/")
        dated = _DATED.search(path)
        if dated is not None:
            name = "-".join(dated.groups())
            return self._find_by_name(root, name) or self._dated.get((root, name))
        slug = (root, _basename(path))
        found = _match_end(path, self._names.get(slug, ()))
        if found is None and is_on_site:
            found = _only_one(self._slugs.get(slug, ()), path)
        return found


def target_name(target: str) -> str:
    """Return the name of the post that a target leads to.

    It is the last part of the path, or the date and the name. If the post exists, its
    `post_names` include this name.
    """
    path = _normalise_address(target) if is_external(target) else target_path(target)
    path = _without_suffix(path.strip("/"))
    path = path.removesuffix("/index")
    dated = _DATED.search(path)
    if dated:
        return "-".join(dated.groups())
    # The day of a month alone is too common to be a name.
    name = _basename(path)
    return "/".join(path.split("/")[-3:]) if name.isdecimal() else name


def post_names(post: Post) -> tuple[str, ...]:
    """Return all names by which targets may refer to a post."""
    pages = (target_name(page) for page in (post.link, post.page, *post.aliases) if page)
    dated = () if post.date is None else (_dated_name(post.date, post.slug),)
    return (_basename(_stem(post)), _fold(post.title), _fold(post.slug), *dated, *pages)


def is_external(target: str) -> bool:
    """Whether a target has a scheme or a host, and so is not a path."""
    target = _GENERATOR_PREFIX.sub("", target)
    return bool(_SCHEME.match(target)) or target.startswith("//")


def target_path(target: str) -> str:
    """Return the decoded path of a target, without query, fragment and generator prefix.

    Backslashes, as in paths that were copied on Windows, become slashes.
    """
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0]).replace("\\", "/")
    return _GENERATOR_PREFIX.sub("", path)


def _match_end(path: str, posts: Sequence[Post]) -> Post | None:
    """Return the first post whose path ends like the given one."""
    suffix = f"/{path}"
    for post in posts:
        stem = _stem(post)
        if f"/{stem}".endswith(suffix):
            return post
        parent = path.removesuffix(stem)
        if suffix.endswith(f"/{stem}") and ("/" in stem or parent in _POSTS_FOLDERS):
            return post
    return None


def _only_one(posts: Sequence[Post], path: str) -> Post | None:
    """Return the only post of some with the same slug, or that in the language of a path.

    A path that begins with no language leads to the post without one.
    """
    if len(posts) > 1:
        language = path.partition("/")[0]
        named = [post for post in posts if post.language and _fold(post.language) == language]
        posts = named or [post for post in posts if post.language is None]
    return posts[0] if len(posts) == 1 else None


def _beside_page(post: Post, path: str) -> str:
    """Return the stem that a relative path leads to from the page of a post.

    On many sites, the page of `boat.md` is the folder `boat`, so that another one is `../tide/`.
    """
    return posixpath.normpath(posixpath.join(_stem(post), path))


def _dated_name(day: date, slug: str) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}-{_fold(slug)}"


def _normalise_address(address: str) -> str:
    """Remove scheme, `www.`, query, fragment and trailing slash from an address."""
    bare = re.split(r"[?#]", address, maxsplit=1)[0].partition("//")[2]
    return bare.removesuffix("/").removeprefix("www.").casefold()


def _basename(path: str) -> str:
    return path.rpartition("/")[2]


def _normalise_path(path: str) -> str:
    """Remove slashes, suffix and `index` from a path on a site."""
    return _without_suffix(path.strip("/")).removesuffix("/index")


def _without_suffix(path: str) -> str:
    return _fold(_POST_SUFFIX.sub("", path))


def _fold(name: str) -> str:
    """Return what is equal for names that differ in case, or in how accents are encoded.

    macOS writes the names of files in another form than people type them.
    """
    return unicodedata.normalize("NFC", name).casefold()


def _stem(post: Post) -> str:
    return _without_suffix(post.id).removesuffix("/index")


def _root(post: Post) -> str:
    """Return the path of the opened folder of a post."""
    return post.path.removesuffix(post.id)
