"""Sizes that keep the source readable, and dependencies that each have a reason."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

MOST_LINES_A_FILE = 300
MOST_LINES_A_FUNCTION = 60


def modules(project: Path) -> Iterator[tuple[str, str]]:
    """Path within the project and text of each module of the package."""
    for path in sorted((project / "reader").rglob("*.py")):
        yield str(path.relative_to(project)), path.read_text("utf-8")


def test_no_file_is_too_long_to_read(project: Path) -> None:
    sizes = {name: len(text.splitlines()) for name, text in modules(project)}

    assert {name: size for name, size in sizes.items() if size > MOST_LINES_A_FILE} == {}


def test_no_function_is_too_long_to_read(project: Path) -> None:
    too_long = []
    for name, text in modules(project):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_A_FUNCTION:
                    too_long.append(f"{name}:{node.lineno} {node.name}: {lines} lines")

    assert too_long == []


def test_every_module_says_what_it_is_for(project: Path) -> None:
    assert [name for name, text in modules(project) if not ast.get_docstring(ast.parse(text))] == []


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


def test_what_is_imported_is_declared(project: Path) -> None:
    """A library that comes only with another one would go missing with that one."""
    table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    declared = {_plain_name(it) for it in table["project"]["dependencies"]}
    distributions = packages_distributions()
    undeclared = [
        (name, module)
        for name, text in modules(project)
        for module in sorted(_imported(ast.parse(text)))
        if module not in sys.stdlib_module_names
        and module != "reader"
        and not declared & {_plain_name(it) for it in distributions.get(module, [])}
    ]

    assert undeclared == []


def _imported(tree: ast.Module) -> set[str]:
    """First parts of the names of every module that is imported anywhere in a module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {it.name for it in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def _plain_name(requirement: str) -> str:
    """The distribution that a requirement names, spelled the one way."""
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()
