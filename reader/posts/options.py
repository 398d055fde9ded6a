"""Options for loading posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """Options that apply to every post of a load."""

    hide_expired: bool = True
    """Whether posts past their `expiryDate` are hidden, as they are on the site."""
    use_site_time_zone: bool = False
    """Whether times without an offset are in the time zone of the site's configuration file.
    Otherwise, and where the file names no time zone, they are in the local time zone."""
    now: datetime = field(default_factory=datetime.now)
    """The local time that expiry dates are compared with, as a naive datetime."""
