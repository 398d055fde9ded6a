"""`broadsheet check`: what is wrong with which file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from reader.cli import output
from reader.cli.folders import FOLDER, load_posts
from reader.posts.catalogue import LoadResult
from reader.posts.post import Problem


@click.command("check")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@click.option("--json", "as_json", is_flag=True, help="Print the report as a JSON object.")
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...], as_json: bool) -> None:
    """Report problems in posts, and the files that are no posts.

    Exits with 1 if any post has a problem.
    """
    result = load_posts(folders)
    if as_json:
        output.write_json(report(result))
    else:
        output.write_lines(report_lines(result))
    ctx.exit(1 if result.problems else 0)


def report(result: LoadResult) -> dict[str, Any]:
    """The JSON object: counts of files and posts, then what was skipped and what is wrong."""
    return {
        "files": result.files,
        "posts": _post_count(result),
        "skipped": [{"path": it.path, "reason": it.reason} for it in result.skipped],
        "problems": [
            {"path": it.path, "line": it.line, "field": it.field, "message": it.message}
            for it in result.problems
        ],
    }


def report_lines(result: LoadResult) -> Iterator[str]:
    """The same for eyes: `path:line: what is wrong`, the remedy under it, the counts last."""
    for problem in result.problems:
        yield f"{_place(problem)}: {problem.message}"
        yield f"    {problem.remedy}"
    for skipped in result.skipped:
        yield f"{_short(skipped.path)}: skipped: {skipped.reason}"
    yield (
        f"{_count(result.files, 'file')}: {_count(_post_count(result), 'post')}, "
        f"{len(result.skipped)} skipped, {_count(len(result.problems), 'problem')}"
    )


def _post_count(result: LoadResult) -> int:
    return len(result.catalogue.posts) + len(result.catalogue.hidden)


def _place(problem: Problem) -> str:
    path = _short(problem.path)
    return path if problem.line is None else f"{path}:{problem.line}"


def _short(path: str) -> str:
    """The path from the current folder if it lies below it."""
    here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - paths are text here, by the thousand
    return path.removeprefix(here)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
