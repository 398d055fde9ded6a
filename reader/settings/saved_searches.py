"""Save searches in config.toml, the only table of the file that Broadsheet changes.

Each search is one line of the table. The other lines stay as the user wrote them, and so do the
comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.posts.files import describe_error, load_whole
from reader.private_files import create_private_folder
from reader.settings.atomic import write_atomically
from reader.settings.options import SEARCHES
from reader.settings.toml_lines import TomlError, parse_toml

_BYTE_ORDER_MARK = "\ufeff"


class ConfigNotChangedError(Exception):
    """The file was left unchanged. The text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table that defines a search."""

    line: int
    """Index of the line, from 0."""
    name: str
    comment: str
    """What follows the value, with the end of the line."""


def save_search(path: Path, name: str, query: str, replaces: str | None = None) -> None:
    """Save a search in the file, which is created if there is none.

    Args:
        path: Path of config.toml.
        name: Name of the search. One that exists is replaced.
        query: Its text.
        replaces: The search whose line it takes, as when it is renamed; None for a new line.

    Raises:
        ConfigNotChangedError: The file is not valid, cannot be written, or has the table in a form
            that cannot be changed line by line.
    """
    text = _load(path)
    document = _parse(path, text)
    line_to_take = replaces or name
    if line_to_take not in document[SEARCHES]:
        line_to_take = name
    lines = _lines_of(text)
    entries = list(_entries(lines))
    taken = next((entry for entry in entries if entry.name == line_to_take), None)
    definition = f"{_quoted(name)} = {_quoted(query)}"
    if taken is None:
        _insert(lines, entries, definition)
    else:
        lines[taken.line] = definition + taken.comment
        _delete(lines, [entry for entry in entries if entry.name == name and entry is not taken])
    others = _without(document[SEARCHES], line_to_take, name)
    _write(path, "".join(lines), {**document, SEARCHES: {**others, name: query}})


def remove_search(path: Path, name: str) -> None:
    """Remove a search from the file.

    Raises:
        ConfigNotChangedError: As for `save_search`.
    """
    text = _load(path)
    document = _parse(path, text)
    lines = _lines_of(text)
    _delete(lines, [entry for entry in _entries(lines) if entry.name == name])
    others = _without(document[SEARCHES], name)
    _write(path, "".join(lines), {**document, SEARCHES: others})


def _without(searches: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: query for name, query in searches.items() if name not in names}


def _load(path: Path) -> str:
    try:
        return load_whole(path).decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigNotChangedError(f"{path} cannot be read ({describe_error(error)}).") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    """Return the content of the file. It always has the table of searches."""
    try:
        document = parse_toml(text.removeprefix(_BYTE_ORDER_MARK))
    except TomlError as error:
        where = path if error.line is None else f"{path}:{error.line}"
        raise ConfigNotChangedError(
            f"{where} is not valid TOML ({error.reason}). Fix it first."
        ) from error
    if not isinstance(document.setdefault(SEARCHES, {}), dict):
        raise ConfigNotChangedError(f"{path}: {SEARCHES} must be a table. Fix it first.")
    return document


def _write(path: Path, text: str, expected: Mapping[str, object]) -> None:
    """Write the file if its new text means what is expected of it."""
    found = _parse_or_none(text)
    if found is None or {SEARCHES: {}, **found} != expected:
        raise ConfigNotChangedError(
            f"The table [{SEARCHES}] in {path} has a form that only an editor can change. "
            'Write each search on a line of its own: "name" = "query".'
        )
    try:
        create_private_folder(path.parent)
        write_atomically(path, text)
    except OSError as error:
        raise ConfigNotChangedError(f"{path} cannot be written ({error.strerror}).") from error


def _lines_of(text: str) -> list[str]:
    """Return the lines with their ends. Only a line feed ends a line of TOML."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """Yield the lines of the table `[searches]` that define a search."""
    is_inside = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("["):
            is_inside = _is_header(line)
        elif is_inside and (parsed := _parse_or_none(line)):
            [(name, value)] = parsed.items()
            if isinstance(value, str):
                yield _Entry(number, name, _comment(line, parsed))


def _parse_or_none(text: str) -> dict[str, object] | None:
    """Return what some lines mean by themselves; None if they are not valid."""
    try:
        return parse_toml(text.removeprefix(_BYTE_ORDER_MARK))
    except TomlError:
        return None


def _comment(line: str, parsed: Mapping[str, object]) -> str:
    """Return what follows the definition on a line: spaces, a comment, the end of the line."""
    body = line
    for position, character in enumerate(line):
        if character == "#" and _parse_or_none(line[:position]) == parsed:
            body = line[:position]
            break
    return line[len(body.rstrip()) :]


def _insert(lines: list[str], entries: Sequence[_Entry], definition: str) -> None:
    """Insert a line at the end of the table, which is added to the file if there is none."""
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += newline
    headers = (number for number, line in enumerate(lines) if _is_header(line))
    last = entries[-1].line if entries else next(headers, None)
    if last is None:
        lines += [newline] if lines else []
        lines.append(f"[{SEARCHES}]{newline}")
        last = len(lines) - 1
    lines.insert(last + 1, definition + newline)


def _delete(lines: list[str], entries: Sequence[_Entry]) -> None:
    for entry in reversed(entries):
        del lines[entry.line]


def _is_header(line: str) -> bool:
    return _parse_or_none(line) == {SEARCHES: {}}


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML: https://toml.io/en/v1.0.0#string.

    Its escapes include those of JSON, and the text has no control characters.
    """
    return json.dumps(text, ensure_ascii=False)
