"""Why posts are hidden: one entry for each reason, with words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.posts.post import Post

_EXPLANATIONS: Mapping[str, str] = {
    "draft": "marked as drafts, or in a folder of drafts",
    "unpublished": "marked as not published",
    "unlisted": "kept out of the lists of their site",
    "private": "marked as private",
    "hidden": "marked as hidden",
    "redirect": "pages that only lead to another page",
    "expired": "past their expiry date",
}
"""What is true of all posts that are hidden for a reason. Other reasons are values of `status`."""


@dataclass(frozen=True, slots=True)
class HiddenGroup:
    """The posts that are hidden for the same reason."""

    reason: str
    """The reason in one word, such as `draft`."""
    posts: Sequence[Post]

    @property
    def summary(self) -> str:
        """One line such as `3 posts are hidden (draft): marked as drafts, or in a folder of
        drafts`."""
        count = "1 post is" if len(self.posts) == 1 else f"{len(self.posts):,} posts are"
        why = _EXPLANATIONS.get(self.reason, f"their status is “{self.reason}”")
        return f"{count} hidden ({self.reason}): {why}"


def hidden_groups(posts: Iterable[Post]) -> list[HiddenGroup]:
    """Return the hidden posts by reason, the most frequent reason first.

    Args:
        posts: Hidden posts, such as those of `Catalogue.withheld`. Each group keeps their order.
    """
    by_reason: dict[str, list[Post]] = {}
    for post in posts:
        if post.hidden is not None:
            by_reason.setdefault(post.hidden, []).append(post)
    groups = [HiddenGroup(reason, group) for reason, group in by_reason.items()]
    return sorted(groups, key=lambda group: (-len(group.posts), group.reason))
