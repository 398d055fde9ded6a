"""The HTML of an entry to Markdown that says the same, and that no program acts on."""

from reader.feeds.markdown.conversion import ConvertedBody, plain_words, to_markdown
from reader.feeds.markdown.escaping import escape_text

__all__ = ["ConvertedBody", "escape_text", "plain_words", "to_markdown"]
