"""Quotes: paragraphs of the current article, to be copied or kept in the commonplace book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.library.library import Library
from reader.tui.controllers.article import ArticleController

if TYPE_CHECKING:
    from reader.tui.widgets.shown_article import ShownArticle


class LayeredPane(Protocol):
    """What the controller needs of the article pane."""

    def change_layers(self, change: Callable[[ShownArticle, range], int | None]) -> None:
        """Let `change` change what is drawn over the article, and scroll to the line it returns."""


class QuotingController:
    """Selects paragraphs of the current article and quotes them.

    Args:
        pane: Shows the article.
        article: The current article.
        library: Saves quotes.
        book: The file of the commonplace book; None to keep none.
    """

    def __init__(
        self,
        pane: LayeredPane,
        article: ArticleController,
        library: Library,
        book: Path | None,
    ) -> None:
        self._pane = pane
        self._article = article
        self._library = library
        self.book = book
        self.selected = range(0)
        """Indices of the selected blocks among those of the pane."""
        self.count = 0
        """Number of selected paragraphs."""

    def begin(self) -> bool:
        """Select the first visible paragraph; return whether there is any."""
        limits = self._article.document_blocks
        if limits and self._article.is_complete:
            self._change(lambda article, visible: article.select_paragraph(visible, limits))
        return bool(self.selected)

    def extend(self, step: int, *, to_end: bool = False) -> None:
        """Move the end of the selection.

        Args:
            step: 1 for down, -1 for up.
            to_end: Move to the end of the article, and not by one paragraph.
        """
        self._change(
            lambda article, visible: article.extend_paragraphs(
                visible,
                lambda layer: layer.extend_all(step) if to_end else layer.extend(step),
            )
        )

    def end(self) -> None:
        """Select nothing."""
        self._change(lambda article, _: article.paragraphs.clear())

    def _change(self, change: Callable[[ShownArticle, range], int | None]) -> None:
        self.selected, self.count = range(0), 0

        def change_and_look(article: ShownArticle, visible: range) -> int | None:
            line = change(article, visible)
            self.selected, self.count = article.paragraphs.selected, article.paragraphs.count
            return line

        self._pane.change_layers(change_and_look)

    @property
    def markdown(self) -> str:
        """The selected paragraphs as a quote in Markdown; empty if nothing is selected."""
        quote = self._article.quote(self.selected)
        return quote.markdown if quote else ""

    def append(self, note: str) -> str:
        """Append the selected paragraphs to the commonplace book; return a message.

        Raises:
            CommonplaceError: The book cannot be written.
        """
        quote = self._article.quote(self.selected)
        if quote is None or self.book is None:
            return "There is nothing to save, or no file to save it in."
        self._library.articles.append_quote(self.book, quote, note)
        return f"Saved in {self.book.name}. B opens it."
