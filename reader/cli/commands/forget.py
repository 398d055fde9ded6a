"""`broadsheet forget`: delete what is stored about a folder, or about all."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader.cli.folders import FOLDER
from reader.cli.output import report, write_lines
from reader.library.forgetting import StoredFolders, delete_stored, find_about, find_all
from reader.posts.errors import ReaderError
from reader.settings import cache_folder, data_folder, rescue_folders, state_folder


@click.command("forget")
@click.argument("folder", required=False, type=FOLDER)
@click.option("--all", "is_all", is_flag=True, help="Delete what is stored about all folders.")
@click.option("--yes", "is_confirmed", is_flag=True, help="Do not ask.")
@click.pass_context
def command(ctx: click.Context, folder: Path | None, is_all: bool, is_confirmed: bool) -> None:
    """List and delete what is stored about FOLDER, or about all.

    This is marks, caches, and when posts arrived and feeds were fetched. Posts, feeds.toml,
    config.toml and the commonplace book are yours and are never deleted. Links that you opened and
    images from the web belong to no folder: only --all deletes them. Quit the app first, as it
    saves again what is open in it. Exits with 1 if you answer no.
    """
    if (folder is None) != is_all:
        raise click.UsageError("Name one folder, or use --all for all of them.")
    folders = StoredFolders(data_folder(), state_folder(), cache_folder(), rescue_folders())
    stored = find_all(folders) if folder is None else find_about(folder, folders)
    about = "" if folder is None else f" about {folder}"
    if not stored:
        write_lines([f"Nothing is stored{about}."])
        return
    write_lines(f"{item.path}: {item.what}" for item in stored)
    if not is_confirmed and not sys.stdin.isatty():
        raise ReaderError("Nothing was deleted. Add --yes to delete it without a question.")
    if not is_confirmed and not click.confirm("Delete this for good?", err=True):
        report("Nothing was deleted.")
        ctx.exit(1)
    delete_stored(stored)
    write_lines(["Deleted. No post was touched."])
