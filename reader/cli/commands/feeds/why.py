"""`broadsheet feed why`: what became of each entry of a feed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import NO_TITLE
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.settings import data_folder
from reader.store.feeds.known_entry import Fate, KnownEntry
from reader.store.feeds.states import FEEDS_FILE, FeedStates
from reader.text.counts import counted


@click.command("why")
@click.argument("feed")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object per entry.")
@options.feeds_folder
def command(feed: str, as_json: bool, folder: Path | None) -> None:
    """Say what became of each entry of a feed.

    An entry was written as a post; or a filter left it out, and the filter is named; or it is in
    the feed twice; or its post was deleted, so that it is not written again. If you have edited a
    post whose entry has changed, it says where the new version is. Entries of the last fetch come
    first.
    """
    root = feeds_folder(folder)
    subscription = load_subscriptions(root).find(feed)
    entries = _load(root, subscription.id)
    if as_json:
        output.write_json_array(_object(entry, root) for entry in entries)
    elif entries:
        output.write_lines(_lines(entries, root))
    else:
        output.write_lines([f"No entry of {subscription.name} is known yet: fetch it first."])


def _load(folder: Path, feed_id: str) -> Sequence[KnownEntry]:
    path = data_folder() / FEEDS_FILE
    if not os.path.exists(path):  # nothing is created by a question
        return ()
    with FeedStates(path, folder, output.report) as states:
        return states.entry_fates(feed_id)


def _lines(entries: Sequence[KnownEntry], folder: Path) -> Iterator[str]:
    """Yield two lines for each entry, and a summary."""
    for entry in entries:
        yield f"{entry.fate}: {entry.title or entry.link or NO_TITLE}"
        yield f"    {_reason(entry, folder)}"
    fates = [entry.fate for entry in entries]
    numbers = ", ".join(f"{fates.count(fate):,} {fate}" for fate in Fate if fate in fates)
    total = len(entries)
    yield f"{counted(total, 'entry', 'entries')}: {numbers}"


def _reason(entry: KnownEntry, folder: Path) -> str:
    path = None if entry.path is None else str(folder / entry.path)
    match entry.fate:
        case Fate.WRITTEN if entry.aside is not None:
            return f"{path}, edited by you; the feed's new version is {folder / entry.aside}"
        case Fate.WRITTEN:
            return path or "its file is not known"
        case Fate.DUPLICATE:
            return entry.detail or "the feed has it twice"
        case Fate.DELETED:
            return ", ".join(filter(None, [path, entry.detail or "not written again"]))
    return entry.detail or entry.link


def _object(entry: KnownEntry, folder: Path) -> dict[str, Any]:
    return {
        "fate": entry.fate.value,
        "title": entry.title,
        "link": entry.link,
        "guid": entry.guid,
        "path": None if entry.path is None else str(folder / entry.path),
        "detail": entry.detail,
        "new_version": None if entry.aside is None else str(folder / entry.aside),
    }
