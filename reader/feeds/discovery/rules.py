"""Feeds of well-known sites, whose addresses follow from those of their pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

_Rule = Callable[[SplitResult, list[str]], list[str]]

_YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")
_HANDLE = re.compile(r"@[A-Za-z0-9_.-]+")
_ACCOUNT = re.compile(r"(@[A-Za-z0-9_.-]+)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_NOT_MASTODON = frozenset((
    "flipboard.com", "medium.com", "threads.com", "threads.net", "tiktok.com", "youtube.com",
))  # fmt: skip
"""Sites with an `@` in their addresses that are not Mastodon."""


def handle_address(text: str) -> str | None:
    """Return the address of an account such as `@ada@example.social`; None for other text."""
    found = _ACCOUNT.fullmatch(text.strip())
    return None if found is None else f"https://{found[2]}/{found[1]}"


def known_feeds(url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds of a page on a well-known site, the best first.

    No request is sent, and there is no certainty that the addresses exist.

    Args:
        url: The http or https address of a page.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ()
    names = [name for name in parts.path.split("/") if name]
    for prefix in ("www.", "m.", "old.", "new.", "mobile."):
        host = host.removeprefix(prefix)
    rule = _RULES.get(host) or _rule_for(host)
    found = [] if rule is None else rule(parts, names)
    if not found and host not in _NOT_MASTODON:
        found = _mastodon(parts, names)
    return tuple(found)


def channel_feed(channel: str) -> str:
    """Return the address of the feed of a YouTube channel, by its id."""
    return f"{_YOUTUBE}?channel_id={channel}"


def find_channel(address: str) -> str | None:
    """Return the id of the YouTube channel in the address of its page, or None."""
    found = re.search(rf"youtube\.com/channel/({_CHANNEL.pattern})", address)
    return None if found is None else found[1]


def is_channel(text: str) -> bool:
    """Return whether text is the id of a YouTube channel."""
    return _CHANNEL.fullmatch(text) is not None


def _youtube(parts: SplitResult, names: list[str]) -> list[str]:
    """See https://www.youtube.com/feeds/videos.xml. The pages of handles name their channel."""
    playlist = parse_qs(parts.query).get("list", [""])[0]
    if playlist.startswith(("PL", "UU", "OL", "FL")):
        return [f"{_YOUTUBE}?playlist_id={quote(playlist)}"]
    if len(names) > 1 and names[0] == "channel" and is_channel(names[1]):
        return [channel_feed(names[1])]
    if len(names) > 1 and names[0] == "user":
        return [f"{_YOUTUBE}?user={quote(names[1])}"]
    return []


def _reddit(parts: SplitResult, names: list[str]) -> list[str]:
    """See https://www.reddit.com/wiki/rss."""
    if names[:1] == ["u"]:
        names = ["user", *names[1:]]
    if names and names[-1] == ".rss":
        return []
    path = "".join(f"/{name}" for name in names)
    query = f"?{parts.query}" if parts.query else ""
    return [f"https://www.reddit.com{path}/.rss{query}"]


def _github(_parts: SplitResult, names: list[str]) -> list[str]:
    if not names or names[-1].endswith(".atom"):
        return []
    if len(names) == 1:
        return [f"https://github.com/{names[0]}.atom"]
    project = f"https://github.com/{names[0]}/{names[1]}"
    releases, tags = f"{project}/releases.atom", f"{project}/tags.atom"
    match names[2:]:
        case []:
            return [releases, tags, f"{project}/commits.atom"]
        case ["releases", *_]:
            return [releases]
        case ["tags", *_]:
            return [tags]
        case ["commits" | "tree", *branch] if branch:
            return [f"{project}/commits/{'/'.join(branch)}.atom"]
        case ["commits", *_]:
            return [f"{project}/commits.atom"]
        case ["wiki", *_]:
            return [f"{project}/wiki.atom"]
        case ["discussions", *_]:
            return [f"{project}/discussions.atom"]
    return []


def _gitlab(parts: SplitResult, names: list[str]) -> list[str]:
    """See https://docs.gitlab.com/user/profile/contributions_calendar/."""
    if not names or names[-1].endswith(".atom"):
        return []
    start = names.index("-") if "-" in names else len(names)
    project = f"{parts.scheme}://{parts.netloc}/{'/'.join(names[:start])}"
    if start < 2:
        return [f"{project}.atom"]
    releases, tags = f"{project}/-/releases.atom", f"{project}/-/tags?format=atom"
    match names[start + 1 :]:
        case ["tags", *_]:
            return [tags]
        case ["releases", *_]:
            return [releases]
        case ["commits" | "tree", *branch] if branch:
            return [f"{project}/-/commits/{'/'.join(branch)}?format=atom"]
    return [releases, tags, f"{project}.atom"]


def _forgejo(parts: SplitResult, names: list[str]) -> list[str]:
    """See https://forgejo.org/docs/latest/user/rss/."""
    if not names or names[-1].endswith((".rss", ".atom")):
        return []
    site = f"{parts.scheme}://{parts.netloc}/{'/'.join(names[:2])}"
    if len(names) == 1:
        return [f"{site}.rss"]
    releases, tags = f"{site}/releases.rss", f"{site}/tags.rss"
    if names[2:3] == ["tags"]:
        return [tags]
    return [releases] if names[2:3] == ["releases"] else [releases, f"{site}.rss"]


def _bluesky(_parts: SplitResult, names: list[str]) -> list[str]:
    if len(names) == 2 and names[0] == "profile":
        return [f"https://bsky.app/profile/{names[1]}/rss"]
    return []


def _medium(_parts: SplitResult, names: list[str]) -> list[str]:
    """See https://help.medium.com/hc/en-us/articles/214874118."""
    if not names or names[0] == "feed":
        return []
    is_tag = names[0] in ("tag", "tagged") and len(names) > 1
    return [f"https://medium.com/feed/{'/'.join(names[: 2 if is_tag else 1])}"]


def _feed_of_host(parts: SplitResult, names: list[str]) -> list[str]:
    return [] if names[:1] == ["feed"] else [f"{parts.scheme}://{parts.netloc}/feed"]


def _mastodon(parts: SplitResult, names: list[str]) -> list[str]:
    """See https://docs.joinmastodon.org/user/network/#rss. Most servers have names of their own."""
    site = f"{parts.scheme}://{parts.netloc}"
    if names and _HANDLE.fullmatch(names[0]) and not names[0].endswith(".rss"):
        if len(names) == 1 or names[1] in ("with_replies", "media"):
            return [f"{site}/{names[0]}.rss"]
        if len(names) == 3 and names[1] == "tagged":
            return [f"{site}/{'/'.join(names)}.rss"]
    return []


_RULES: dict[str, _Rule] = {
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "reddit.com": _reddit,
    "github.com": _github,
    "gitlab.com": _gitlab,
    "codeberg.org": _forgejo,
    "bsky.app": _bluesky,
    "medium.com": _medium,
}


def _rule_for(host: str) -> _Rule | None:
    if host.startswith("gitlab."):
        return _gitlab
    return _feed_of_host if host.endswith((".medium.com", ".substack.com")) else None
