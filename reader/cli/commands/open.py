"""`broadsheet [FOLDER|FILE]...`: the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from reader.cli.folders import FOLDER, configured_folders, load_posts, settings_here
from reader.posts.errors import ReaderError
from reader.posts.loading.folder_check import check_folder
from reader.resources import sample_posts_folder
from reader.settings import cache_folder, data_folder


@click.command("open")
@click.argument("folders", nargs=-1, type=FOLDER)
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...]) -> None:
    """Open folders in the app; without any, those of the settings, else the sample posts.

    Of a file, the folder that it lies in is opened, and the first file is read at once.
    """
    opens = next((it.absolute() for it in folders if it.is_file()), None)
    around = [it.absolute().parent if it.is_file() else it for it in folders]
    named = list(dict.fromkeys(around)) or configured_folders()
    chosen = named or [sample_posts_folder()]
    for folder in chosen:
        check_folder(folder)
    if ctx.find_root().params["plain"] or os.environ.get("TERM") == "dumb":
        _read_plainly(chosen, opens)
        return
    if not has_terminal():
        raise ReaderError(
            "The reader needs a terminal to open in. Without one, `broadsheet list` and "
            "`broadsheet show` print the posts."
        )
    # Textual reads it when it is imported. At its 60 frames a second an article that is ready waits
    # for the frame after that of the empty pane, which is half of what its opening takes.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # Late, so that a wrong folder is told without waiting for the app's libraries.
    from reader.tui.app import ReaderApp

    loaded = settings_here()
    app = ReaderApp(
        chosen,
        is_sample=not named,
        cache_folder=cache_folder(),
        data_folder=data_folder(),
        loaded=loaded,
        opens=opens,
        protocol=loaded.settings.image_protocol.resolve(os.environ),
    )
    app.run()
    ctx.exit(app.return_code or 0)


def _read_plainly(folders: list[Path], opens: Path | None) -> None:
    from reader.cli.plain import read_plainly  # late: the app needs none of it
    from reader.posts.loading.loader import load_post

    result = load_posts(folders)
    post = None if opens is None else result.catalogue.get_by_path(str(opens)) or load_post(opens)
    dates = settings_here().settings.dates
    read_plainly(result.catalogue, post, data_folder(), dates)


def has_terminal() -> bool:
    """Whether the app can read keys, from standard input, and draw, on standard error."""
    return sys.stdin.isatty() and sys.stderr.isatty()
