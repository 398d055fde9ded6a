"""The documentation names every command, option and make target, and only existing ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from reader.cli.command_line import COMMANDS, command_line
from reader.feeds.events import EVENT_TYPES
from reader.library.forgetting import FORGETTABLE
from reader.store.first_screen import SUFFIX
from reader.store.forgetting.rows import FILES_ABOUT_FOLDERS
from reader.tui import bindings
from reader.tui.keymap import key_name
from reader.tui.panes import MAX_COMPACT_ROWS, MIN_FRAME_ROWS, mode_for


def commands() -> Iterator[tuple[list[str], click.Command]]:
    """Every command with the words that name it, groups first; no words for that of all."""
    waiting: list[tuple[list[str], click.Command]] = [([], command_line)]
    while waiting:
        words, found = waiting.pop(0)
        yield words, found
        if isinstance(found, click.Group):
            ctx = click.Context(found, info_name="broadsheet")
            for name in found.list_commands(ctx):
                command = found.get_command(ctx, name)
                assert command is not None
                waiting.append(([*words, name], command))


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
    named_of_groups = set(re.findall(r"^    broadsheet ([a-z]+ [a-z]+)\b", readme, re.MULTILINE))
    assert {" ".join(words) for words, _ in commands() if len(words) > 1} <= named_of_groups


def test_the_docs_have_every_event_of_a_fetch_with_its_fields(project: Path) -> None:
    text = (project / "docs" / "feeds.md").read_text("utf-8")
    table = text.partition("### Events for programs")[2].partition("\n#")[0]

    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", table, re.MULTILINE)
    assert [(name, re.findall(r"\w+", words)) for name, words in rows] == [
        (kind.name, [field.name for field in fields(kind)]) for kind in EVENT_TYPES
    ]


def test_the_readme_names_every_key(project: Path) -> None:
    readme = (project / "README.md").read_text("utf-8")
    table = readme[readme.index("## Keys") : readme.index("## Using Broadsheet")]
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
    explained = re.findall(r"^([a-z-]+):.*## \w", makefile, re.MULTILINE)

    assert explained == phony.split()


def test_contributing_and_readme_name_only_targets_that_exist(project: Path) -> None:
    makefile = (project / "Makefile").read_text("utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    texts = [(project / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    named = {target for text in texts for target in re.findall(r"`make ([a-z-]+)", text)}

    assert {"run", "test", "check"} <= named <= set(phony.split())


def test_contributing_names_only_files_that_exist(project: Path) -> None:
    text = (project / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`([\w.]+(?:/[\w.]*)+|\w+\.(?:md|toml))`", text))

    assert len(named) > 20
    assert {name for name in named if not (project / name).exists()} == set()


PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", *(f"docs/{name}" for name in (
    "coming-from.md", "faq.md", "feeds.md", "front-matter.md", "performance.md", "reliability.md",
    "settings.md", "up-to-date.md",
)))  # fmt: skip


def section(text: str, heading: str) -> str:
    """The text below a heading, up to the next heading of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    start = text.index(f"{heading}\n") + len(heading)
    end = re.search(rf"^#{{1,{level}}} ", text[start:], re.MULTILINE)
    return text[start : start + end.start()] if end else text[start:]


def first_cells(text: str) -> list[str]:
    """The first cells of the rows of the tables in a text."""
    return re.findall(r"^\| (.*?) \|", text, re.MULTILINE)


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_page_is_checked(project: Path) -> None:
    pages = {f"docs/{path.name}" for path in (project / "docs").glob("*.md")}
    assert pages | {"README.md", "CONTRIBUTING.md", "SECURITY.md"} == set(PAGES)


def test_every_fault_and_limit_names_tests_that_exist(project: Path) -> None:
    """A row of docs/reliability.md ends with a file of tests, or a test in one."""
    text = (project / "docs" / "reliability.md").read_text("utf-8")
    tables = text.partition("## Soak and fuzz")[0].splitlines()
    rows = [line for line in tables if line.startswith("| ")]
    faults = [row for row in rows if not row.startswith(("| ---", "| fault or limit"))]
    named = re.findall(r"tests/[\w/]+\.py(?:::\w+)?", text)

    assert len(faults) > 40
    assert [row for row in faults if "tests/" not in row.split(" | ")[-1]] == []
    for path, _, test in (name.partition("::") for name in named):
        source = (project / path).read_text("utf-8")
        assert not test or f"def {test}(" in source, f"{path}::{test}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_and_headings_that_exist(project: Path, page: str) -> None:
    text = (project / page).read_text("utf-8")
    text_without_code = re.sub(r"`[^`]*`", "", text).replace("\n", " ")
    for target in re.findall(r"\]\(([^)\s]+)\)", text_without_code):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        path = (project / page).parent / name if name else project / page
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
            assert anchor in map(slug, headings), target


def example_queries() -> list[str]:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    table = section(readme, "## Search")
    return [query for cell in first_cells(table) for query in re.findall("`([^`]+)`", cell)]


@pytest.mark.parametrize("query", example_queries())
def test_every_example_of_a_search_finds_a_sample_post(project: Path, query: str) -> None:
    samples = str(project / "sample_posts")
    assert CliRunner().invoke(command_line, ["search", query, samples]).exit_code == 0


def test_there_are_many_examples_of_searches() -> None:
    assert len(example_queries()) >= 12


def test_the_tables_of_the_layout_have_the_limits_of_the_program(project: Path) -> None:
    readme = (project / "README.md").read_text("utf-8")
    widths = [*map(int, re.findall(r"^\| (\d+) (?:or|to)", section(readme, "### Layout"), re.M))]
    assert widths[:4] == [160, 120, 90, 70]
    for columns in (120, 90, 70):
        assert mode_for(columns) is not mode_for(columns - 1)
    assert f"| more than {MAX_COMPACT_ROWS} |" in readme
    assert f"| fewer than {MIN_FRAME_ROWS} |" in readme


@pytest.mark.parametrize(("system", "column"), [(Unix, 1), (MacOS, 2)])
def test_the_table_of_stored_files_names_the_folders_of_each_system(
    project: Path, monkeypatch: pytest.MonkeyPatch, system: type[Unix] | type[MacOS], column: int
) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    readme = (project / "README.md").read_text("utf-8")
    table = section(readme, "## Where files are stored")
    rows = [line.split(" | ") for line in table.splitlines() if "broadsheet`" in line]
    named = [Path(row[column].strip("`")).expanduser() for row in rows if len(row) > column]
    folders = system("broadsheet", appauthor=False)
    assert named[:4] == [
        folders.user_config_path,
        folders.user_data_path,
        folders.user_state_path,
        folders.user_cache_path,
    ]


def test_the_table_of_security_names_what_forget_deletes(project: Path) -> None:
    text = section((project / "SECURITY.md").read_text("utf-8"), "## What is stored where")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    deleted = [row[0].replace("`", "") for row in rows[2:] if row[2] != "never"]
    about_a_folder = [row[0].replace("`", "") for row in rows[2:] if "folder" in row[2]]

    assert deleted == [f"{kind.folder}/{kind.names}" for kind in FORGETTABLE]
    assert about_a_folder == [
        f"{kind.folder}/{kind.names}"
        for kind in FORGETTABLE
        if kind.names.strip("*") in (*FILES_ABOUT_FOLDERS, SUFFIX)
    ]
