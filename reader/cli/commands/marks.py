"""`broadsheet marks`: export and import what was read and starred."""

from __future__ import annotations

import json
from pathlib import Path

import click

from reader.cli import output
from reader.posts.errors import ReaderError
from reader.settings import data_folder
from reader.store.marks import MARKS_FILE
from reader.store.marks_file import MarksError
from reader.store.marks_json import Imported, export_marks, import_database, import_marks
from reader.text.counts import counted


@click.command("marks")
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path, readable=False),
    help="Import marks from a file with such JSON, or from another marks.db, such as a backup or a"
    " damaged one; existing marks are kept.",
)
def command(source: Path | None) -> None:
    """Print all marks (read, starred, position in the article) as JSON.

    On another machine, where posts are in other folders, they are recognized by title and date
    when they are opened.
    """
    path = data_folder() / MARKS_FILE
    try:
        if source is None:
            output.write_json(export_marks(path))
        else:
            count, notice = _import(path, source)
            if notice is not None:
                output.report(notice)
            output.write_lines([f"{path}: marks of {counted(count, 'post')} imported."])
    except MarksError as error:
        raise ReaderError(f"{source or path}: {error}.") from error


def _import(path: Path, source: Path) -> Imported:
    content = _load(source)
    if content.startswith(b"SQLite format 3\0"):
        return import_database(path, source)
    return import_marks(path, _parse_json(source, content))


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReaderError(f"{path}: cannot be read ({error.strerror}).") from error


def _parse_json(path: Path, content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ReaderError(f"{path}: this is not JSON ({error}).") from error
