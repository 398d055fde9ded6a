"""config.toml: read, checked, and complained of by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from reader.settings.options import KEYS, KEYS_DESCRIPTION, KEYS_EXAMPLE, OPTIONS, InvalidValue

_NAMED = {it.name: it for it in OPTIONS}
_TABLE = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_KEY = re.compile(
    r"""\s*((?:"[^"]*"|'[^']*'|[\w.-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*="""
)
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """Something of the file that cannot be used."""

    path: Path
    line: int | None
    message: str
    """What is wrong, and what to write instead."""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Config:
    """What of the file can be used."""

    path: Path
    values: dict[str, object] = field(default_factory=dict)
    """By field of the settings."""
    keys: dict[str, str] = field(default_factory=dict)
    """By id of a command, as written."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each key stands; that of a command as `keys.mark.star`."""
    problems: list[ConfigProblem] = field(default_factory=list)

    def complain(self, name: str | None, message: str) -> None:
        """Take note that a key, or the whole file, cannot be used."""
        line = self.lines.get(name) if name else None
        self.problems.append(ConfigProblem(self.path, line, message))


def load_config(path: Path) -> Config:
    """Read a file; one that is not there says nothing."""
    config = Config(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return config
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not written in UTF-8"
        config.complain(None, f"it cannot be read ({reason}); the defaults hold")
        return config
    config.lines.update(_lines_of(text))
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        config.problems.append(_not_toml(path, text, error))
        return config
    for name, value in found.items():
        _take(config, name, value)
    return config


def _not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> ConfigProblem:
    message = str(error)
    place = _PLACE.search(message)
    line = place.group(1) if place else None
    return ConfigProblem(
        path,
        int(line) if line else len(text.splitlines()) or None,
        f"this is not TOML ({_PLACE.sub('', message)}); until it is mended the defaults hold",
    )


def _take(config: Config, name: str, value: object) -> None:
    if name == KEYS:
        _take_keys(config, value)
        return
    option = _NAMED.get(name)
    if option is None:
        close = get_close_matches(name, [*_NAMED, KEYS], 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join([*_NAMED, KEYS])}"
        config.complain(name, f"there is no setting called {name}; {hint}")
        return
    try:
        config.values[name] = option.parse(value)
    except InvalidValue as wrong:
        config.complain(name, f"{name}: {wrong}; the default holds")


def _take_keys(config: Config, value: object) -> None:
    if not isinstance(value, dict):
        config.complain(
            KEYS, f"keys: a table is wanted, such as [keys] and below it {KEYS_EXAMPLE}"
        )
        return
    for command_id, keys in _flat(value):
        if isinstance(keys, str) and keys.strip():
            config.keys[command_id] = keys
        else:
            config.complain(f"{KEYS}.{command_id}", f"{command_id}: keys in quotes are wanted")


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Ids with dots in them are tables of tables where they are not in quotes."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _lines_of(text: str) -> Iterator[tuple[str, int]]:
    """The keys of a file and their lines, which the parser does not tell."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if named := _TABLE.match(line):
            table = f"{_bare(named.group(1))}."
            yield table[:-1], number
        elif key := _KEY.match(line):
            yield f"{table}{_bare(key.group(1))}", number


def _bare(name: str) -> str:
    return re.sub(r"[\"'\s]", "", name)


def commented_config() -> str:
    """A file that sets nothing and explains everything."""
    parts = ["# Settings of Broadsheet. Take the # away from what you want to change.\n"]
    parts += [f"# {it.description}\n# {it.example}\n" for it in OPTIONS]
    parts.append(f"# {KEYS_DESCRIPTION}\n# [{KEYS}]\n# {KEYS_EXAMPLE}\n")
    return "\n".join(parts)
