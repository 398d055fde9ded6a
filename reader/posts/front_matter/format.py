"""The base class of the formats of front matter."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from frontmatter.default_handlers import BaseHandler

from reader.posts.front_matter.limits import Shortened, shorten_lines
from reader.posts.front_matter.model import FencedRegion, ParseResult


class Format(BaseHandler, ABC):
    """A front matter format: a python-frontmatter handler that can also recover malformed text.

    A new format is a subclass with `name`, `find` and `parse`, and with `recover` if malformed
    text can be parsed in part. It is added to `reader.posts.front_matter.FORMATS`. See
    https://python-frontmatter.readthedocs.io/en/latest/handlers.html for handlers.
    """

    name: ClassVar[str]

    @abstractmethod
    def find(self, text: str) -> FencedRegion | None:
        """Return the location of front matter of this format in a text, or None."""

    def shorten(self, source: str) -> Shortened:
        """Drop what exceeds the limits on the size of front matter. It is called before `parse`."""
        return shorten_lines(source)

    @abstractmethod
    def parse(self, source: str) -> ParseResult:
        """Parse the text between the fences strictly.

        Raises:
            MalformedError: The text does not conform to the format, or is too deep.
        """

    def recover(self, source: str) -> ParseResult | None:  # noqa: ARG002 - for subclasses
        """Parse as much as possible of a text that `parse` rejected.

        Returns:
            The result, with a remark on every guess, or None if the text is not front matter.
        """
        return None

    def detect(self, text: str) -> bool:
        """Whether a text begins with front matter of this format."""
        return self.find(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the front matter without its fences, and the body.

        Raises:
            ValueError: The text has no front matter of this format.
        """
        block = self.find(text)
        if block is None:
            raise ValueError(f"no {self.name} front matter")
        return text[block.start : block.end], text[block.rest :]

    def load(self, fm: str) -> dict[str, Any]:
        """Parse front matter strictly and return its values, for python-frontmatter.

        Raises:
            MalformedError: The text does not conform to the format.
        """
        return self.parse(fm).mapping
