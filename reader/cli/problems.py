"""Problems of files as lines of text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from reader.posts.post import Problem


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield `path:line: problem` with the remedy below it, for each problem."""
    for problem in problems:
        path = short_path(problem.path)
        where = path if problem.line is None else f"{path}:{problem.line}"
        yield f"{where}: {problem.message}"
        yield f"    {problem.remedy}"


def short_path(path: str) -> str:
    """Return the path relative to the current folder if it is in it, else unchanged."""
    current = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - thousands of paths as text
    return path.removeprefix(current)
