"""What front matter is, whatever its format: values, where they stand, and what was wrong."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any, ClassVar, TypeAlias

from frontmatter.default_handlers import BaseHandler

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""A front matter value. Scalars are text as they are spelled: `no`, `3.10` and `007` stay so."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of front matter has to say about a line of it."""

    line: int | None
    """Counted from 1, in whatever text the remark is about."""
    key: str | None
    message: str
    remedy: str
    is_guess: bool = False
    """Whether it says only that a value was guessed: what its field says of it is worth more."""

    def moved(self, lines: int) -> Remark:
        """The remark as seen from a text in which its own begins `lines` lines further down."""
        line = None if self.line is None else self.line + lines
        return replace(self, line=line)


def repeated_key(key: str, line: int) -> Remark:
    """The remark on a key that stands twice."""
    return Remark(
        line,
        key,
        f"“{key}” appears twice; the last value is used",
        f"Delete one of the two “{key}” lines.",
    )


@dataclass(frozen=True, slots=True)
class FencedRegion:
    """Where a format finds its front matter in a text: `text[start:end]`, the body from `rest`."""

    start: int
    end: int
    rest: int
    remarks: tuple[Remark, ...] = ()
    """About the fences; lines are those of the whole text."""


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What was read from the text between the fences; lines count from 1 there."""

    mapping: dict[str, Value]
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each first-level key."""
    remarks: list[Remark] = field(default_factory=list)
    rest: int | None = None
    """Where in the text the body begins, if that is before the closing fence."""


StrictParser: TypeAlias = Callable[[str], ParseResult]
"""The strict reader of a form, by which a lenient one reads the parts that are sound."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text parted into front matter and body."""

    mapping: Mapping[str, Value]
    body: str
    """Without blank lines before and blanks after it; the first line keeps its indent."""
    format: str | None
    """Name of the format; None if there is no front matter."""
    body_line: int
    """Line of the text on which the body begins, counted from 1."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of the text on which each first-level key stands, counted from 1."""
    remarks: tuple[Remark, ...] = ()
    """What was not as the format wants it; lines are those of the whole text."""


MAX_HEAD_LENGTH = 131_072
"""Characters after an opening fence in which the closing one is looked for."""


class MalformedError(ValueError):
    """Text that its format's own grammar refuses, and why in plain words."""


class Format(BaseHandler, ABC):
    """One form of front matter: a python-frontmatter handler that can also read faulty text.

    A new form is a subclass with `name`, `find` and `read` (and `recover` if a broken one can be
    read line by line), put into `reader.posts.front_matter.FORMATS`.
    """

    name: ClassVar[str]

    @abstractmethod
    def find(self, text: str) -> FencedRegion | None:
        """Where this form's front matter stands in a text; None if the text has none."""

    @abstractmethod
    def parse(self, source: str) -> ParseResult:
        """Read what stands between the fences, by the rules.

        Raises:
            MalformedError: It breaks the rules.
        """

    def recover(self, source: str) -> ParseResult | None:  # noqa: ARG002 - for forms that can
        """Read what can be read of text that `read` refused; None if it is no front matter."""
        return None

    def detect(self, text: str) -> bool:
        """Whether the text begins with front matter of this form."""
        return self.find(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The front matter without its fences, and the body."""
        block = self.find(text)
        if block is None:
            raise ValueError(f"no {self.name} front matter")
        return text[block.start : block.end], text[block.rest :]

    def load(self, fm: str) -> dict[str, Any]:
        """The values of front matter, parse_strictly read; as python-frontmatter calls it."""
        return self.parse(fm).mapping


def stringify(value: Any) -> Value:
    """A parsed value as front matter keeps values: scalars are text again, null is empty text."""
    if isinstance(value, dict):
        return {key: stringify(item) for key, item in value.items()}
    if isinstance(value, list):
        return [stringify(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
