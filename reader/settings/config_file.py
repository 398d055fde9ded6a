"""Load and check config.toml, a TOML file: https://toml.io/en/v1.0.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from reader.posts.files import describe_error, load_whole
from reader.settings.options import (
    KEYS,
    KEYS_DESCRIPTION,
    KEYS_EXAMPLE,
    OPTIONS,
    SEARCHES,
    SEARCHES_DESCRIPTION,
    SEARCHES_EXAMPLE,
    InvalidValue,
)
from reader.text.clean import one_line

_OPTIONS_BY_NAME = {option.name: option for option in OPTIONS}


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """Something in the file that cannot be used."""

    path: Path
    line: int | None
    """Line of the file, counted from 1; None if the problem concerns the whole file."""
    message: str
    """What is wrong, and what to write instead."""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Config:
    """The content of the file: valid settings, their lines, and the problems."""

    path: Path
    values: dict[str, object] = field(default_factory=dict)
    """Parsed values by the names of the fields of `Settings`."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys as written, by command id."""
    searches: dict[str, str] = field(default_factory=dict)
    """Texts of the saved searches, by name."""
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each key, counted from 1. The key of a command has a name such as `keys.mark.star`,
    a search one such as `searches.Short reads`."""
    problems: list[ConfigProblem] = field(default_factory=list)

    def add_problem(self, name: str | None, message: str) -> None:
        """Record that a key cannot be used; None means the whole file."""
        line = self.lines.get(name) if name else None
        self.problems.append(ConfigProblem(self.path, line, message))


def load_config(path: Path) -> Config:
    """Load and check a file. A missing file yields an empty `Config`.

    Errors are not raised; they are in `Config.problems`.
    """
    config = Config(path)
    try:
        # TOML is UTF-8: https://toml.io/en/v1.0.0#spec. Some editors write a byte order mark too.
        text = load_whole(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        return config
    except (OSError, UnicodeDecodeError) as error:
        reason = describe_error(error)
        config.add_problem(None, f"cannot be read ({reason}); the defaults are used")
        return config
    # Late, because many people have no such file, and the import takes 5 ms of every start.
    from reader.settings.toml_lines import TomlError, key_lines, parse_toml

    config.lines.update(key_lines(text))
    try:
        document = parse_toml(text)
    except TomlError as error:
        message = f"not valid TOML ({error.reason}); the defaults are used until this is fixed"
        config.problems.append(ConfigProblem(path, error.line, message))
        return config
    for name, value in document.items():
        _add_setting(config, name, value)
    return config


def _add_setting(config: Config, name: str, value: object) -> None:
    if name == KEYS:
        _add_keys(config, value)
        return
    if name == SEARCHES:
        _add_searches(config, value)
        return
    option = _OPTIONS_BY_NAME.get(name)
    if option is None:
        names = [*_OPTIONS_BY_NAME, KEYS, SEARCHES]
        close = get_close_matches(name, names, 1)
        hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(names)}"
        config.add_problem(name, f"unknown setting {name}; {hint}")
        return
    try:
        config.values[name] = option.parse(value)
    except InvalidValue as error:
        config.add_problem(name, f"{name}: {error}; the default is used")


def _add_keys(config: Config, value: object) -> None:
    if not isinstance(value, dict):
        config.add_problem(
            KEYS, f"keys: must be a table: a line [keys], and below it lines such as {KEYS_EXAMPLE}"
        )
        return
    for command_id, keys in _flatten(value):
        if isinstance(keys, str) and keys.strip():
            config.keys[command_id] = keys
        else:
            config.add_problem(
                f"{KEYS}.{command_id}",
                f'{command_id}: must be keys in quotes, such as "f5"; the default is used',
            )


def _add_searches(config: Config, value: object) -> None:
    if not isinstance(value, dict):
        config.add_problem(
            SEARCHES,
            f"{SEARCHES}: must be a table: a line [{SEARCHES}], and below it lines such as "
            f"{SEARCHES_EXAMPLE}",
        )
        return
    for name, query in value.items():
        if isinstance(query, str) and (text := one_line(query)) and (shown := one_line(name)):
            config.searches[shown] = text
        else:
            config.add_problem(
                f"{SEARCHES}.{name}",
                f"{name}: must be a search in quotes, such as {SEARCHES_EXAMPLE}; it is left out",
            )


def _flatten(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the command ids and values of a table.

    An id without quotes is a dotted key, which TOML parses as nested tables:
    https://toml.io/en/v1.0.0#keys
    """
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def commented_config() -> str:
    """Return the text of a file that explains every setting and sets none."""
    parts = ["# Settings of Broadsheet. To change one, remove the # at the start of its line.\n"]
    parts += [f"# {option.description}\n# {option.example}\n" for option in OPTIONS]
    parts.append(f"# {KEYS_DESCRIPTION}\n# [{KEYS}]\n# {KEYS_EXAMPLE}\n")
    parts.append(f"# {SEARCHES_DESCRIPTION}\n# [{SEARCHES}]\n# {SEARCHES_EXAMPLE}\n")
    return "\n".join(parts)
