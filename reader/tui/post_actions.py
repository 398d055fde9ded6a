"""What can be done with a post besides reading it. Each tells the reader what it did."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from contextlib import nullcontext

from textual.app import App, SuspendNotSupported

from reader.posts.errors import PostError
from reader.posts.post import Post
from reader.tui.notices import notify


def open_link(app: App[None], post: Post) -> None:
    """Open the post's own page in the browser."""
    if post.link is None:
        notify(app, "This post names no link (link, canonical or url) to open.", is_warning=True)
    else:
        open_web_link(app, post.link)


def open_web_link(app: App[None], target: str) -> None:
    """Open a web link in the browser, or say why it is not opened."""
    from reader.tui.web_browser import browser_needs_terminal  # late: the first paint opens none

    try:
        # A browser of text gets the terminal; until it is left, the app waits.
        with app.suspend() if browser_needs_terminal() else nullcontext():
            refusal = _open_or_refuse(target)
    except SuspendNotSupported:
        refusal = "This terminal cannot be lent to a browser."
    notify(app, refusal or f"Opening {target}", is_warning=refusal is not None)


def _open_or_refuse(target: str) -> str | None:
    """Why the link was not opened. Raises nothing, as `_run_editor` does not."""
    from reader.tui.web_browser import LinkRefused, open_in_browser  # late, as above

    try:
        open_in_browser(target)
    except LinkRefused as refusal:
        return str(refusal)
    return None


def copy_link(app: App[None], post: Post) -> None:
    """Copy the post's link to the clipboard, or its path where it has none."""
    text = post.link or _shown(post.path)
    app.copy_to_clipboard(text)
    notify(app, f"Copied {text}")


def copy_source(app: App[None], post: Post) -> None:
    """Copy the post's whole file, made safe."""
    from reader.posts.loading.loader import load_source  # late, with the parsers behind it

    try:
        app.copy_to_clipboard(load_source(post.path))
    except PostError as error:
        notify(app, str(error), is_warning=True)
    else:
        notify(app, "Copied the Markdown source")


def edit(app: App[None], post: Post) -> bool:
    """Open the post's file in the reader's editor; True when the editor ended well."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        notify(app, "No editor is set: set $EDITOR, such as EDITOR=nano.", is_warning=True)
        return False
    try:
        with app.suspend():
            failure = _run_editor(editor, post.path)
    except SuspendNotSupported:
        failure = "this terminal cannot be lent to another program"
    if failure:
        notify(app, f"{editor} did not do its work: {failure}", is_warning=True)
    return not failure


def _run_editor(editor: str, path: str) -> str | None:
    """Wait for the editor; what went wrong, if anything did.

    It raises nothing, since Textual takes the terminal back only where nothing was raised.
    """
    try:
        # The editor is the reader's own choice, and runs without a shell.
        done = subprocess.run([*shlex.split(editor), path], check=False)  # noqa: S603
    except (OSError, ValueError) as error:
        return str(error)
    return f"it ended with status {done.returncode}" if done.returncode else None


ACTIONS: Mapping[str, Callable[[App[None], Post], None]] = {
    "open_link": open_link,
    "copy_link": copy_link,
    "copy_source": copy_source,
}
"""What a key can do with the post at hand and nothing else, by the name that bindings use."""


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8")
