"""Spans of time in feeds.toml, such as `30m`, `1h` and `90d`."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}
_SPAN = re.compile(r"([0-9]{1,6})\s*([mhdwy])", re.ASCII)
MAX_SPAN = timedelta(days=36_500)


def parse_span(text: str) -> timedelta | None:
    """Return a whole number of minutes, hours, days, weeks or years; None if it is none.

    A span that is longer than `MAX_SPAN` counts as `MAX_SPAN`.
    """
    match = _SPAN.fullmatch(text.strip())
    return min(int(match[1]) * _UNITS[match[2]], MAX_SPAN) if match else None


def format_span(span: timedelta) -> str:
    """Return the shortest text that `parse_span` reads as a span of whole minutes."""
    for unit in ("w", "d", "h"):
        if span and not span % _UNITS[unit]:
            return f"{span // _UNITS[unit]}{unit}"
    return f"{span // _UNITS['m']}m"
