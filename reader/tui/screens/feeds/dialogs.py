"""Functions that open the dialogs about feeds and handle their answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import App

from reader.posts.errors import FolderError
from reader.posts.loading.folder_check import check_folder
from reader.settings import FEEDS_FOLDER, path_from_text
from reader.text.clean import one_line
from reader.tui import jobs
from reader.tui.controllers.feeds.adding import feed_value
from reader.tui.feeds.child import ChildEnded
from reader.tui.feeds.listed import ListedFeed
from reader.tui.feeds.requests import FeedRef
from reader.tui.jobs import JobGroup
from reader.tui.messages import FoldersChosen
from reader.tui.notices import notify
from reader.tui.screens.feeds.add import AddFeedScreen
from reader.tui.screens.feeds.feeds import FeedsScreen
from reader.tui.screens.feeds.path import PathScreen
from reader.tui.screens.feeds.welcome import FirstStep, WelcomeScreen
from reader.tui.screens.main_parts import MainParts

_FOLDER_QUESTION = (
    "Where should the posts of your feeds be stored? Each post is a Markdown file, in a folder for "
    "its category and feed."
)
_NOT_ALL = 1
"""The exit status of an import that has left out some feeds of the list, such as query feeds."""


def show_feeds(app: App[None], parts: MainParts) -> None:
    """List the subscriptions, and go to the posts of the one that is chosen."""

    def choose(feed: ListedFeed | None) -> None:
        if feed is not None:
            parts.navigator.open_value(feed_value(feed.posts_name))

    screen = FeedsScreen(
        parts.late.feeds.subscriptions,
        parts.session.clock,
        partial(add_feed, app, parts),
        partial(import_feeds, app, parts),
    )
    app.push_screen(screen, choose)


def add_feed(app: App[None], parts: MainParts) -> None:
    """Ask for the address of a feed, subscribe to it, and list its posts."""

    def begin(feed: FeedRef | None) -> None:
        if feed is None:
            return
        if parts.late.feeds.folder.is_open:
            parts.late.feeds.adding.fetch(feed)
        else:
            _open_with_feeds(app, parts, new_feed=feed)

    feeds, with_folder = parts.late.feeds, partial(_with_folder, app, parts)
    app.push_screen(AddFeedScreen(feeds.adding, feeds.subscriptions, with_folder), begin)


def import_feeds(app: App[None], parts: MainParts) -> None:
    """Ask for a list of feeds that another reader has written, and subscribe to them."""
    _with_folder(app, parts, partial(_ask_for_list, app, parts))


def _ask_for_list(app: App[None], parts: MainParts) -> None:
    def check(path: Path) -> str | None:
        if os.path.isfile(path):
            return None
        return f"There is no file {path}. Check its name."

    screen = PathScreen(
        "Import feeds",
        "The list of feeds of another reader: an OPML file, or the urls file of newsboat.",
        "import",
        "",
        check,
    )

    def begin(path: str | None) -> None:
        if path is not None:
            _import(app, parts, path_from_text(path).absolute())

    app.push_screen(screen, begin)


def _import(app: App[None], parts: MainParts, path: Path) -> None:
    lines: list[str] = []

    def on_end(event: ChildEnded) -> None:
        if event.status not in (0, _NOT_ALL) or not lines:
            reason = event.message or "The program that imports feeds ended unexpectedly."
            notify(app, reason, is_warning=True)
            return
        for remark in lines[:-1]:
            notify(app, remark, is_warning=True)
        more = " ! lists what was not imported." if event.status == _NOT_ALL else ""
        notify(app, lines[-1] + more, is_warning=bool(more))
        if not parts.late.feeds.folder.exists:
            return  # nothing could be imported
        if parts.late.feeds.folder.is_open:
            parts.late.feeds.fetching.fetch()
            parts.late.feeds.subscriptions.list()
        else:
            _open_with_feeds(app, parts, fetches_at_once=True)

    arguments = ["feed", "import", "--folder", str(parts.late.feeds.folder.path), "--", str(path)]
    group = JobGroup.IMPORT_FEEDS
    parts.late.feeds.commands.run(group, jobs.run_command, arguments, lines.extend, on_end)


def _with_folder(app: App[None], parts: MainParts, act: Callable[[], object]) -> None:
    """Ask where feeds are to be kept, if there are none yet; then act."""
    preferences = parts.session.preferences
    if parts.late.feeds.folder.exists or "feeds_folder" in preferences.loaded.lines:
        act()
        return

    def begin(folder: str | None) -> None:
        if folder is not None:
            preferences.change(feeds_folder=folder)
            act()

    current = preferences.settings.feeds_folder
    screen = PathScreen("Folder of your feeds", _FOLDER_QUESTION, "use it", current, _check_new)
    app.push_screen(screen, begin)


def _check_new(folder: Path) -> str | None:
    """Return what is wrong with a folder that may not exist yet."""
    if not folder.is_absolute():
        return f"{folder} is no full path. Write one such as {FEEDS_FOLDER}."
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.path.exists(path))
    if not os.path.isdir(nearest):
        return f"{nearest} is a file. Name a folder."
    return None


def _open_with_feeds(
    app: App[None],
    parts: MainParts,
    *,
    new_feed: FeedRef | None = None,
    fetches_at_once: bool = False,
) -> None:
    """Open the feeds folder beside the folders that are open; in the place of sample posts."""
    session = parts.session
    others = () if session.is_sample else session.folders
    folders = (*others, parts.late.feeds.folder.path)
    app.post_message(FoldersChosen(folders, new_feed, fetches_at_once))


def welcome(app: App[None], parts: MainParts) -> None:
    """Offer what to begin with, at the very first start."""

    def begin(step: FirstStep | None) -> None:
        if step is None:
            return
        parts.session.preferences.save()
        if step is FirstStep.ADD_FEED:
            add_feed(app, parts)
        elif step is FirstStep.IMPORT_FEEDS:
            import_feeds(app, parts)
        elif step is FirstStep.OPEN_FOLDER:
            _ask_for_folder(app, parts)

    # Somebody who knows the keys may have opened a dialog before the first paint.
    if len(app.screen_stack) == 1:
        app.push_screen(WelcomeScreen(), begin)


def _ask_for_folder(app: App[None], parts: MainParts) -> None:
    def check(folder: Path) -> str | None:
        try:
            check_folder(folder)
        except FolderError as error:
            return str(error)
        return None

    def begin(folder: str | None) -> None:
        if folder is None:
            return
        path = path_from_text(folder).absolute()
        parts.session.preferences.change(folders=(str(path),))
        app.post_message(FoldersChosen((path,)))
        notify(app, f"From now on, `broadsheet` opens {one_line(str(path))}.")

    question = "A folder of Markdown posts, such as the source of a blog."
    screen = PathScreen("Open a folder", question, "open", "~/", check)
    app.push_screen(screen, begin)
