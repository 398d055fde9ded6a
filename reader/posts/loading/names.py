"""Names of files that are not posts, and of folders of note templates."""

from __future__ import annotations

import re
from functools import lru_cache

NON_POST_NAMES = {
    "readme": "a README describes its folder and is not a post",
    "_index": "a list page of a site, not a post",
    "license": "a licence, not a post",
    "licence": "a licence, not a post",
    "unlicense": "a licence, not a post",
    "copying": "a licence, not a post",
}
"""Names without suffixes, in lower case, of files that are not posts, and why."""

PROJECT_NAMES = frozenset((
    "AGENTS", "AUTHORS", "CHANGELOG", "CLAUDE", "CODE_OF_CONDUCT", "CONTRIBUTING", "CONTRIBUTORS",
    "GEMINI", "GOVERNANCE", "ISSUE_TEMPLATE", "MAINTAINERS", "NOTICE", "PULL_REQUEST_TEMPLATE",
    "SECURITY",
))  # fmt: skip
"""Names without suffixes, in capitals, of files that describe a project."""

PROGRAM_NAMES = frozenset((
    "ads", "app-ads", "cmakelists", "constraints", "humans", "llms", "llms-full", "requirements",
    "robots", "security",
))  # fmt: skip
"""Names without suffixes, in lower case, of text files for programs."""

TEMPLATE_FOLDERS = frozenset((
    "template", "templates", "templater", "vorlage", "vorlagen", "plantillas", "modèles", "modeles",
    "archetypes", "scaffolds", "modelli", "modelos", "sjablonen", "szablony", "шаблоны",
    "模板", "テンプレート", "템플릿",
))  # fmt: skip
"""Folders of templates for new notes, in several languages, and for new posts of Hugo and Hexo, in
lower case."""

_PYTHON_NAME = re.compile(r"(?:requirements|constraints)[-_.][\w.-]+")
"""Names such as `requirements-dev`."""
_VARIANT = re.compile(
    r"(README|CHANGELOG|CONTRIBUTING|LICEN[CS]E|COPYING)[-_]"
    r"(?:[A-Z\d][A-Z\d_-]*|[a-z]{2}(?:[-_][A-Za-z]{2,4})?|Apache-\d)"
)
"""Names with a language or the name of a licence, such as `README-zh` and `LICENSE-MIT`."""
_ORDER = re.compile(r"\A[\W\d_]+")
"""What people put before the name of a folder to sort it, as in `01 Templates`."""


def reason_by_name(name: str) -> str | None:
    """Return why a file of that name is not a post, or None if it may be one."""
    stem = name.partition(".")[0]
    variant = _VARIANT.fullmatch(stem)
    stem = stem if variant is None else variant[1]
    if stem in PROJECT_NAMES:
        return "it describes a project and is not a post"
    lower = name.lower()
    if lower.endswith(".txt"):
        whole = lower.removesuffix(".txt")
        if whole in PROGRAM_NAMES or _PYTHON_NAME.fullmatch(whole):
            return "a file for programs, not a post"
    return NON_POST_NAMES.get(stem.lower())


@lru_cache(maxsize=1024)
def is_in_template_folder(folder: str, *, is_exact: bool) -> bool:
    """Whether a folder, or one that contains it, holds templates for new notes.

    Args:
        folder: Path relative to the opened folder, separated by `/`.
        is_exact: Whether the name must be one of `TEMPLATE_FOLDERS`; otherwise it may end in it,
            as in `Note Templates`.
    """
    names = [_ORDER.sub("", name).casefold() for name in folder.split("/")]
    if not is_exact:
        names = [re.split(r"[\s_-]", name)[-1] for name in names]
    return not TEMPLATE_FOLDERS.isdisjoint(names)
