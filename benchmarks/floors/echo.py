"""The smallest Textual app that answers a key."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class EchoApp(App[None]):
    """Counts the keys that were pressed; q quits."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - as Textual has it
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("PAINTED")

    def on_key(self, event: events.Key) -> None:
        self.count += 1
        self.query_one(Static).update(f"{event.key} {self.count}")


if __name__ == "__main__":
    EchoApp().run()
