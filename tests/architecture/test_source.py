"""The structure of the source, and dependencies that each have a reason."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture import figures
from tests.architecture.figures import Module
from tests.packaging.oldest_versions import bounds, constraints, requirements

MAX_CHAIN_DEPTH = 3
MAX_CHAIN_LINES = 500
"""Lines of all own classes along a chain of inheritance: what a reader of the last one needs."""
MAX_FUNCTION_LINES = 60
MAX_LATE_IMPORTS = 30
MAX_FILES = 22
"""Modules directly in one folder."""


DIRECTORY_ENTRIES = {"entry"}
"""Names of what `os.scandir` returns, whose methods answer from what is known already."""
CREATING = {"open", "os.mkdir", "os.makedirs", "sqlite3.connect", "tempfile.mkstemp"}
WRITING = {
    "print", "click.confirm", "click.echo", "click.echo_via_pager", "click.prompt", "click.secho",
    "console.log", "console.out", "console.print", "os.write", "progress.console.print",
    "sys.stderr.write", "sys.stdout.write", "sys.__stdout__.write", "sys.__stderr__.write",
    "super().write", "driver.write",
}  # fmt: skip
"""Calls that write to the terminal, without `self` and underscores."""
GATES = {
    "reader.cli sys.stderr.write": "reports with words of the program and of the system",
    "reader.cli.streams super().write": "the standard streams themselves",
    "reader.cli.command_line sys.stderr.write": "cleans what click has written",
    "reader.cli.commands.feeds.add click.prompt": "asks with words of the program",
    "reader.cli.commands.forget click.confirm": "asks with words of the program",
    "reader.cli.commands.search click.echo": "writes numbers",
    "reader.cli.fetch_progress self._progress.console.print": "writes one clean line",
    "reader.cli.internal_error sys.stderr.write": "cleans the path of the report",
    "reader.cli.output click.echo": "the gate of messages",
    "reader.cli.output sys.stdout.write": "the gate of results",
    "reader.cli.plain click.echo": "asks with words of the program",
    "reader.text.segments console.print": "draws what passed `clean_segment`",
    "reader.tui.terminal.ascii_driver super().write": "behind the gate of the app",
    "reader.tui.terminal.driver super().write": "behind the gate of the app",
    "reader.tui.terminal.ending os.write": "writes sequences of the program",
    "reader.tui.terminal.input_driver os.write": "writes keys to a pipe",
    "reader.tui.terminal.lending os.write": "writes sequences of the program",
}
"""Those that there are, each with the reason why nothing from outside passes uncleaned."""
PUBLIC_FILES = {
    "reader.cli.commands.feeds.export file.open": "the person names the file",
    "reader.cli.streams open": "opens a standard stream",
    "reader.feeds.markdown.builder self.line.write_text": "adds text to a line",
    "reader.feeds.markdown.elements builder.line.write_text": "adds text to a line",
    "reader.feeds.subscriptions.changes self._folder.mkdir": "the feeds folder",
    "reader.feeds.writing.feed_folder folder.mkdir": "folders of posts",
    "reader.feeds.writing.hidden_folder root.mkdir": "the feeds folder",
    "reader.markdown.html.writer self.write_text": "adds text to a line",
    "reader.private_files os.open": "gives the mode",
    "reader.private_files path.mkdir": "gives the mode",
    "reader.settings.atomic tempfile.mkstemp": "is private by itself",
    "reader.store.sqlite.files sqlite3.connect": "creates the file by `create_private_file`",
}
"""Calls that may create what others may read, each with its reason."""


def test_no_class_is_deep_or_long(modules: list[Module]) -> None:
    measured = figures.chains(modules)

    assert len(measured) > 100
    assert {name: at for name, at in measured.items() if at[0] > MAX_CHAIN_DEPTH} == {}
    assert {name: at for name, at in measured.items() if at[1] > MAX_CHAIN_LINES} == {}


def test_no_screen_and_no_pane_inherits_from_another(modules: list[Module]) -> None:
    own = figures.classes(modules)
    bases = {
        name: {ast.unparse(base).split("[")[0] for base in node.bases}
        for name, [(_, node), *_] in own.items()
    }
    screens = {name for name in own if name.endswith("Screen")}
    panes = {"PostList", "Sidebar", "ArticlePane"}

    assert "MainScreen" in screens
    assert panes < set(own)
    assert {name for name in screens if bases[name] & screens} == set()
    assert {name for name in panes if bases[name] & panes} == set()


def test_no_two_public_classes_share_their_name(modules: list[Module]) -> None:
    assert figures.duplicate_classes(modules) == {}


def test_no_function_is_too_long_to_read(modules: list[Module]) -> None:
    too_long = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= MAX_FUNCTION_LINES
    ]

    assert too_long == []


def test_late_imports_are_few_and_give_their_reason(modules: list[Module]) -> None:
    late = figures.late_imports(modules)

    assert len(late) <= MAX_LATE_IMPORTS
    assert [f"{item.module}:{item.line}" for item in late if len(item.reason) < 8] == []


def test_late_imports_of_the_app_name_the_figure_that_they_serve(modules: list[Module]) -> None:
    """Elsewhere than on the command line, a late import is for the time to the first paint."""
    texts = {module.name: module.text for module in modules}
    late = {
        late.module
        for late in figures.late_imports(modules)
        if late.module.startswith(("reader.tui", "reader.library"))
    }

    assert "reader.library.library" in late
    assert {name for name in late if not re.search(r"first paint|start", texts[name])} == set()


def test_no_folder_is_too_full(modules: list[Module]) -> None:
    folder, count = figures.fullest_folder(modules)

    assert count <= MAX_FILES, folder


def test_no_modules_import_each_other(modules: list[Module]) -> None:
    assert figures.cycles(modules) == []


def test_no_variable_is_called_it(modules: list[Module]) -> None:
    assert figures.loops_over_it(modules) == []


def test_limits_are_called_max_or_min(modules: list[Module]) -> None:
    pattern = re.compile(r"\b_?(?:MOST|LEAST|LONGEST|SHORTEST|DEEPEST|LARGEST|WIDEST)_")

    assert [module.name for module in modules if pattern.search(module.text)] == []


def test_threads_are_given_no_screen(modules: list[Module]) -> None:
    """The app starts threads in one place, from which only an emitter of events gets out.

    Files are read in threads of their own, which know no app. The requests of a fetch run in
    threads too, in a process without an app.
    """
    starters = {
        module.name
        for module in modules
        if re.search(r"\brun_worker\(|@work\b|\bThread\(|ThreadPoolExecutor", module.text)
    }

    assert starters - {"reader.tui.screens.chooser"} == {
        "reader.tui.jobs",
        "reader.feeds.fetching.transfers",
        "reader.posts.loading.lanes",
    }


def test_caches_are_bounded(modules: list[Module]) -> None:
    """What is kept by the content of posts has a limit; `cache` without one needs no argument."""
    unbounded = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.args.args
        for decorator in node.decorator_list
        if ast.unparse(decorator) in ("cache", "functools.cache", "lru_cache(maxsize=None)")
    ]

    assert unbounded == []


def test_every_module_has_a_docstring(modules: list[Module]) -> None:
    assert [module.name for module in modules if not ast.get_docstring(module.tree)] == []


def test_the_shipped_folders_hold_no_python(project: Path) -> None:
    """Python there would be importable from a checkout and not from a wheel, or the reverse."""
    assert [*(project / "styles").rglob("*.py"), *(project / "sample_posts").rglob("*.py")] == []


def test_every_dependency_has_a_reason(project: Path) -> None:
    text = (project / "pyproject.toml").read_text("utf-8")
    listed = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in listed for line in block.splitlines()]

    assert len(listed) == 2
    assert len(lines) > 10
    assert [line for line in lines if not re.fullmatch(r'    "[^"]+", +# \w.{8,}', line)] == []


def test_every_dependency_has_both_bounds(project: Path) -> None:
    """The newest allowed versions are tested by `make check`, the oldest by `make check-oldest`."""
    listed = requirements(("fulltext", "dev"))

    assert len(listed) > 30
    assert [each for each in listed if bounds(each) is None] == []


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    assert bounds("markdown-it-py[linkify]>=4.1,<5") == ("markdown-it-py", "4.1", "5")
    assert bounds("rich>=15") is None
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in constraints())
    assert len(list(constraints())) == len(requirements())


def test_imported_libraries_are_declared(project: Path, modules: list[Module]) -> None:
    """A library that comes only with another one would go missing with that one."""
    table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    declared = {_plain_name(requirement) for requirement in table["project"]["dependencies"]}
    distributions = packages_distributions()
    undeclared = [
        (module.name, library)
        for module in modules
        for library in sorted(_imported(module.tree))
        if library not in sys.stdlib_module_names
        and library != "reader"
        and not declared & {_plain_name(name) for name in distributions.get(library, [])}
    ]

    assert undeclared == []


def _imported(tree: ast.Module) -> set[str]:
    """First parts of the names of every module that is imported anywhere in a module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def _plain_name(requirement: str) -> str:
    """The distribution that a requirement names, spelled the one way."""
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _method_calls(modules: list[Module]) -> Iterator[tuple[Module, ast.Call, ast.Attribute]]:
    """Yield the calls of methods and of functions of modules, each with what is called."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield module, node, node.func


def test_no_question_about_a_file_raises(modules: list[Module]) -> None:
    """`Path.exists()` and the like raise for what may not be entered; `os.path.exists` does not."""
    methods = {"exists", "is_dir", "is_file", "is_symlink", "resolve", "expanduser", "samefile"}
    found = [
        f"{module.name}:{call.lineno} {ast.unparse(call)}"
        for module, call, method in _method_calls(modules)
        if method.attr in methods
        and not call.args
        and ast.unparse(method.value) not in DIRECTORY_ENTRIES
    ]

    assert found == ["reader.resources:15 Path(__file__).resolve()"]


def test_what_is_stored_is_created_by_functions_that_keep_it_private(
    modules: list[Module],
) -> None:
    created = {
        f"{module.name} {ast.unparse(node.func)}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (ast.unparse(node.func) in CREATING or _creates_file(node))
        and not any(word.arg == "opener" for word in node.keywords)
    }

    assert sorted(created) == sorted(PUBLIC_FILES)


def _creates_file(call: ast.Call) -> bool:
    """Return whether a call is of a method, or of `os.open`, that creates a file or a folder."""
    if ast.unparse(call.func) == "os.open":
        return len(call.args) > 2 or "O_CREAT" in ast.unparse(call)
    if not isinstance(call.func, ast.Attribute):
        return False
    modes = [node.value for node in call.args if isinstance(node, ast.Constant)]
    is_written = any(isinstance(mode, str) and set(mode) & set("wax") for mode in modes)
    return call.func.attr in {"mkdir", "write_text", "write_bytes", "touch"} or (
        call.func.attr == "open" and is_written
    )


def test_text_leaves_the_program_only_through_gates(modules: list[Module]) -> None:
    """Whatever is printed or drawn passes a function that cleans it."""
    writing = {
        f"{module.name} {ast.unparse(node.func)}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).removeprefix("self.").removeprefix("_") in WRITING
    }

    assert sorted(writing) == sorted(GATES)


def test_no_widget_goes_round_the_gate_of_the_app(modules: list[Module]) -> None:
    hooks = {"get_line_filters", "copy_to_clipboard"}
    overriding = {
        f"{module.name} {node.name}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.name in hooks
    }

    assert overriding == {
        "reader.tui.app copy_to_clipboard",
        "reader.tui.app get_line_filters",
    }


def test_widgets_are_mounted_by_the_method_that_may_be_called_while_the_app_ends(
    modules: list[Module],
) -> None:
    """`mount` raises an error then, and keys, clicks and new sizes may still arrive."""
    mounting = [
        f"{module.name}:{call.lineno}"
        for module, call, method in _method_calls(modules)
        if method.attr == "mount"
    ]

    assert mounting == []
