"""What follows from the answer for one feed: posts, then its state, then events."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from reader.feeds.entries.intake import ExpiredPost
from reader.feeds.entries.taken import TakeIn
from reader.feeds.errors import FeedError
from reader.feeds.events import (
    FeedFailed,
    FeedFetched,
    FeedMoved,
    FeedPostponed,
    FetchEvent,
    PostDeleted,
    PostWritten,
)
from reader.feeds.fetching import outcomes
from reader.feeds.fetching.answers import FetchFailure
from reader.feeds.fetching.downloads import Download, FinishedDownload, unexpected
from reader.feeds.fetching.preparing import PreparedDocument
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.names import derive_name
from reader.store.feeds.fetch_state import FetchState
from reader.text.clean import one_line
from reader.text.sentences import as_sentence

_NOTHING_CAN_BE_WRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class EntryIntake(Protocol):
    """Turns entries into posts, such as `reader.feeds.fetching.session.PreparedIntake`."""

    def take_in(
        self,
        subscription: Subscription,
        prepared: PreparedDocument,
        now: datetime,
        *,
        is_dry: bool,
    ) -> TakeIn: ...

    def clear_out(
        self, subscription: Subscription, now: datetime, *, is_dry: bool
    ) -> Sequence[ExpiredPost]: ...


class StateStore(Protocol):
    """What is remembered of feeds and hosts, such as `reader.store.feeds.states.FeedStates`."""

    def fetch_states(self) -> dict[str, FetchState]: ...
    def save_fetch_state(self, feed_id: str, state: FetchState) -> None: ...
    def host_waits(self) -> dict[str, float]: ...
    def save_host_wait(self, host: str, until: float) -> None: ...


@dataclass(frozen=True, slots=True)
class FetchTools:
    """What a fetch works with."""

    intake: EntryIntake
    states: StateStore
    move: Callable[[Subscription, str], None]
    """Writes a new address to feeds.toml; raises FeedError."""
    rename: Callable[[Subscription, str], str]
    """Writes the title of a feed to feeds.toml as its name, and returns the name, which differs if
    another feed has it; raises FeedError."""
    current: Callable[[Subscription], Subscription]
    """Returns a subscription with the name and the category that it has in feeds.toml now."""
    emit: Callable[[FetchEvent], None]
    is_dry: bool = False
    """Whether nothing is written."""


class FeedUpdater:
    """Updates the posts and the state of one feed at a time.

    It emits what happened after it is stored, so that whoever reads the events finds the posts.
    """

    def __init__(self, tools: FetchTools) -> None:
        self._tools = tools
        self.is_blocked = False
        """Whether nothing can be written any more, because the disk is full or read-only."""

    def store(self, finished: FinishedDownload, now: float) -> FetchFailure | None:
        """Store what a successful answer brought.

        Returns:
            A fault of Broadsheet; None if there is none.
        """
        try:
            events = self._store(finished, now)
        except (FeedError, OSError) as error:
            events = [self._unwritten(finished.download, error)]
        except Exception as error:  # last resort: a fault in one feed must not end the fetch
            return unexpected(error)
        for event in events:
            self._tools.emit(event)
        return None

    def fail(self, download: Download, failure: FetchFailure, now: float) -> None:
        """Store that a feed was not fetched."""
        subscription = download.subscription
        state = outcomes.after_failure(download.state, subscription, failure, now)
        self._save(subscription, state)
        self._tools.emit(
            FeedFailed(
                subscription.id,
                subscription.name,
                failure.message,
                failure.remedy,
                state.next_fetch,
            )
        )

    def postpone(self, subscription: Subscription, state: FetchState, until: float) -> None:
        """Store that a feed is not fetched before a time, because its server wants that."""
        if not state.is_gone:
            not_before = max(state.not_before or 0.0, until)
            state = replace(state, due=max(state.due, until), not_before=not_before)
            self._save(subscription, state)
        self._tools.emit(FeedPostponed(subscription.id, subscription.name, until))

    def _store(self, finished: FinishedDownload, now: float) -> list[FetchEvent]:
        """Write posts and save the state; return the events that report it.

        Raises:
            FeedError: Posts cannot be written.
        """
        subscription, prepared = self._named(finished), finished.prepared
        tools = self._tools
        day = datetime.fromtimestamp(now, UTC)
        is_empty = prepared is not None and not prepared.document.entries
        taken = None
        expired: Sequence[ExpiredPost] = ()
        if prepared is not None and not is_empty:
            taken = tools.intake.take_in(subscription, prepared, day, is_dry=tools.is_dry)
        if not is_empty:
            expired = tools.intake.clear_out(subscription, day, is_dry=tools.is_dry)
        answer = _summarise(finished, taken)
        state = outcomes.after_success(finished.download.state, subscription, answer, now)
        moved_to = self._move(subscription, state)
        if moved_to is not None:
            state = outcomes.after_move(state, moved_to)
        self._save(subscription, state)
        events = _success_events(subscription, taken, expired, is_unchanged=prepared is None)
        if moved_to is not None:
            events.append(FeedMoved(subscription.id, subscription.name, moved_to))
        return events

    def _named(self, finished: FinishedDownload) -> Subscription:
        """Return the subscription, called by the title of its feed if nobody has named it.

        Lists of other readers often have addresses only. The name is written to feeds.toml with the
        first answer, and never changed later.
        """
        # Otherwise posts that arrive while the person renames the feed would belong to another one.
        subscription = self._tools.current(finished.download.subscription)
        prepared = finished.prepared
        is_first = finished.download.state.succeeded is None
        if prepared is None or not is_first or subscription.name != derive_name(subscription.url):
            return subscription
        title = one_line(prepared.document.title)
        if not title or title == subscription.name:
            return subscription
        try:
            name = title if self._tools.is_dry else self._tools.rename(subscription, title)
        except FeedError:
            return subscription  # it can be read by the name that it has
        return replace(subscription, name=name)

    def _move(self, subscription: Subscription, state: FetchState) -> str | None:
        """Write the new address of a feed to feeds.toml and return it, if it has one."""
        address = outcomes.adopted_address(state)
        if address is None or self._tools.is_dry:
            return None
        try:
            self._tools.move(subscription, address)
        except FeedError:
            # The old address still leads to the feed. The next fetch tries again.
            return None
        return address

    def _save(self, subscription: Subscription, state: FetchState) -> None:
        if not self._tools.is_dry:
            self._tools.states.save_fetch_state(subscription.id, state)

    def _unwritten(self, download: Download, error: FeedError | OSError) -> FeedFailed:
        """Return the event for posts that cannot be written.

        The state stays as it is, because it is not the feed's fault. So the feed is due at once,
        and the next fetch writes what is missing.
        """
        cause = error if isinstance(error, OSError) else error.__cause__
        if isinstance(cause, OSError) and cause.errno in _NOTHING_CAN_BE_WRITTEN:
            self.is_blocked = True
        if isinstance(error, FeedError):
            message, remedy = as_sentence(error.reason), error.remedy
        else:
            message = f"The posts of this feed cannot be written ({error.strerror})."
            remedy = "Free some space, or check who may write to the feeds folder."
        subscription = download.subscription
        return FeedFailed(subscription.id, subscription.name, message, remedy, download.state.due)


def _success_events(
    subscription: Subscription,
    taken: TakeIn | None,
    expired: Sequence[ExpiredPost],
    *,
    is_unchanged: bool,
) -> list[FetchEvent]:
    feed = subscription.id
    written = taken.written if taken is not None else ()
    updated = taken.updated if taken is not None else ()
    return [
        *(PostWritten(feed, post.path, post.title, is_new=True) for post in written),
        *(PostWritten(feed, post.path, post.title, is_new=False) for post in updated),
        *(PostDeleted(feed, post.path, post.title, post.reason) for post in expired),
        FeedFetched(
            feed,
            subscription.name,
            new=len(written),
            updated=len(updated),
            filtered=len(taken.filtered) if taken is not None else 0,
            edited=len(taken.conflicts) if taken is not None else 0,
            is_unchanged=is_unchanged,
            has_gap=taken is not None and taken.has_gap,
        ),
    ]


def _summarise(finished: FinishedDownload, taken: TakeIn | None) -> outcomes.SuccessfulAnswer:
    response = finished.response
    assert response is not None
    document = finished.prepared.document if finished.prepared is not None else None
    ttl = document.ttl if document is not None else None
    return outcomes.SuccessfulAnswer(
        is_unchanged=document is None,
        is_empty=document is not None and not document.entries,
        new=len(taken.written) if taken is not None else 0,
        has_gap=taken is not None and taken.has_gap,
        etag=response.etag,
        last_modified=response.last_modified,
        max_age=response.max_age or 0.0,
        ttl=ttl.total_seconds() if ttl is not None else 0.0,
        retry_after=response.retry_after or 0.0,
        moved_to=response.moved_to,
    )
