"""What is remembered of a feed after an answer. All times are seconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reader.feeds.fetching import schedule
from reader.feeds.fetching.answers import FetchFailure
from reader.feeds.model import Subscription
from reader.store.feeds.fetch_state import FetchState
from reader.web.addresses import is_downgrade

MOVE_DAYS = 3
"""A new address is adopted after permanent redirects to it on so many days: a hijacked or broken
server is not believed at once."""

GAP_REMEMBERED = 7 * schedule.DAY
"""Seconds for which a gap is reported: a feed that has one after a night without a fetch will have
others."""


@dataclass(frozen=True, slots=True)
class SuccessfulAnswer:
    """What counts of an answer that was a feed, or that said that nothing has changed."""

    is_unchanged: bool = False
    """Whether the server answered that nothing has changed (status 304)."""
    is_empty: bool = False
    """Whether the feed had no entry."""
    new: int = 0
    """Number of entries that were not known before."""
    has_gap: bool = False
    """Whether no entry was known, although some had been fetched before."""
    etag: str | None = None
    last_modified: str | None = None
    max_age: float = 0.0
    """Seconds for which the answer is fresh."""
    ttl: float = 0.0
    """Seconds for which the document asks to be left alone; not known if nothing has changed."""
    retry_after: float = 0.0
    """Seconds that the server asked to wait for."""
    moved_to: str | None = None
    """Where the answer came from, if all redirects to it were permanent; None without any."""


def after_success(
    state: FetchState, subscription: Subscription, answer: SuccessfulAnswer, now: float
) -> FetchState:
    """Return what is remembered after a success."""
    has_news = answer.new > 0 or state.last_news is None
    last_news = now if has_news else state.last_news
    ttl = state.ttl if answer.is_unchanged else answer.ttl
    asked_wait = max(answer.max_age, ttl)
    state = replace(
        state,
        attempted=now,
        succeeded=now,
        last_news=last_news,
        ttl=ttl,
        due=schedule.after_success(
            subscription,
            now,
            last_news=last_news,
            asked_wait=asked_wait,
            retry_after=answer.retry_after,
        ),
        not_before=now + schedule.requested_wait(asked_wait, answer.retry_after),
        failures=0,
        failing_since=None,
        message="",
        remedy="",
        is_gone=False,
        gap=now if answer.has_gap else _recent(state.gap, now),
    )
    return _with_move(_with_validators(state, answer, now), answer, now)


def _recent(gap: float | None, now: float) -> float | None:
    return gap if gap is not None and 0 <= now - gap < GAP_REMEMBERED else None


def _with_validators(state: FetchState, answer: SuccessfulAnswer, now: float) -> FetchState:
    """Return a state with the validators of a whole feed.

    Those of an empty feed are not used: a feed that is empty by mistake would stay so.
    """
    if answer.is_unchanged or answer.is_empty:
        return state
    return replace(state, etag=answer.etag, last_modified=answer.last_modified, full_fetch=now)


def _with_move(state: FetchState, answer: SuccessfulAnswer, now: float) -> FetchState:
    target = answer.moved_to or ""
    if not target or is_downgrade(state.url, target):
        return replace(state, moved_to="", move_days=())
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    earlier = state.move_days if state.moved_to == target else ()
    days = earlier if day in earlier else (*earlier, day)
    return replace(state, moved_to=target, move_days=days)


def adopted_address(state: FetchState) -> str | None:
    """Return the new address of a feed, once it has been confirmed on enough days."""
    return state.moved_to if len(state.move_days) >= MOVE_DAYS else None


def after_move(state: FetchState, url: str) -> FetchState:
    """Return what is remembered of a feed whose new address was adopted after a success."""
    return FetchState(
        url=url,
        attempted=state.attempted,
        succeeded=state.succeeded,
        last_news=state.last_news,
        due=state.due,
        gap=state.gap,
    )


def after_failure(
    state: FetchState, subscription: Subscription, failure: FetchFailure, now: float
) -> FetchState:
    """Return what is remembered after a failure."""
    failures = state.failures + 1
    since = now if state.failing_since is None else min(state.failing_since, now)
    return replace(
        state,
        attempted=now,
        due=schedule.after_failure(
            subscription.id,
            now,
            failures=failures,
            failing_since=since,
            retry_after=failure.retry_after,
        ),
        failures=failures,
        failing_since=since,
        message=failure.message,
        remedy=failure.remedy,
        is_gone=failure.is_gone,
    )
