"""Everything that a fetch of a feeds folder needs, opened together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from reader.feeds.entries.intake import ExpiredPost, Intake
from reader.feeds.entries.taken import TakeIn
from reader.feeds.events import FetchEnded, FetchEvent
from reader.feeds.fetching import schedule
from reader.feeds.fetching.downloads import Downloader
from reader.feeds.fetching.feed_update import FetchTools
from reader.feeds.fetching.fetch import Clock, StopSwitch, fetch_feeds
from reader.feeds.fetching.hosts import MIN_GAP
from reader.feeds.fetching.lock import LOCK_FILE, held_lock, lock_note
from reader.feeds.fetching.preparing import PreparedBodies, PreparedDocument
from reader.feeds.fetching.workers import open_preparation
from reader.feeds.full_text.extra import is_available
from reader.feeds.full_text.known import NewFullTexts
from reader.feeds.full_text.pages import FullTexts
from reader.feeds.full_text.turns import HostTurns
from reader.feeds.markdown import plain_words
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.current import CurrentNames
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.names import distinct_name
from reader.feeds.writing.feed_folder import FeedFolder
from reader.feeds.writing.hidden_folder import create_hidden_folder
from reader.feeds.writing.versions import HIDDEN_FOLDER
from reader.settings import rescue_folders
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.states import FEEDS_FILE, FeedStates
from reader.store.marks import MARKS_FILE, Marks
from reader.store.saving.mark_store import MarkStore
from reader.text.folding import fold_name
from reader.web.documents import DocumentClient


@dataclass(frozen=True, slots=True)
class FetchSession:
    """The lock, the states and the tools of a fetch, which are open."""

    states: FeedStates
    tools: FetchTools

    def fetch(
        self, subscriptions: Sequence[Subscription], stop: StopSwitch, clock: Clock | None = None
    ) -> FetchEnded:
        """Fetch feeds and return the last event.

        Args:
            subscriptions: The feeds to fetch now, whether they are due or not.
            stop: Ends the fetch early.
            clock: The clock of the machine by default.
        """
        states = self.states.fetch_states()
        new = [
            each for each in subscriptions if states.get(each.id, FetchState()).succeeded is None
        ]
        clock = clock or Clock()
        save_wait = partial(self._save_host_wait, clock.now)
        with DocumentClient() as client, open_preparation(len(new)) as prepare:
            texts = FullTexts(client, HostTurns(MIN_GAP), stop.is_set, save_wait)
            fetch_pages = NewFullTexts(texts, self.states).complete if is_available() else None
            downloader = Downloader(client, prepare, stop.is_set, fetch_pages)
            return fetch_feeds(subscriptions, self.tools, downloader.fetch, stop, clock)

    def _save_host_wait(self, now: Callable[[], float], host: str, seconds: float) -> None:
        if not self.tools.is_dry:
            until = now() + schedule.bounded_retry_after(seconds)
            self.states.save_host_wait(host, until)


class PreparedIntake:
    """Takes in documents, some of whose entries are converted already."""

    def __init__(self, folder: FeedFolder, states: FeedStates, marks: Marks) -> None:
        self._bodies = PreparedBodies()
        self._intake = Intake(
            folder, states, marks, convert=self._bodies.convert, plain_words=plain_words
        )

    def take_in(
        self, subscription: Subscription, prepared: PreparedDocument, now: datetime, *, is_dry: bool
    ) -> TakeIn:
        """Do what `Intake.take_in` does."""
        self._bodies.use(prepared)
        return self._intake.take_in(subscription, prepared.document, now, is_dry=is_dry)

    def clear_out(
        self, subscription: Subscription, now: datetime, *, is_dry: bool
    ) -> tuple[ExpiredPost, ...]:
        """Do what `Intake.clear_out` does."""
        return self._intake.clear_out(subscription, now, is_dry=is_dry)


@contextmanager
def open_session(
    folder: Path,
    data_folder: Path,
    now: float,
    *,
    emit: Callable[[FetchEvent], None],
    report: Callable[[str], object],
    is_dry: bool = False,
) -> Iterator[FetchSession]:
    """Lock a feeds folder and open what a fetch needs, within a `with` block.

    Args:
        folder: The feeds folder.
        data_folder: The folder of the states and the marks.
        now: The current time, in seconds since 1970.
        emit: Receives what happens.
        report: Receives messages about files of states or marks that cannot be used.
        is_dry: Whether nothing is written. Missing files are not created then.

    Raises:
        LockedError: Another process fetches the feeds of the folder.
        OSError: The folder cannot be written to.
    """

    def existing(path: Path) -> Path | None:
        return path if os.path.exists(path) or not is_dry else None

    def move(subscription: Subscription, url: str) -> None:
        SubscriptionFile(folder).change(subscription.id, url=url)

    def rename(subscription: Subscription, title: str) -> str:
        others = load_subscriptions(folder).subscriptions
        taken = {fold_name(other.name) for other in others if other.id != subscription.id}
        name = distinct_name(title, subscription.url, taken)
        SubscriptionFile(folder).change(subscription.id, name=name)
        return name

    with ExitStack() as stack:
        lock = folder / HIDDEN_FOLDER / LOCK_FILE
        note = lock_note(folder, data_folder)
        if not is_dry:
            create_hidden_folder(folder)
        stack.enter_context(held_lock(lock, note, now, is_created=not is_dry))
        states = FeedStates(existing(data_folder / FEEDS_FILE), folder, report)
        stack.enter_context(states)
        store = MarkStore(existing(data_folder / MARKS_FILE), rescue_folders)
        stack.callback(store.close)
        marks = Marks(None, report, [folder], store=store)
        intake = PreparedIntake(FeedFolder(folder), states, marks)
        current = CurrentNames(folder).apply
        yield FetchSession(states, FetchTools(intake, states, move, rename, current, emit, is_dry))
