"""`broadsheet marks`: what was read and starred, out as JSON and in again."""

from __future__ import annotations

import json
from pathlib import Path

import click

from reader.cli import output
from reader.posts.errors import ReaderError
from reader.settings import data_folder
from reader.store.marks import MARKS_FILE
from reader.store.marks_file import MarksError
from reader.store.marks_json import export_marks, import_marks


@click.command("marks")
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path),
    help="Take in the marks of such a file; what is marked already stays marked.",
)
def command(source: Path | None) -> None:
    """Print every mark (read, starred, place in the article) as JSON.

    On another machine, posts in other folders are known again by title and date when they are
    opened.
    """
    path = data_folder() / MARKS_FILE
    try:
        if source is None:
            output.write_json(export_marks(path))
        else:
            count = import_marks(path, _read(source))
            posts = "1 post" if count == 1 else f"{count:,} posts"
            output.write_lines([f"{path}: the marks of {posts} were taken in."])
    except MarksError as error:
        raise ReaderError(f"{source or path}: {error}.") from error


def _read(source: Path) -> object:
    try:
        return json.loads(source.read_bytes())
    except OSError as error:
        raise ReaderError(f"{source}: cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise ReaderError(f"{source}: this is not JSON ({error}).") from error
