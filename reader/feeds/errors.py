"""Errors of feeds."""

from __future__ import annotations

from reader.posts.errors import ReaderError
from reader.text.sentences import as_sentence


class FeedError(ReaderError):
    """Raised when a feed cannot be fetched or parsed, or a subscription cannot be changed.

    Attributes:
        reason: What is wrong, as a clause without capital and full stop.
        remedy: What the person can do about it, as a sentence.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{as_sentence(reason)} {remedy}")
        self.reason = reason
        self.remedy = remedy
