"""The data model of front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any, TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""A front matter value. Scalars are text as written, so that `no`, `3.10` and `007` keep their
meaning until a field interprets them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem that was found while front matter was parsed."""

    line: int | None
    """Line of the text that was parsed, counted from 1."""
    key: str | None
    message: str
    """What is wrong and how it was handled, on one line."""
    remedy: str
    """What the author can do about it, on one line."""
    is_guess: bool = False
    """Whether the remark only reports a guessed value. A problem of the field replaces it."""

    def moved(self, lines: int) -> Remark:
        """Return the remark for a text in which the parsed text is `lines` lines further down."""
        line = None if self.line is None else self.line + lines
        return replace(self, line=line)


def repeated_key(key: str, line: int) -> Remark:
    """Return the remark on a key that appears twice.

    Args:
        key: The key as written.
        line: Line of its second appearance.
    """
    return Remark(
        line,
        key,
        f"“{key}” appears twice; the last value is used",
        f"Delete one of the two “{key}” lines.",
    )


@dataclass(frozen=True, slots=True)
class FencedRegion:
    """The location of front matter in a text, as indices of its characters."""

    start: int
    """Index of the first character after the opening fence."""
    end: int
    """Index of the end of the front matter, before the closing fence."""
    rest: int
    """Index of the first character after the closing fence."""
    remarks: tuple[Remark, ...] = ()
    """Problems with the fences, with lines of the whole text."""


@dataclass(frozen=True, slots=True)
class ParseResult:
    """The result of parsing the text between the fences. Its lines are counted from 1."""

    mapping: dict[str, Value]
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each top-level key."""
    remarks: list[Remark] = field(default_factory=list)
    rest: int | None = None
    """Index at which the body begins, if that is before the closing fence."""


StrictParser: TypeAlias = Callable[[str], ParseResult]
"""The strict parser of a format, which a lenient parser uses for the parts that are valid."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text split into front matter and body. Lines are counted from 1 in the whole text."""

    mapping: Mapping[str, Value]
    body: str
    """The body without leading blank lines and trailing whitespace. Its first line keeps its
    indentation."""
    format: str | None
    """Name of the format, or None if there is no front matter."""
    body_line: int
    """The line on which the body begins."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each top-level key."""
    remarks: tuple[Remark, ...] = ()
    """The problems that were found."""


MAX_FRONT_MATTER_LENGTH = 131_072
"""Maximum number of characters of front matter that are parsed."""


class MalformedError(ValueError):
    """Raised by a strict parser when a text does not conform to its format."""


def stringify(value: Any) -> Value:
    """Convert a parsed value to a `Value`: scalars become text, and null becomes an empty text."""
    if isinstance(value, dict):
        return {key: stringify(item) for key, item in value.items()}
    if isinstance(value, list):
        return [stringify(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
