"""Which feeds a fetch is about, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.feeds.fetching import schedule
from reader.feeds.fetching.hosts import host_of
from reader.feeds.model import Subscription
from reader.store.feeds.fetch_state import FetchState


def current_state(subscription: Subscription, states: Mapping[str, FetchState]) -> FetchState:
    """Return what is remembered of a feed, for the address and `every` of its subscription now.

    Args:
        subscription: The feed.
        states: What is remembered of all feeds, by id of the subscription.
    """
    state = states.get(subscription.id, FetchState()).for_address(subscription.url)
    due = schedule.due_by_subscription(state, subscription)
    return state if due == state.due else replace(state, due=due)


def due_feeds(
    subscriptions: Sequence[Subscription],
    states: Mapping[str, FetchState],
    host_waits: Mapping[str, float],
    now: float,
) -> list[Subscription]:
    """Return the feeds that are due, the one that has been due for longest first.

    Feeds of hosts that asked to be left alone are not due, and neither are those that are gone.

    Args:
        subscriptions: All feeds.
        states: What is remembered of them, by id of the subscription.
        host_waits: Until when hosts asked to be left alone, in seconds since 1970.
        now: The current time.
    """
    found = []
    for subscription in subscriptions:
        state = current_state(subscription, states)
        wait = schedule.wait_of_host(host_waits.get(host_of(subscription.url)), now)
        if wait is None and schedule.is_due(state, now):
            found.append((state.due, subscription))
    return [subscription for _, subscription in sorted(found, key=lambda pair: pair[0])]


def all_feeds(
    subscriptions: Sequence[Subscription], states: Mapping[str, FetchState]
) -> list[Subscription]:
    """Return all feeds except those that are gone for good."""
    return [
        subscription
        for subscription in subscriptions
        if not current_state(subscription, states).is_gone
    ]


def next_due(
    subscriptions: Sequence[Subscription],
    states: Mapping[str, FetchState],
    host_waits: Mapping[str, float],
    now: float,
) -> float | None:
    """Return when the next feed is due, in seconds since 1970; None if all are gone.

    The arguments are those of `due_feeds`.
    """
    times = [
        max(
            current_state(each, states).due,
            schedule.wait_of_host(host_waits.get(host_of(each.url)), now) or 0.0,
        )
        for each in all_feeds(subscriptions, states)
    ]
    return min(times, default=None)
