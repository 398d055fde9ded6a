"""Where it is typed what is to be found in the article."""

from __future__ import annotations

from reader.tui.messages import FindClosed, FindTyped
from reader.tui.widgets.prompt import TypingBox


class FindBox(TypingBox):
    """Posts what is typed as something to find in the article on show."""

    def __init__(self) -> None:
        super().__init__("find in this article")

    def typed(self, text: str) -> None:
        self.post_message(FindTyped(text))

    def left(self, *, keep_results: bool) -> None:
        self.post_message(FindClosed(keep_results=keep_results))
