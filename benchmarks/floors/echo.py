"""The smallest Textual app that responds to a key."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class EchoApp(App[None]):
    """Shows how many keys were pressed; q quits."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - Textual declares it without ClassVar
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("PAINTED")

    def on_key(self, event: events.Key) -> None:
        self.count += 1
        self.query_one(Static).update(f"{event.key} {self.count}")


if __name__ == "__main__":
    EchoApp().run()
