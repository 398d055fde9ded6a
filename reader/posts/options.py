"""What a caller may choose about how posts are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """Choices that are the same for every post of a load."""

    hide_expired: bool = True
    """Whether a post past its `expiryDate` is hidden, as its site hides it."""
    use_site_time_zone: bool = False
    """Whether a time without an offset is one of the site's time zone, where a configuration file
    beside the posts names it; if not, or without one, it is the reader's."""
    now: datetime = field(default_factory=datetime.now)
    """The reader's time, without a zone, by which posts expire."""
