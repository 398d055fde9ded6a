"""`broadsheet config`: the settings that hold, their sources, and a file to change them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum

import click

from reader.cli.folders import settings_here
from reader.cli.output import write_lines
from reader.posts.errors import ReaderError
from reader.settings import LoadedSettings, Settings
from reader.settings.config_file import commented_config
from reader.settings.options import OPTIONS


@click.command("config")
@click.option("--make", is_flag=True, help="Write a file that explains every setting.")
@click.option("--keys", "lists_keys", is_flag=True, help="List every command, its id and its keys.")
@click.pass_context
def command(ctx: click.Context, make: bool, lists_keys: bool) -> None:
    """Print every setting, its value and where that comes from.

    Exits with 1 if something in the file of settings cannot be used, and says what and in which
    line.
    """
    loaded = settings_here()
    if make:
        write_lines([_made(loaded)])
        return
    complaints = [*map(str, loaded.problems), *_wrong_keys(loaded)]
    write_lines(_key_lines(loaded) if lists_keys else _setting_lines(loaded))
    for complaint in complaints:
        click.echo(complaint, err=True)
    ctx.exit(1 if complaints else 0)


def _made(loaded: LoadedSettings) -> str:
    """Write the file where there is none; what was done, in words."""
    path = loaded.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(commented_config())
    except FileExistsError as error:
        raise ReaderError(f"{path}: is there already, and was left as it is.") from error
    except OSError as error:
        raise ReaderError(f"{path}: cannot be written ({error.strerror}).") from error
    return f"{path}: written; it sets nothing until you take a # away."


def _setting_lines(loaded: LoadedSettings) -> Iterator[str]:
    is_there = "" if loaded.path.exists() else " (not there; `broadsheet config --make` writes it)"
    yield f"{loaded.path}{is_there}"
    values = {it.name: getattr(loaded.settings, it.name) for it in fields(Settings)}
    for name in (it.name for it in OPTIONS):
        yield f"  {name} = {_in_toml(values[name])}  [{loaded.source_for(name)}]"
    for command_id, keys in loaded.settings.keys.items():
        source = loaded.source_for(f"keys.{command_id}")
        yield f"  keys.{command_id} = {_in_toml(keys)}  [{source}]"


def _in_toml(value: object) -> str:
    """A value as it is written in the file; a dash for none."""
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_in_toml, value))}]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Enum):
        return _in_toml(value.value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _wrong_keys(loaded: LoadedSettings) -> list[str]:
    if not loaded.settings.keys:
        return []
    from reader.tui.keymap import keymap_of  # late: it loads Textual

    wrong = keymap_of(loaded.settings.keys).complaints
    return [f"{loaded.source_for(f'keys.{it}')}: {text}" for it, text in wrong.items()]


def _key_lines(loaded: LoadedSettings) -> Iterator[str]:
    from reader.tui.key_names import key_names  # late, as above
    from reader.tui.keymap import keymap_of

    for it in keymap_of(loaded.settings.keys).commands:
        yield f"{it.id:24}{key_names(it):20}{it.tooltip}"
