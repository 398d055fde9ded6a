"""`broadsheet feed export`: the subscriptions as OPML."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.folders import feeds_folder
from reader.cli.subscriptions import report_problems
from reader.feeds.subscriptions.loading import load_subscriptions
from reader.feeds.subscriptions.opml import format_opml
from reader.posts.errors import ReaderError
from reader.text.counts import counted


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, readable=False))
@options.feeds_folder
def command(file: Path | None, folder: Path | None) -> None:
    """Write the feeds as OPML, which every feed reader imports.

    Categories become folders. Without a FILE it goes to standard output. A FILE that exists is not
    overwritten. The list has names and addresses, but no passwords and headers.
    """
    loaded = load_subscriptions(feeds_folder(folder))
    report_problems(loaded)
    text = format_opml(loaded.subscriptions)
    if file is None:
        output.write_utf8(text)
        return
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise ReaderError(f"{file}: already exists and was not changed.") from error
    except OSError as error:
        raise ReaderError(f"{file}: cannot be written ({error.strerror}).") from error
    output.write_lines([f"{file}: {counted(len(loaded.subscriptions), 'feed')} exported."])
