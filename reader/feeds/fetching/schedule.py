"""When a feed is fetched again. Times are seconds since 1970, durations are seconds."""

from __future__ import annotations

from zlib import crc32

from reader.feeds.model import MIN_EVERY, Subscription
from reader.store.feeds.fetch_state import FetchState

HOUR = 3_600.0
DAY = 24 * HOUR

MIN_WAIT = MIN_EVERY.total_seconds()
"""Minimum time between two fetches of a feed, whatever its subscription says."""
MAX_STRETCH = DAY
"""Maximum time that a feed is left alone because of its `max-age` or `ttl`."""
MAX_QUIET_STRETCH = 12 * HOUR
"""Maximum time that a feed is left alone because it has had no news."""
MAX_RETRY_AFTER = 30 * DAY
"""Maximum time that a server can ask to be left alone for."""
MAX_JITTER = 0.1
"""Maximum share by which a feed is fetched sooner, so that not all feeds are due at once."""
MIN_JITTER = 0.02
"""Share by which every feed is fetched sooner. Otherwise an hourly timer that runs a second early
would find nothing due, and the feed would be fetched every two hours."""
UNCONDITIONAL_AFTER = 30 * DAY
"""Time after which the whole feed is requested: a broken cache would answer 304 for ever."""

_QUIET_SHARE = 1 / 24
"""A feed is left alone for this share of the time since its last news."""
_FIRST_BACKOFF = HOUR
_MAX_BACKOFF = DAY
_WEEKLY_AFTER = 30 * DAY
"""Duration of failures after which a feed is fetched once a week."""
_WEEK = 7 * DAY


def after_success(
    subscription: Subscription,
    now: float,
    *,
    last_news: float | None = None,
    asked_wait: float = 0.0,
    retry_after: float = 0.0,
) -> float:
    """Return when a feed is fetched again after a success.

    Args:
        subscription: The feed.
        now: The current time.
        last_news: When the feed last had new entries.
        asked_wait: Duration for which the answer is fresh (`max-age`), or for which the feed asks
            to be left alone (`ttl`); it counts up to a day.
        retry_after: Duration that the server asked to wait for.
    """
    every = subscription.every.total_seconds()
    silence = 0.0 if last_news is None else max(now - last_news, 0.0)
    usual = max(every, min(silence * _QUIET_SHARE, MAX_QUIET_STRETCH))
    return now + max(
        usual * (1 - jitter(subscription.id)),
        MIN_WAIT,
        requested_wait(asked_wait, retry_after),
    )


def requested_wait(asked_wait: float, retry_after: float) -> float:
    """Return for how long an answer asks to leave a feed alone; see `after_success`."""
    return max(min(asked_wait, MAX_STRETCH), bounded_retry_after(retry_after))


def due_by_subscription(state: FetchState, subscription: Subscription) -> float:
    """Return when a feed is due: sooner than planned if its `every` has been made smaller.

    A smaller `every` counts at once, and not only after the fetch that was planned before.
    """
    if state.failures or state.succeeded is None or state.not_before is None:
        return state.due
    due = after_success(subscription, state.succeeded, last_news=state.last_news)
    return min(state.due, max(due, state.not_before))


def after_failure(
    feed_id: str, now: float, *, failures: int, failing_since: float, retry_after: float = 0.0
) -> float:
    """Return when a feed is fetched again after a failure: later each time, but always some time.

    Args:
        feed_id: Id of the subscription.
        now: The current time.
        failures: Number of failures since the last success, at least 1.
        failing_since: When the first of them was.
        retry_after: Duration that the server asked to wait for.
    """
    delay = backoff(failures, now - failing_since) * (1 - jitter(feed_id))
    return now + max(delay, MIN_WAIT, bounded_retry_after(retry_after))


def backoff(failures: int, duration: float) -> float:
    """Return how long a feed is left alone after so many failures in so many seconds."""
    if duration >= _WEEKLY_AFTER:
        return _WEEK
    # The exponent is bounded, because a feed may fail for years.
    factor: int = 1 << min(max(failures - 1, 0), 8)
    return min(_FIRST_BACKOFF * factor, _MAX_BACKOFF)


def jitter(feed_id: str) -> float:
    """Return the share by which a feed is fetched sooner; always the same for the same feed."""
    share = crc32(feed_id.encode("utf-8", "surrogatepass")) / 2**32
    return MIN_JITTER + (MAX_JITTER - MIN_JITTER) * share


def bounded_retry_after(seconds: float) -> float:
    """Return the duration of a Retry-After, within bounds."""
    return min(max(seconds, 0.0), MAX_RETRY_AFTER)


def is_due(state: FetchState, now: float) -> bool:
    """Return whether a feed is to be fetched by itself.

    The state must be of the subscription's address. A state from the future comes from a clock
    that was wrong, and does not count.
    """
    if state.is_gone:
        return False
    is_from_future = state.attempted is not None and state.attempted > now + DAY
    return state.due <= now or is_from_future


def is_conditional(state: FetchState, now: float) -> bool:
    """Return whether the validators of a feed are sent, so that the server may answer 304."""
    return state.full_fetch is not None and 0 <= now - state.full_fetch < UNCONDITIONAL_AFTER


def wait_of_host(until: float | None, now: float) -> float | None:
    """Return until when a server asked to be left alone; None if that time has passed.

    A time further away than any wait that is accepted comes from a clock that was wrong.
    """
    return until if until is not None and now < until <= now + MAX_RETRY_AFTER else None
