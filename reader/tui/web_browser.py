"""Which links may leave the reader, and how they do."""

from __future__ import annotations

import webbrowser

from reader.posts.errors import ReaderError
from reader.text.urls import refusal_reason


class LinkRefused(ReaderError):  # noqa: N818 - a fact, and what the reader is told
    """A link that is not handed to the system.

    Attributes:
        target: The link's target, as written.
        reason: Why, in plain words.
    """

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


def open_in_browser(target: str) -> None:
    """Open a link in the system's browser.

    Raises:
        LinkRefused: It is not a web link, or no browser took it.
    """
    reason = refusal_reason(target)
    if reason is not None:
        raise LinkRefused(target, reason)
    try:
        opened = webbrowser.open(target)
    except (webbrowser.Error, OSError) as error:
        raise LinkRefused(target, f"the browser did not start ({error})") from error
    if not opened:
        raise LinkRefused(target, "no browser was found")


def browser_needs_terminal() -> bool:
    """Whether the system's browser is one of text, such as w3m, that runs in the terminal."""
    try:
        return type(webbrowser.get()) is webbrowser.GenericBrowser
    except webbrowser.Error:
        return False
