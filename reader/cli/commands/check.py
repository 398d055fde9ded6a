"""`broadsheet check`: report problems in posts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from reader.cli import output
from reader.cli.folders import FOLDER, load_posts_or_problems
from reader.cli.problems import problem_lines, short_path
from reader.library.library import Library
from reader.posts.catalogue import LoadResult
from reader.settings.paths import data_folder
from reader.store.feeds import FEEDS_FILE
from reader.text.counts import counted


@click.command("check")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@click.option("--json", "as_json", is_flag=True, help="Print the report as a JSON object.")
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...], as_json: bool) -> None:
    """Report problems in posts, and the files that are not posts.

    Exits with 1 if any post has a problem. A file that is skipped is not a problem.
    """
    result = load_posts_or_problems(Library(folders, feeds_path=data_folder() / FEEDS_FILE))
    if as_json:
        output.write_json(report(result))
    else:
        output.write_lines(report_lines(result))
    ctx.exit(1 if result.problems else 0)


def report(result: LoadResult) -> dict[str, Any]:
    """Return the JSON object: numbers of files and posts, then skipped files and problems."""
    return {
        "files": result.files,
        "posts": _post_count(result),
        "skipped": [{"path": file.path, "reason": file.reason} for file in result.other_files],
        "problems": [
            {
                "path": problem.path,
                "line": problem.line,
                "field": problem.field,
                "message": problem.message,
            }
            for problem in result.problems
        ],
    }


def report_lines(result: LoadResult) -> Iterator[str]:
    """Yield the report as text: `path:line: problem` with the remedy below it, and a summary."""
    yield from problem_lines(result.problems)
    others = result.other_files
    for skipped in others:
        yield f"{short_path(skipped.path)}: skipped: {skipped.reason}"
    yield (
        f"{counted(result.files, 'file')}: {counted(_post_count(result), 'post')}, "
        f"{len(others)} skipped, {counted(len(result.problems), 'problem')}"
    )


def _post_count(result: LoadResult) -> int:
    """Return the number of posts, listed or hidden, without the pages of sites."""
    posts = len(result.catalogue.posts) + len(result.catalogue.hidden)
    return posts - (len(result.other_files) - len(result.skipped))
