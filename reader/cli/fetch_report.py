"""Reports what a fetch did, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from reader.cli.fetch_progress import FetchDisplay
from reader.feeds.events import (
    GAP,
    GAP_REMEDY,
    FeedFailed,
    FeedFetched,
    FeedMoved,
    FeedPostponed,
    FetchEnded,
    FetchEvent,
    PostDeleted,
    PostWritten,
)
from reader.text.counts import counted
from reader.text.dates import DateForm, date_in_words, wall_clock


class FetchReport:
    """Writes lines about the events of a fetch.

    Args:
        display: Where the lines appear.
        now: The current time in seconds since 1970. Times of the same day have no date.
        is_dry: Whether nothing is written, so that each file is named that would be.
    """

    def __init__(self, display: FetchDisplay, now: float, *, is_dry: bool = False) -> None:
        self._display = display
        self._now = now
        self._is_dry = is_dry
        self._failures: list[FeedFailed] = []

    def show(self, event: FetchEvent) -> None:
        """Write the lines about an event."""
        if isinstance(event, FeedFailed):
            self._failures.append(event)
        lines = list(self._lines(event))
        if lines:
            self._display.write(lines)
        self._display.advance(event)

    def _lines(self, event: FetchEvent) -> Iterator[str]:
        match event:
            case PostWritten() if self._is_dry:
                yield f"would {'write' if event.is_new else 'update'} {event.path}"
            case PostDeleted():
                verb = "would delete" if self._is_dry else "deleted"
                yield f"{verb} {event.path} ({event.reason})"
            case FeedFetched():
                yield from self._fetched(event)
            case FeedPostponed():
                until = self._time(event.until)
                yield f"{event.title}: not fetched; its server wants no request before {until}"
            case FeedMoved():
                yield f"{event.title}: has moved; its address is now {event.url}"
            case FetchEnded():
                yield from self._summary(event)

    def _fetched(self, event: FeedFetched) -> Iterator[str]:
        parts = [
            f"{number:,} {word}"
            for number, word in (
                (event.new, "new"),
                (event.updated, "updated"),
                (event.filtered, "filtered"),
                (event.edited, "changed in the feed but edited by you, so left alone"),
            )
            if number
        ]
        if parts:
            yield f"{event.title}: {', '.join(parts)}"
        if event.has_gap:
            yield f"    {GAP}"
            yield f"    {GAP_REMEDY}"

    def _summary(self, event: FetchEnded) -> Iterator[str]:
        if event.is_offline:
            yield "No server can be reached: this machine seems to be offline."
            yield "    Connect to the internet and fetch again. No feed counts as failed."
            return
        for failure in self._failures:
            yield f"{failure.title}: {failure.message}"
            yield f"    {failure.remedy}"
            if failure.retry is not None:
                yield f"    Next attempt: {self._later(failure.retry)}."
        written = "would be written" if self._is_dry else "written"
        yield (
            f"{counted(event.feeds, 'feed')}: {counted(event.new, 'post')} {written}, "
            f"{event.updated:,} updated, {event.failed:,} failed"
        )

    def _later(self, when: float) -> str:
        return "with the next fetch" if when <= self._now else f"after {self._time(when)}"

    def _time(self, when: float) -> str:
        return time_in_words(when, self._now)


def time_in_words(when: float, now: float) -> str:
    """Return a time such as `14:20`, with its date if that is another day. Both are since 1970."""
    moment = datetime.fromtimestamp(when, UTC)
    local, today = wall_clock(moment), wall_clock(datetime.fromtimestamp(now, UTC)).date()
    if local.date() == today:
        return f"{local.hour:02}:{local.minute:02}"
    return date_in_words(moment, today, DateForm.ABSOLUTE)
