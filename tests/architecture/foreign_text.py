"""Finds code that hands text to Textual or Rich without a gate that cleans it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

OWN_WIDGETS = {"Input"}
"""Widgets of Textual that modules import for their messages. Others show what they are given."""
DRAWING = {"rich.cells", "rich.color", "rich.color_triplet", "rich.console", "rich.segment",
           "rich.style"}  # fmt: skip
"""Modules of Rich that draw segments. They parse no markup, and segments pass a gate when drawn."""
FRAMES = {"border_title", "border_subtitle", "placeholder", "sub_title", "tooltip"}
"""Attributes of widgets whose text Textual draws itself, and parses as markup."""
RENDERING = {"render", "format_title", "format_status"}
"""Methods whose result Textual draws."""


def bare_text(tree: ast.Module) -> Iterator[str]:
    """Yield each use of what may draw a text that nobody has cleaned."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (f"import {each.name}" for each in names if _draws(each.name))
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"import {module}.{name}" for name in _bare_imports(module, names))
            case ast.Call(func=function):
                if _root(function) in {"Content", *OWN_WIDGETS}:
                    yield f"{ast.unparse(function)}()"
            case ast.ClassDef(name=name, bases=bases, body=body):
                if any(ast.unparse(base) in OWN_WIDGETS for base in bases):
                    yield f"class {name}"
                yield from (f"{name}.{method}" for method in _bare_renderers(body))
            case ast.Attribute(attr=attribute, ctx=ast.Store()):
                if attribute in FRAMES:
                    yield f".{attribute} ="


def _draws(module: str) -> bool:
    package = module.partition(".")[0]
    return package == "textual" or (package == "rich" and module not in DRAWING)


def _bare_imports(module: str, names: list[ast.alias]) -> Iterator[str]:
    for each in names:
        is_widget = module == "textual.widgets" and each.name not in OWN_WIDGETS
        is_other = module.startswith(("textual.widgets.", "rich"))
        # Under another name, its uses would not be found.
        is_renamed = module.startswith("textual") and each.asname is not None
        if is_widget or is_renamed or (is_other and module not in DRAWING):
            yield each.name


def _bare_renderers(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the methods that return to Textual anything else than a content."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        returned = "" if node.returns is None else ast.unparse(node.returns)
        if node.name in RENDERING and returned != "Content":
            yield node.name


def _root(function: ast.expr) -> str:
    """Return the first name of `a.b.c`."""
    while isinstance(function, ast.Attribute):
        function = function.value
    return function.id if isinstance(function, ast.Name) else ""
