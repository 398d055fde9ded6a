"""The floors of the house, and what the ways into it may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from reader.cli.command_line import COMMANDS, OPEN
from tests.architecture import figures

MAX_MODULES_AT_FIRST = 213
"""Modules of Broadsheet that are imported before the first paint."""
HEAVY = {"frontmatter", "markdown_it", "rich", "textual", "yaml"}


def loaded_by(statement: str, project: Path) -> set[str]:
    """Names of the modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_import_contracts_hold(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)

    assert lint_imports(no_cache=True) == 0


def test_the_public_api_loads_nothing_heavy(project: Path) -> None:
    loaded = loaded_by("import reader", project)

    assert "reader.posts.catalogue" in loaded
    assert not loaded & HEAVY


def test_the_entry_point_loads_only_itself(project: Path) -> None:
    loaded = loaded_by("import reader.cli", project)

    assert not loaded & (HEAVY | {"click"})


def test_no_command_is_loaded_before_it_is_asked_for(project: Path) -> None:
    loaded = loaded_by("import reader.cli.command_line", project)

    assert "reader.cli.command_line" in loaded
    assert not loaded & {OPEN, *COMMANDS.values()}
    assert not loaded & {"textual", "yaml", "markdown_it"}


@pytest.mark.parametrize("word", ["list", "show", "check"])
def test_a_command_loads_no_other_command_and_no_app(word: str, project: Path) -> None:
    loaded = loaded_by(
        f"from reader.cli.command_line import COMMANDS, run; run(['{word}', '--bad'])", project
    )

    assert loaded & {OPEN, *COMMANDS.values()} == {COMMANDS[word]}
    assert "textual" not in loaded


def test_the_first_paint_loads_nothing_that_it_does_not_show(project: Path) -> None:
    """Parsers, lexers and the watch on the disk come behind the first frame."""
    loaded = loaded_by("import reader.cli.commands.open, reader.tui.app", project)
    late = {
        "frontmatter", "markdown_it", "pygments.lexers", "selectolax", "tomllib", "watchfiles",
        "yaml",
    }  # fmt: skip
    ours = {
        "article.blocks", "article.document", "article.layout", "article.link_hints",
        "article.positions", "article.search", "feeds.events", "feeds.model",
        "feeds.writing.versions", "library.articles", "library.folder_loader", "library.search",
        "posts.links.resolve", "posts.loading.loader", "posts.search.completions",
        "posts.search.words", "settings.toml_lines", "store.search",
        "store.texts", "tui.controllers.feeds.adding",
        "tui.controllers.feeds.commands", "tui.controllers.feeds.controllers",
        "tui.controllers.feeds.fetching", "tui.controllers.feeds.folder",
        "tui.controllers.feeds.subscriptions", "tui.feeds.changes", "tui.feeds.child",
        "tui.feeds.fetch_job", "tui.feeds.json_job", "tui.feeds.listed", "tui.feeds.listing",
        "tui.controllers.reading.changes", "tui.controllers.reading.find",
        "tui.controllers.reading.links", "tui.controllers.reading.quoting", "tui.feeds.requests",
        "tui.screens.dialogs", "tui.screens.feeds.dialogs", "tui.screens.late_parts",
        "tui.widgets.prompt", "tui.widgets.shown_article", "web.fetching", "web.image_cache",
    }  # fmt: skip

    assert "textual.app" in loaded
    assert {f"reader.{name}" for name in ours} <= {module.name for module in figures.modules()}
    assert not loaded & (late | {"httpcore", "PIL"} | {f"reader.{name}" for name in ours})


def test_the_first_paint_imports_no_more_modules_than_before(project: Path) -> None:
    """Each costs half a millisecond of every start. docs/performance.md says what was measured."""
    loaded = loaded_by("import reader.cli.commands.open, reader.tui.app", project)
    own = [name for name in loaded if name.partition(".")[0] == "reader"]

    assert len(own) <= MAX_MODULES_AT_FIRST


def test_every_module_can_be_imported_first(project: Path) -> None:
    """No module leans on another having been imported before it, which would hide a cycle."""
    modules = [
        ".".join(path.relative_to(project).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((project / "reader").rglob("*.py"))
        if path.name != "__main__.py"
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {modules}:\n"
        "    for loaded in [name for name in sys.modules if name.partition('.')[0] == 'reader']:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )

    assert len(modules) > 20
    assert done.stderr == ""
