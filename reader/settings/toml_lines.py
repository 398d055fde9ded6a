"""Parse TOML, and find the lines of keys and errors, which tomllib does not provide."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

_TABLE_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]+")
_KEY = re.compile(
    r"""\s*((?:"[^"]*"|'[^']*'|[\w.-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*="""
)
_KEY_PART = re.compile(r"""\"[^"]*"|'[^']*'|[\w-]+""")
_ERROR_POSITION = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class TomlError(ValueError):
    """Text that is not valid TOML.

    Attributes:
        line: Line of the error, counted from 1; None if it is unknown.
        reason: What is wrong, without the position.
    """

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def parse_toml(text: str) -> dict[str, Any]:
    """Parse text by https://toml.io/en/v1.0.0.

    Raises:
        TomlError: The text is not valid.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # Before Python 3.14 the exception tells the position only in its message.
        message = str(error)
        position = _ERROR_POSITION.search(message)
        line = position[1] if position else None
        last = text.count("\n", 0, -1) + 1 if text else None
        raise TomlError(int(line) if line else last, _ERROR_POSITION.sub("", message)) from error
    except RecursionError as error:
        raise TomlError(None, "it is nested too deeply") from error
    except ValueError as error:  # such as a number with more digits than Python converts
        raise TomlError(None, str(error)) from error


def key_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the keys and tables of a file with their lines, counted from 1.

    A key in a table has a name such as `keys.mark.star`. The tables of an array are numbered from
    0, so that the second `[[feed]]` is `feed.1`, and its keys have names such as `feed.1.url`.
    """
    arrays: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _TABLE_HEADER.match(line):
            brackets, name = header[1], _unquoted(header[2])
            first, dot, rest = name.partition(".")
            if brackets == "[[":
                if not arrays[name]:
                    yield name, number
                table = f"{name}.{arrays[name]}."
                arrays[name] += 1
            elif arrays[first]:  # a table within the latest table of the array
                table = f"{first}.{arrays[first] - 1}{dot}{rest}."
            else:
                table = f"{name}."
            yield table[:-1], number
        elif key := _KEY.match(line):
            yield f"{table}{_unquoted(key.group(1))}", number


def _unquoted(name: str) -> str:
    """Return a key without quotes, and without spaces around its dots."""
    return ".".join(part.strip("\"'") for part in _KEY_PART.findall(name))
