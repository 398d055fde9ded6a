"""Actions on posts: open their links, copy them, edit one. Each shows a message with the result."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext

from textual.app import App, SuspendNotSupported

from reader.library.library import Library
from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.tui.notices import notify
from reader.tui.terminal.lending import lend_terminal
from reader.tui.web_browser import LinkRefused, browser_needs_terminal, open_in_browser

MAX_UNASKED_LINKS = 5
"""Maximum number of pages that are opened without a question."""
MAX_LINKS = 50
"""Maximum number of pages that are opened at once."""
MAX_SOURCES = 100
"""Maximum number of files that are copied at once."""


def open_links(app: App[None], _library: Library, posts: Sequence[Post]) -> None:
    """Open the posts' own pages in the browser."""
    links = [post.link for post in posts if post.link is not None]
    if not links:
        these = "This post has" if len(posts) == 1 else "These posts have"
        notify(app, f"{these} no link (link, canonical or url) to open.", is_warning=True)
    elif len(links) > MAX_LINKS:
        notify(app, f"At most {MAX_LINKS} pages are opened at once.", is_warning=True)
    else:
        _open_all(app, links)


def open_web_link(app: App[None], target: str) -> None:
    """Open a web link in the browser, or show why it is not opened."""
    _open_all(app, [target])


def _open_all(app: App[None], targets: Sequence[str]) -> None:
    """Open web links in the browser, and show why the first that is not opened is not."""
    try:
        # A text browser gets the terminal; the app waits until it is left.
        with lend_terminal(app) if browser_needs_terminal() else nullcontext():
            refusals = [refusal for target in targets if (refusal := _open_or_refuse(target))]
    except SuspendNotSupported:
        refusals = ["A text browser cannot use this terminal."]
    opened = targets[0] if len(targets) == 1 else f"{len(targets):,} pages"
    notify(app, refusals[0] if refusals else f"Opening {opened}", is_warning=bool(refusals))


def _open_or_refuse(target: str) -> str | None:
    """Open a link and return None, or return why it is not opened. Raises nothing: see below."""
    try:
        open_in_browser(target)
    except LinkRefused as refusal:
        return str(refusal)
    return None


def copy_links(app: App[None], _library: Library, posts: Sequence[Post]) -> None:
    """Copy the posts' links to the clipboard, one a line; of a post without a link, its path."""
    # A path with a line break, pasted into a shell, would run what follows it.
    links = [clean_line(post.link or post.path) for post in posts]
    app.copy_to_clipboard("\n".join(links))
    notify(app, f"Copied {links[0]}" if len(links) == 1 else f"Copied {len(links):,} links")


def copy_sources(app: App[None], library: Library, posts: Sequence[Post]) -> None:
    """Copy the texts of the posts' whole files to the clipboard, one after the other."""
    if len(posts) > MAX_SOURCES:
        notify(app, f"At most {MAX_SOURCES} sources are copied at once.", is_warning=True)
        return
    try:
        sources = [library.load_source(post) for post in posts]
    except PostError as error:
        notify(app, str(error), is_warning=True)
        return
    app.copy_to_clipboard("\n\n".join(sources))
    count = "" if len(posts) == 1 else f" of {len(posts)} posts"
    notify(app, f"Copied the Markdown source{count}")


def edit_file(app: App[None], path: str) -> bool:
    """Open a file in the user's editor; return whether the editor succeeded."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        notify(app, "No editor is set: set $EDITOR, such as EDITOR=nano.", is_warning=True)
        return False
    try:
        with lend_terminal(app):
            failure = _run_editor(editor, path)
    except SuspendNotSupported:
        failure = "another program cannot use this terminal"
    if failure:
        notify(app, f"{editor} failed: {failure}", is_warning=True)
    return not failure


def _run_editor(editor: str, path: str) -> str | None:
    """Wait for the editor; return what went wrong, None if nothing did.

    Raises nothing: see `lend_terminal`.
    """
    try:
        # The user has chosen the editor, and it runs without a shell.
        done = subprocess.run([*shlex.split(editor), path], check=False)  # noqa: S603
    except (OSError, ValueError) as error:
        return str(error)
    return f"it ended with status {done.returncode}" if done.returncode else None


ACTIONS: Mapping[str, Callable[[App[None], Library, Sequence[Post]], None]] = {
    "open_link": open_links,
    "copy_link": copy_links,
    "copy_source": copy_sources,
}
"""The actions that need only the posts they are about, by the name that bindings use."""


def question_before(name: str, posts: Sequence[Post]) -> str | None:
    """Return what to ask before an action of `ACTIONS`; None if there is nothing to ask."""
    count = sum(post.link is not None for post in posts)
    if name == "open_link" and MAX_UNASKED_LINKS < count <= MAX_LINKS:
        return f"Open {count:,} pages in the browser?"
    return None
