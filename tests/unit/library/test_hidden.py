"""Hidden posts by the reason."""

from __future__ import annotations

from reader.library.hidden import hidden_groups
from tests.made_posts import make


def test_hidden_posts_are_grouped_by_reason() -> None:
    reasons = ("expired", "draft", None, "wip", "draft")
    posts = [make(f"{number}", hidden=reason) for number, reason in enumerate(reasons)]
    groups = hidden_groups(posts)
    assert [(group.reason, list(group.posts)) for group in groups] == [
        ("draft", [posts[1], posts[4]]),
        ("expired", [posts[0]]),
        ("wip", [posts[3]]),
    ]
    assert [group.summary for group in groups] == [
        "2 posts are hidden (draft): marked as drafts, or in a folder of drafts",
        "1 post is hidden (expired): past their expiry date",
        "1 post is hidden (wip): their status is “wip”",
    ]
