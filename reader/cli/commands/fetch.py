"""`broadsheet fetch`: fetch feeds, and write their entries as posts."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import click

from reader.cli import options, output
from reader.cli.fetch_progress import PlainDisplay, ProgressDisplay
from reader.cli.fetch_report import FetchReport, time_in_words
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import report_problems
from reader.feeds.errors import FeedError
from reader.feeds.events import FetchEvent, format_event
from reader.feeds.fetching.fetch import StopSwitch
from reader.feeds.fetching.lock import LockedError, LockHolder
from reader.feeds.fetching.selection import all_feeds, due_feeds, next_due
from reader.feeds.fetching.session import FetchSession, open_session
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.subscription_list import SubscriptionList
from reader.runtime import START, resume_collector
from reader.settings import data_folder
from reader.store.feeds.states import FeedStates


@click.command("fetch", short_help="Fetch the feeds that are due, and write new entries as posts.")
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@click.option("--all", "is_all", is_flag=True, help="Fetch all feeds, also those that are not due.")
@click.option(
    "--dry-run", "is_dry", is_flag=True, help="Say what would be written or deleted, and do not."
)
@click.option("--json", "as_json", is_flag=True, help="Print each event as a line of JSON.")
@options.feeds_folder
@click.pass_context
def command(
    ctx: click.Context,
    feeds: tuple[str, ...],
    is_all: bool,
    is_dry: bool,
    as_json: bool,
    folder: Path | None,
) -> None:
    """Fetch the feeds that are due, and write their new entries as posts.

    A FEED is named by its id, its name or the beginning of its name; it is fetched whether it is
    due or not. No feed is fetched as long as its server has asked to be left alone. Run this
    command every ten minutes, for example: most of the time nothing is due.

    Exits with 1 if a feed could not be fetched, and with 2 if nothing was tried: another fetch is
    running, there are no feeds, feeds.toml cannot be used, or there is no such FEED.
    """
    resume_collector(START)  # a fetch can take minutes, and leaves garbage
    root = feeds_folder(folder).absolute()
    subscriptions = _load(root)
    named = {each.id: each for each in map(subscriptions.find, feeds)}
    now = time.time()
    with ExitStack() as stack:
        display = _display(ctx)
        emit = _write_json if as_json else FetchReport(display, now, is_dry=is_dry).show
        session = _enter_session(stack, root, now, emit, is_dry=is_dry)
        everything = subscriptions.subscriptions
        chosen = list(named.values()) or _choose(everything, session.states, now, is_all=is_all)
        if not chosen and not as_json:
            output.write_lines([_nothing_due(everything, session.states, now)])
            return
        switch = StopSwitch()
        signals = stack.enter_context(_stopped_by_signals(switch))
        if not as_json:
            stack.enter_context(display)
        ended = session.fetch(chosen, switch)
    if signals:
        ctx.exit(128 + signals[0])
    ctx.exit(1 if ended.failed or ended.is_offline else 0)


def _load(folder: Path) -> SubscriptionList:
    """Return the subscriptions; problems that concern only some of them go to standard error.

    Raises:
        FeedError: There are no subscriptions, or the file cannot be used.
    """
    found = load_subscriptions(folder)
    report_problems(found)
    if found.subscriptions:
        return found
    if found.problems:
        raise FeedError(f"{found.path} cannot be used", "Correct it, and fetch again.")
    raise FeedError(f"{found.path}: no feeds yet", "`broadsheet feed add URL` adds one.")


def _enter_session(
    stack: ExitStack,
    folder: Path,
    now: float,
    emit: Callable[[FetchEvent], None],
    *,
    is_dry: bool,
) -> FetchSession:
    """Open what a fetch needs, until the end of a stack.

    Raises:
        FeedError: Another fetch is running, or the feeds folder cannot be written to.
    """
    session = open_session(
        folder, data_folder(), now, emit=emit, report=output.report, is_dry=is_dry
    )
    try:
        return stack.enter_context(session)
    except LockedError as error:
        raise FeedError(
            f"another fetch is running{_holder_in_words(error.holder, now)}",
            "Wait until it ends, and fetch again.",
        ) from error
    except OSError as error:
        raise FeedError(
            f"the feeds folder {folder} cannot be written to ({error.strerror})",
            "Make room on the disk, or check who may write to it.",
        ) from error


def _holder_in_words(holder: LockHolder, now: float) -> str:
    if holder.pid is None or holder.since is None:
        return ""
    return f" (process {holder.pid}, since {time_in_words(holder.since, now)})"


def _choose(
    subscriptions: Sequence[Subscription], states: FeedStates, now: float, *, is_all: bool
) -> list[Subscription]:
    if is_all:
        return all_feeds(subscriptions, states.fetch_states())
    return due_feeds(subscriptions, states.fetch_states(), states.host_waits(), now)


def _nothing_due(subscriptions: Sequence[Subscription], states: FeedStates, now: float) -> str:
    due = next_due(subscriptions, states.fetch_states(), states.host_waits(), now)
    if due is None:
        return "Nothing is due: all feeds are gone."
    return f"Nothing is due before {time_in_words(due, now)}."


def _write_json(event: FetchEvent) -> None:
    output.write_lines([format_event(event)])


def _display(ctx: click.Context) -> PlainDisplay | ProgressDisplay:
    is_plain = ctx.find_root().params.get("plain") or os.environ.get("TERM") == "dumb"
    return PlainDisplay() if is_plain or not output.is_terminal() else ProgressDisplay()


@contextmanager
def _stopped_by_signals(switch: StopSwitch) -> Iterator[list[int]]:
    """End a fetch in an orderly way if the process is asked to end.

    The same signal again ends the process at once.

    Yields:
        A list that the number of the signal is added to.
    """
    received: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        received.append(number)
        signal.signal(number, signal.SIG_DFL)
        switch.set()

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
