"""Writing to standard output, safely for terminals, pipes and locales.

Text is for people: characters that the encoding of the locale lacks become `?`, and characters that
could control a terminal become visible symbols. JSON is for programs: it is UTF-8 in any locale,
its strings are exact, and a byte of a file name that is not UTF-8 becomes the escape `\\udcXX`,
which `os.fsencode` turns back into the byte.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Iterable
from typing import Any

import click

from reader.text.clean import clean_text, single_joiners

# The json module does not escape these: C1 control characters, which a terminal obeys, and the
# separators and bidirectional controls of Unicode, which break or reorder a line on the screen.
# Tag characters are invisible, so that text can be hidden in them.
_CONTROLS = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e0fff]")


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout.isatty()


def is_unicode() -> bool:
    """Return whether standard output can encode symbols such as `•` and `─`."""
    return sys.stdout.encoding.lower().startswith("utf")


def terminal_width() -> int:
    """Return the width of the terminal in cells; 80 if there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def write_lines(lines: Iterable[str]) -> None:
    """Write lines of text without control characters; only tabs are kept, and each stays a line."""
    _set_encoding(encoding=None, errors="replace")
    _write(clean_output_line(line) + "\n" for line in lines)


def clean_output_line(text: str) -> str:
    """Return text of any source as one line without control characters; only tabs are kept."""
    return clean_text(text).replace("\n", " ")


def write_drawn(lines: Iterable[str]) -> None:
    """Write lines that `reader.text.segments` has drawn, each as soon as it is available."""
    _set_encoding(encoding=None, errors="replace")
    _write(f"{line}\n" for line in lines)


def report(message: str) -> None:
    """Print a line for the person to standard error, cleaned."""
    click.echo(clean_output_line(message), err=True)


def report_limit(shown: int, total: int) -> None:
    """Say on standard error how many posts a limit left out, if it did."""
    if shown < total:
        report(f"{shown:,} of {total:,}; use --limit 0 for all")


def write_utf8(text: str) -> None:
    """Write a document for programs in UTF-8, as it is, but cleaned for a terminal."""
    _set_encoding(encoding="utf-8", errors="replace")
    _write((clean_text(text) if is_terminal() else text,))


def write_json(value: Any) -> None:
    """Write a value as an indented JSON document."""
    _set_encoding(encoding="utf-8", errors="backslashreplace")
    _write((_json(value, indent=2), "\n"))


def write_json_line(value: Any) -> None:
    """Write a value as one line of JSON, at once."""
    _set_encoding(encoding="utf-8", errors="backslashreplace")
    _write((_json(value), "\n"))


def write_json_array(values: Iterable[Any]) -> None:
    """Write values as a JSON array with one value per line, each as soon as it is available."""
    _set_encoding(encoding="utf-8", errors="backslashreplace")
    _write(_array(values))


def _array(values: Iterable[Any]) -> Iterable[str]:
    prefix = "[\n"
    for value in values:
        yield prefix + _json(value)
        prefix = ",\n"
    yield "[]\n" if prefix == "[\n" else "\n]\n"


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _CONTROLS.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _set_encoding(encoding: str | None, errors: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors=errors)


def _write(pieces: Iterable[str]) -> None:
    """Write text; see `reader.cli.streams` for what is raised."""
    for piece in pieces:
        sys.stdout.write(single_joiners(piece))
    sys.stdout.flush()
