"""The documentation names every command, option and make target, and only existing ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reader.cli.command_line import COMMANDS, command_line
from reader.tui import bindings
from reader.tui.keymap import key_name


def commands() -> Iterator[tuple[list[str], click.Command]]:
    """Every command with the words that name it; no words for the group itself."""
    ctx = click.Context(command_line, info_name="broadsheet")
    yield [], command_line
    for name in COMMANDS:
        command = command_line.get_command(ctx, name)
        assert command is not None
        yield [name], command


def options(command: click.Command) -> set[str]:
    return {
        spelling
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for spelling in parameter.opts
        if spelling.startswith("--")
    }


@pytest.mark.parametrize(("words", "command"), commands())
def test_help_explains_every_option(words: list[str], command: click.Command) -> None:
    shown = CliRunner().invoke(command_line, [*words, "--help"]).stdout

    assert options(command) | {"--help"} == set(re.findall(r"^  (--[\w-]+)", shown, re.MULTILINE))
    assert all(
        parameter.help for parameter in command.params if isinstance(parameter, click.Option)
    )


def test_the_readme_names_every_command(project: Path) -> None:
    readme = (project / "README.md").read_text("utf-8")

    named = set(re.findall(r"^    broadsheet ([a-z]+)\b", readme, re.MULTILINE))
    assert named == set(COMMANDS)


def test_the_readme_names_every_key(project: Path) -> None:
    readme = (project / "README.md").read_text("utf-8")
    table = readme[readme.index("## Keys") : readme.index("### Mouse")]
    named = set(re.findall(r"`([^`]+)`", table)) | {str(digit) for digit in range(1, 10)}
    keys = {
        key_name(key)
        for command in bindings.COMMANDS
        if command.where != bindings.SEARCH
        for key in command.keys.split(",")
    }

    assert len(keys) > 40
    assert keys - named - {"⌫"} == set()
    assert "Backspace" in named


def test_the_readme_names_every_option(project: Path) -> None:
    readme = (project / "README.md").read_text("utf-8")
    every = set().union(*(options(command) for _, command in commands()))

    assert every - set(re.findall(r"--[a-z-]+", readme)) == set()


def test_the_makefile_explains_every_target(project: Path) -> None:
    makefile = (project / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \w", makefile, re.MULTILINE)

    assert explained == phony.split()


def test_contributing_and_readme_name_only_targets_that_exist(project: Path) -> None:
    makefile = (project / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    texts = [(project / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    named = {target for text in texts for target in re.findall(r"`make ([a-z]+)\b", text)}

    assert {"run", "test", "check"} <= named <= set(phony.split())


def test_contributing_names_only_files_that_exist(project: Path) -> None:
    text = (project / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`([\w.]+(?:/[\w.]*)+|\w+\.(?:md|toml))`", text))

    assert len(named) > 20
    assert {name for name in named if not (project / name).exists()} == set()
