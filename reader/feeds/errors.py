"""Errors of feeds."""

from __future__ import annotations

from reader.posts.errors import ReaderError


class FeedError(ReaderError):
    """Raised when a feed cannot be fetched or parsed, or a subscription cannot be changed.

    Attributes:
        reason: What is wrong, as a clause without capital and full stop.
        remedy: What the person can do about it, as a sentence.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason[:1].upper()}{reason[1:]}. {remedy}")
        self.reason = reason
        self.remedy = remedy
