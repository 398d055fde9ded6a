"""`broadsheet config`: the settings in effect, their sources, and a file to change them in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

import click

from reader.cli.folders import current_settings
from reader.cli.output import report, write_lines
from reader.posts.errors import ReaderError
from reader.private_files import create_private_folder, open_private
from reader.settings import LoadedSettings, cache_folder, data_folder, state_folder
from reader.settings.config_file import commented_config
from reader.settings.options import OPTIONS

if TYPE_CHECKING:
    from reader.tui.keymap import Keymap


@click.command(
    "config", short_help="Print the settings with their sources, and the folders in use."
)
@click.option("--make", is_flag=True, help="Write a file that explains every setting.")
@click.option("--keys", "lists_keys", is_flag=True, help="List all commands, their ids and keys.")
@click.pass_context
def command(ctx: click.Context, make: bool, lists_keys: bool) -> None:
    """Print every setting with its value and its source, and where files are stored.

    Exits with 1 if the settings file has a problem, and reports the problem with its line.
    """
    loaded = current_settings()
    if make:
        write_lines([_write_config(loaded)])
        return
    problems = [*map(str, loaded.problems), *_key_problems(loaded)]
    write_lines(_load_keymap(loaded).lines() if lists_keys else _setting_lines(loaded))
    for problem in problems:
        report(problem)
    ctx.exit(1 if problems else 0)


def _write_config(loaded: LoadedSettings) -> str:
    """Write the settings file if it does not exist, and return a message about it."""
    path = loaded.path
    try:
        create_private_folder(path.parent)
        with open(path, "x", encoding="utf-8", opener=open_private) as file:
            file.write(commented_config())
    except FileExistsError as error:
        raise ReaderError(f"{path}: already exists and was not changed.") from error
    except OSError as error:
        raise ReaderError(f"{path}: cannot be written ({error.strerror}).") from error
    return f"{path}: written. Remove the # in front of a setting to use it."


def _setting_lines(loaded: LoadedSettings) -> Iterator[str]:
    note = "" if os.path.exists(loaded.path) else " (missing; `broadsheet config --make` writes it)"
    yield f"{loaded.path}{note}"
    for option in OPTIONS:
        value = getattr(loaded.settings, option.name)
        yield f"  {option.name} = {_format_toml(value)}  [{loaded.source_for(option.name)}]"
    for command_id, keys in loaded.settings.keys.items():
        source = loaded.source_for(f"keys.{command_id}")
        yield f"  keys.{command_id} = {_format_toml(keys)}  [{source}]"
    for name, query in loaded.settings.searches.items():
        source = loaded.source_for(f"searches.{name}")
        yield f"  searches.{_format_toml(name)} = {_format_toml(query)}  [{source}]"
    yield f"{data_folder()}: marks, stars, positions, quotes"
    yield f"{state_folder()}: what you choose in the app, reports of internal errors"
    yield f"{cache_folder()}: indexes and images, which can be deleted"


def _format_toml(value: object) -> str:
    """Return a value as TOML, or a dash if it is not set."""
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_format_toml, value))}]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Enum):
        return _format_toml(value.value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _key_problems(loaded: LoadedSettings) -> list[str]:
    if not loaded.settings.keys:
        return []
    problems = _load_keymap(loaded).problems
    return [f"{loaded.source_for(f'keys.{name}')}: {text}" for name, text in problems.items()]


def _load_keymap(loaded: LoadedSettings) -> Keymap:
    # Late, because it loads Textual, which settings without keys do not need.
    from reader.tui.keymap import build_keymap

    return build_keymap(loaded.settings.keys)
