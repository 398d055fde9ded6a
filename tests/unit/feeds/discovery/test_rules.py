"""Feeds of well-known sites."""

from __future__ import annotations

import pytest

from reader.feeds.discovery.rules import known_feeds

CHANNEL = "UCabcdefghijklmnopqrst_-"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"
GITHUB = "https://github.com/ada/figs"
GITLAB = "https://gitlab.com/group/part/figs"

EXAMPLES = {
    f"https://www.youtube.com/channel/{CHANNEL}/videos": [f"{VIDEOS}?channel_id={CHANNEL}"],
    "https://youtube.com/playlist?list=PLabc": [f"{VIDEOS}?playlist_id=PLabc"],
    "https://m.youtube.com/user/ada": [f"{VIDEOS}?user=ada"],
    "https://www.youtube.com/@ada": [],
    f"{VIDEOS}?channel_id={CHANNEL}": [],
    "https://old.reddit.com/r/figs": ["https://www.reddit.com/r/figs/.rss"],
    "https://reddit.com/r/figs/top?t=week": ["https://www.reddit.com/r/figs/top/.rss?t=week"],
    "https://www.reddit.com/u/ada": ["https://www.reddit.com/user/ada/.rss"],
    "https://www.reddit.com/r/figs/.rss": [],
    GITHUB: [f"{GITHUB}/releases.atom", f"{GITHUB}/tags.atom", f"{GITHUB}/commits.atom"],
    f"{GITHUB}/releases": [f"{GITHUB}/releases.atom"],
    f"{GITHUB}/tags": [f"{GITHUB}/tags.atom"],
    f"{GITHUB}/commits": [f"{GITHUB}/commits.atom"],
    f"{GITHUB}/commits/main": [f"{GITHUB}/commits/main.atom"],
    f"{GITHUB}/tree/fix/one": [f"{GITHUB}/commits/fix/one.atom"],
    f"{GITHUB}/issues": [],
    f"{GITHUB}/releases.atom": [],
    "https://github.com/ada": ["https://github.com/ada.atom"],
    GITLAB: [f"{GITLAB}/-/releases.atom", f"{GITLAB}/-/tags?format=atom", f"{GITLAB}.atom"],
    f"{GITLAB}/-/commits/main": [f"{GITLAB}/-/commits/main?format=atom"],
    f"{GITLAB}/-/tags": [f"{GITLAB}/-/tags?format=atom"],
    "https://gitlab.example.org/ada": ["https://gitlab.example.org/ada.atom"],
    "https://codeberg.org/ada/figs": [
        "https://codeberg.org/ada/figs/releases.rss", "https://codeberg.org/ada/figs.rss",
    ],
    "https://example.social/@ada": ["https://example.social/@ada.rss"],
    "https://example.social/@ada/with_replies": ["https://example.social/@ada.rss"],
    "https://example.social/@ada/tagged/figs": ["https://example.social/@ada/tagged/figs.rss"],
    "https://example.social/@ada.rss": [],
    "https://example.social/@ada/113": [],
    "https://www.tiktok.com/@ada": [],
    "https://bsky.app/profile/ada.example.org": ["https://bsky.app/profile/ada.example.org/rss"],
    "https://medium.com/@ada": ["https://medium.com/feed/@ada"],
    "https://medium.com/figs-daily/one-fig": ["https://medium.com/feed/figs-daily"],
    "https://medium.com/tag/figs/latest": ["https://medium.com/feed/tag/figs"],
    "https://ada.substack.com/p/one": ["https://ada.substack.com/feed"],
    "https://ada.substack.com/feed": [],
    "https://example.org/blog": [],
    "https://[broken/": [],
}  # fmt: skip


@pytest.mark.parametrize(("url", "feeds"), EXAMPLES.items())
def test_known_feeds(url: str, feeds: list[str]) -> None:
    assert list(known_feeds(url)) == feeds
