"""The smallest Textual app that paints something."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class SmallestApp(App[None]):
    """Shows one line of text; q quits."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - Textual declares it without ClassVar

    def compose(self) -> ComposeResult:
        yield Static("PAINTED")


if __name__ == "__main__":
    SmallestApp().run()
