"""Figures of the source: `python -m tests.architecture.figures` prints them; tests limit them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """A module of the package, parsed."""

    name: str
    """As in `reader.tui.app`."""
    path: Path
    is_package: bool

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class LateImport:
    """An import within a function."""

    module: str
    line: int
    reason: str
    """The comment beside it or above it; empty if there is none."""


def modules(project: Path = PROJECT) -> list[Module]:
    """Return the modules of the package, by name."""
    found = []
    for path in sorted((project / "reader").rglob("*.py")):
        parts = path.relative_to(project).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        found.append(Module(".".join(parts[:-1] if is_package else parts), path, is_package))
    return found


def classes(all_modules: list[Module]) -> dict[str, list[tuple[str, ast.ClassDef]]]:
    """Return the top-level classes by name, each with its module."""
    found: dict[str, list[tuple[str, ast.ClassDef]]] = {}
    for module in all_modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append((module.name, node))
    return found


def chains(all_modules: list[Module]) -> dict[str, tuple[int, int]]:
    """Return for each class how many own classes deep it is, and the lines of these together."""
    known = classes(all_modules)

    def measure(name: str, seen: tuple[str, ...] = ()) -> tuple[int, int]:
        if name not in known or name in seen:
            return 0, 0
        _, node = known[name][0]
        bases = [ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases]
        measured = [measure(base, (*seen, name)) for base in bases]
        depth = max((depth for depth, _ in measured), default=0)
        lines = sum(lines for _, lines in measured)
        return depth + 1, lines + (node.end_lineno or node.lineno) - node.lineno + 1

    return {name: measure(name) for name in known}


def duplicate_classes(all_modules: list[Module]) -> dict[str, list[str]]:
    """Return public classes that share their name, with the modules that have them."""
    return {
        name: [module for module, _ in places]
        for name, places in classes(all_modules).items()
        if len(places) > 1 and not name.startswith("_")
    }


def late_imports(all_modules: list[Module]) -> list[LateImport]:
    """Return the imports within functions, each with the comment that gives its reason."""
    found = []
    for module in all_modules:
        lines = module.text.splitlines()
        found += [
            LateImport(module.name, node.lineno, _comment(lines, node.lineno))
            for node in _nodes_in_functions(module.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
    return found


def _nodes_in_functions(tree: ast.Module) -> Iterator[ast.AST]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    outer = [node for node in ast.walk(tree) if isinstance(node, functions)]
    nested = {child for node in outer for child in ast.walk(node) if child is not node}
    for node in outer:
        if node not in nested:
            yield from ast.walk(node)


def _comment(lines: list[str], number: int) -> str:
    """Return the comment at the end of a line, else the one above its block of imports."""
    _, mark, comment = lines[number - 1].partition("#")
    above = number - 2
    while not mark and above >= 0:
        line = lines[above].strip()
        if line.startswith("#"):
            return line.removeprefix("#").strip()
        _, mark, comment = line.partition("#")
        if not line.startswith(("from ", "import ")):
            return ""
        above -= 1
    return comment.strip()


def loops_over_it(all_modules: list[Module]) -> list[str]:
    """Return where a loop, a comprehension or a lambda calls its variable `it`."""
    return [
        f"{module.name}:{getattr(node, 'lineno', 0)}"
        for module in all_modules
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "it" and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.arg) and node.arg == "it")
    ]


def fullest_folder(all_modules: list[Module]) -> tuple[str, int]:
    """Return the folder with the most modules directly in it, and their number."""
    folders = Counter(str(module.path.parent.relative_to(PROJECT)) for module in all_modules)
    return folders.most_common(1)[0]


def imports(all_modules: list[Module]) -> dict[str, set[str]]:
    """Return which modules each module imports, late and for type checkers included."""
    names = {module.name for module in all_modules}
    graph: dict[str, set[str]] = {}
    for module in all_modules:
        targets = graph.setdefault(module.name, set())
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                targets |= {alias.name for alias in node.names if alias.name in names}
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    targets |= {full if full in names else node.module} & names
        targets.discard(module.name)
    return graph


def cycles(all_modules: list[Module]) -> list[list[str]]:
    """Return the groups of modules that import each other, by Tarjan's algorithm."""
    graph = imports(all_modules)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in graph[name]:
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in graph:
        if name not in index:
            visit(name)
    return found


def main() -> None:
    """Print the figures."""
    all_modules = modules()
    measured = chains(all_modules)
    deepest = max(measured, key=lambda name: measured[name])
    longest = max(measured, key=lambda name: measured[name][1])
    folder, count = fullest_folder(all_modules)
    print(f"deepest chain of own classes: {measured[deepest][0]} ({deepest})")
    print(f"most lines in a chain: {measured[longest][1]} ({longest})")
    print(f"late imports: {len(late_imports(all_modules))}")
    print(f"most files in a folder: {count} ({folder})")
    print(f"public class names used twice: {duplicate_classes(all_modules) or 'none'}")
    print(f"import cycles: {cycles(all_modules) or 'none'}")
    print(f"variables called it: {len(loops_over_it(all_modules)) or 'none'}")


if __name__ == "__main__":
    main()
