"""Standard output, the one way out: safe for a terminal, for a pipe, and for any locale.

Text is for eyes: what the locale's encoding lacks becomes `?`, and what could steer a terminal
becomes a mark. JSON is for programs: it is UTF-8 in any locale, its strings are exact, and an
undecodable byte of a file name is the escape `\\udcXX`, from which `os.fsencode` makes the byte.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from typing import Any

from reader.posts.errors import ReaderError
from reader.text.clean import clean_text

# What json leaves as it is, and a terminal, or the eye, must not meet raw: the upper controls, and
# the characters that reorder a line.
_STEERING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class ClosedOutput(Exception):  # noqa: N818 - nothing is wrong: the reader of a pipe has enough
    """Whoever read standard output has closed it."""


def is_terminal() -> bool:
    """Whether a person is looking at standard output."""
    return sys.stdout.isatty()


def is_unicode() -> bool:
    """Whether standard output can carry marks such as `•` and `─`."""
    return sys.stdout.encoding.lower().startswith("utf")


def terminal_width() -> int:
    """Cells in a line of the terminal; 80 when there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def write_lines(lines: Iterable[str]) -> None:
    """Write lines of text to standard output, each cleaned and kept one line; tabs stay."""
    _set_encoding(encoding=None, errors="replace")
    _write(clean_text(line).replace("\n", " ") + "\n" for line in lines)


def write_styled(lines: Iterable[str]) -> None:
    """Write lines whose styles are escape sequences already, and whose text is clean."""
    _set_encoding(encoding=None, errors="replace")
    _write(f"{line}\n" for line in lines)


def write_json(value: Any) -> None:
    """Write a value as a JSON document, indented for reading."""
    _set_encoding(encoding="utf-8", errors="backslashreplace")
    _write((_json(value, indent=2), "\n"))


def write_json_array(values: Iterable[Any]) -> None:
    """Write values as a JSON array, one to a line and each as soon as it is there."""
    _set_encoding(encoding="utf-8", errors="backslashreplace")
    _write(_array(values))


def _array(values: Iterable[Any]) -> Iterable[str]:
    before = "[\n"
    for value in values:
        yield before + _json(value)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _set_encoding(encoding: str | None, errors: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors=errors)


def _write(pieces: Iterable[str]) -> None:
    try:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_the_rest()
        raise ClosedOutput from None
    except OSError as error:
        _discard_the_rest()
        raise ReaderError(f"The output cannot be written: {error.strerror}.") from error


def _discard_the_rest() -> None:
    # Python flushes once more at its end; what is still buffered must not fail a second time.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
