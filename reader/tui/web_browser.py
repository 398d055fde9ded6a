"""Opening web links in the browser of the system."""

from __future__ import annotations

import webbrowser

from reader.posts.errors import ReaderError
from reader.text.urls import refusal_reason


class LinkRefused(ReaderError):  # noqa: N818 - its text is a message for the user
    """A link is not opened in the browser.

    Attributes:
        target: The link's target, as written.
        reason: Why it is not opened, as a clause without capital and full stop.
    """

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


def open_in_browser(target: str) -> None:
    """Open a link in the default browser.

    Raises:
        LinkRefused: `refusal_reason` forbids the link, or no browser could be started.
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
    """Return whether the default browser runs in the terminal, such as w3m."""
    try:
        return type(webbrowser.get()) is webbrowser.GenericBrowser
    except webbrowser.Error:
        return False
