"""Actions on a post: open its link, copy it, edit it. Each shows a message with the result."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from contextlib import nullcontext

from textual.app import App, SuspendNotSupported

from reader.library.library import Library
from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.tui.notices import notify
from reader.tui.web_browser import LinkRefused, browser_needs_terminal, open_in_browser


def open_link(app: App[None], _library: Library, post: Post) -> None:
    """Open the post's own page in the browser."""
    if post.link is None:
        notify(
            app,
            "This post has no link (link, canonical or url) to open.",
            is_warning=True,
        )
    else:
        open_web_link(app, post.link)


def open_web_link(app: App[None], target: str) -> None:
    """Open a web link in the browser, or show why it is not opened."""
    try:
        # A text browser gets the terminal; the app waits until it is left.
        with app.suspend() if browser_needs_terminal() else nullcontext():
            refusal = _open_or_refuse(target)
    except SuspendNotSupported:
        refusal = "A text browser cannot use this terminal."
    notify(app, refusal or f"Opening {target}", is_warning=refusal is not None)


def _open_or_refuse(target: str) -> str | None:
    """Open a link and return None, or return why it is not opened. Raises nothing: see below."""
    try:
        open_in_browser(target)
    except LinkRefused as refusal:
        return str(refusal)
    return None


def copy_link(app: App[None], _library: Library, post: Post) -> None:
    """Copy the post's link to the clipboard, or its path if it has no link."""
    text = post.link or post.path.encode("utf-8", "replace").decode("utf-8")
    app.copy_to_clipboard(text)
    notify(app, f"Copied {text}")


def copy_source(app: App[None], library: Library, post: Post) -> None:
    """Copy the text of the post's whole file to the clipboard."""
    try:
        app.copy_to_clipboard(library.load_source(post))
    except PostError as error:
        notify(app, str(error), is_warning=True)
    else:
        notify(app, "Copied the Markdown source")


def edit_file(app: App[None], path: str) -> bool:
    """Open a file in the user's editor; return whether the editor succeeded."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        notify(app, "No editor is set: set $EDITOR, such as EDITOR=nano.", is_warning=True)
        return False
    try:
        with app.suspend():
            failure = _run_editor(editor, path)
    except SuspendNotSupported:
        failure = "another program cannot use this terminal"
    if failure:
        notify(app, f"{editor} failed: {failure}", is_warning=True)
    return not failure


def _run_editor(editor: str, path: str) -> str | None:
    """Wait for the editor; return what went wrong, None if nothing did.

    Raises nothing: Textual resumes from `App.suspend` only if nothing was raised.
    """
    try:
        # The user has chosen the editor, and it runs without a shell.
        done = subprocess.run([*shlex.split(editor), path], check=False)  # noqa: S603
    except (OSError, ValueError) as error:
        return str(error)
    return f"it ended with status {done.returncode}" if done.returncode else None


ACTIONS: Mapping[str, Callable[[App[None], Library, Post], None]] = {
    "open_link": open_link,
    "copy_link": copy_link,
    "copy_source": copy_source,
}
"""The actions that need only the current post, by the name that bindings use."""
