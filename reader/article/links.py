"""Where a link leads, and which links may leave the reader."""

from __future__ import annotations

import posixpath
import re
import webbrowser
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from reader.posts.catalogue import Catalogue
from reader.posts.errors import ReaderError
from reader.posts.post import Post

_WEB = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@?#]+@[^@?#]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNFIT = re.compile('[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\\\\"<>^`{|}]')
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


class LinkRefused(ReaderError):  # noqa: N818 - a fact, and what the reader is told
    """A link that is not handed to the system.

    Attributes:
        target: The link's target, as written.
        reason: Why, in plain words.
    """

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


def is_web_link(target: str) -> bool:
    """Whether a browser may be given this target: http, https or mailto, and nothing odd in it."""
    return refusal(target) is None


def refusal(target: str) -> str | None:
    """Why a target may not be opened outside, in plain words; None when it may."""
    if _UNFIT.search(target):
        return "it has blanks or characters that do not belong in an address"
    if _MAIL.match(target):
        return None
    if not _SCHEME.match(target):
        return "it is neither an address on the web nor one of these posts"
    if not _WEB.match(target):
        return "only http, https and mailto links are opened"
    try:
        parts = urlsplit(target)
        known_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "its host cannot be read"
    if not known_host:
        return "it names no host"
    return None if parts.username is None else "it holds a user name, which hides the real host"


def open_in_browser(target: str) -> None:
    """Open a link in the system's browser.

    Raises:
        LinkRefused: It is not a web link, or no browser took it.
    """
    reason = refusal(target)
    if reason is not None:
        raise LinkRefused(target, reason)
    try:
        opened = webbrowser.open(target)
    except (webbrowser.Error, OSError) as error:
        raise LinkRefused(target, f"the browser did not start ({error})") from error
    if not opened:
        raise LinkRefused(target, "no browser was found")


def browser_needs_terminal() -> bool:
    """Whether the system's browser is one of text, such as w3m, that runs in the terminal."""
    try:
        return type(webbrowser.get()) is webbrowser.GenericBrowser
    except webbrowser.Error:
        return False


def resolve_local(target: str, post: Post, catalogue: Catalogue) -> Post | None:
    """The post that a link in another post leads to; None when it leads to none.

    Understands paths relative to the linking post, with or without a suffix, with escaped
    characters, a query and a fragment; a leading slash means the opened folder. A bare name, as
    in a wiki link, is the file of that name in any folder, else the post of that title. Of a path
    from a folder above the opened one, the end that the two have in common decides; of an address
    with a date, the date and the name.
    """
    target = _GENERATOR_MARK.sub("", target)
    if _SCHEME.match(target) or target.startswith("//"):
        return None
    path = _GENERATOR_MARK.sub("", unquote(re.split(r"[?#]", target, maxsplit=1)[0]))
    if not path:
        return post
    here = posixpath.dirname(post.id)
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(here, path)
    wanted = posixpath.normpath(joined)
    found = catalogue.get(wanted)
    if found is not None and _same_root(found, post):
        return found
    every = [it for it in (*catalogue.posts, *catalogue.hidden) if _same_root(it, post)]
    stem = _without_suffix(wanted)
    found = next((it for it in every if _stem(it) == stem), None)
    if found is not None:
        return found
    name = _without_suffix(path)
    return _by_end(name, every) if "/" in path else _by_name(name, every)


def _by_name(name: str, posts: Sequence[Post]) -> Post | None:
    named = (it for it in posts if posixpath.basename(_stem(it)) == name)
    titled = (it for it in posts if it.title.casefold() == name)
    return next(named, None) or next(titled, None)


def _by_end(path: str, posts: Sequence[Post]) -> Post | None:
    """The post that a path from another folder, or an address made of a date, leads to."""
    path = path.strip("/")
    dated = _DATED.search(path)
    if dated is not None:
        return _by_name("-".join(dated.groups()), posts)
    longer = f"/{path}"
    for post in posts:
        stem = _stem(post)
        if f"/{stem}".endswith(longer):
            return post
        above = path.removesuffix(stem)
        if longer.endswith(f"/{stem}") and ("/" in stem or above in _POSTS_FOLDERS):
            return post
    return None


def _without_suffix(path: str) -> str:
    return _POST_SUFFIX.sub("", path).casefold()


def _stem(post: Post) -> str:
    return _without_suffix(post.id).removesuffix("/index")


def _same_root(found: Post, post: Post) -> bool:
    """Whether two posts come from the same opened folder."""
    return found.path.removesuffix(found.id) == post.path.removesuffix(post.id)
