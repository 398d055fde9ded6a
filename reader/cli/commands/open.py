"""`broadsheet [FOLDER|FILE]...`: open the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from reader.cli.folders import FOLDER, configured_folders, current_settings, load_posts
from reader.cli.internal_error import report_internal_error
from reader.cli.unsaved import close_marks
from reader.exhaustion import exhausted_resource
from reader.library.library import Library
from reader.posts.errors import ReaderError
from reader.resources import sample_posts_folder
from reader.runtime import ignore_impossible_sizes, use_frame_rate
from reader.settings import cache_folder, config_file, data_folder, has_choices


@click.command("open")
@click.argument("folders", nargs=-1, type=FOLDER)
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...]) -> None:
    """Open folders in the app; without any, the feeds and the folders of the settings.

    Without those as well, the sample posts are opened.

    For a file, the folder that contains it is opened. The first file is shown at once.
    """
    first_file = next((path.absolute() for path in folders if os.path.isfile(path)), None)
    named = [path.absolute().parent if os.path.isfile(path) else path for path in folders]
    # Two files of the same folder open it once.
    chosen = list(dict.fromkeys(named)) or configured_folders()
    opened = chosen or [sample_posts_folder()]
    is_first = not chosen and not has_choices() and not os.path.exists(config_file())
    library = Library(opened)
    library.check_folders()
    if ctx.find_root().params["plain"] or os.environ.get("TERM") == "dumb":
        ctx.exit(int(not _open_plain(library, first_file)))
    if not has_terminal():
        raise ReaderError(
            "The app needs a terminal. Without one, `broadsheet list` and `broadsheet show` print "
            "the posts."
        )
    use_frame_rate()
    ignore_impossible_sizes()
    # Textual asks standard output for the size of the terminal, which may be a file.
    sys.__stdout__ = sys.__stderr__  # type: ignore[misc]
    # Late, because it loads Textual: a wrong folder is reported without waiting for it, and the
    # frame rate has to be set before.
    from reader.tui.app import ReaderApp

    loaded = current_settings()
    app = ReaderApp(
        opened,
        is_sample=not chosen,
        is_first_start=is_first,
        cache_folder=cache_folder(),
        data_folder=data_folder(),
        loaded=loaded,
        opens=first_file,
        protocol=loaded.settings.image_protocol.protocol,
    )
    app.run()
    app.finish_changes()
    if app.error_stack:
        app.save_after_error()
    is_kept = close_marks(app.session.mark_store)
    if app.error is not None and exhausted_resource(app.error) is not None:
        raise app.error
    if app.error_stack:
        size = (app.size.width, app.size.height)
        ctx.exit(report_internal_error(app.error_stack, app.last_commands, size))
    ctx.exit(app.return_code or int(not is_kept))


def _open_plain(library: Library, first_file: Path | None) -> bool:
    """Run the plain mode. Return whether no mark is lost."""
    # Late, because it loads the layout engine, which the first paint of the app does without.
    from reader.cli.plain import run_plain_mode

    catalogue = load_posts(library).catalogue
    first = None
    if first_file is not None:
        first = catalogue.get_by_path(str(first_file)) or library.load_post(first_file)
    dates = current_settings().settings.dates
    return run_plain_mode(library, catalogue, first, data_folder(), dates)


def has_terminal() -> bool:
    """Return whether the app can read keys (standard input) and draw (standard error)."""
    return sys.stdin.isatty() and sys.stderr.isatty()
