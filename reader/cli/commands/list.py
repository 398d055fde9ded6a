"""`broadsheet list`: the catalogue, for eyes or for programs."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import output
from reader.cli.folders import FOLDER, chosen_or_samples, load_posts
from reader.cli.post_json import post_object, post_object_with_body
from reader.cli.post_table import aligned_lines, tabbed_lines
from reader.posts.post import newest_first


@click.command("list")
@click.argument("folders", nargs=-1, type=FOLDER, metavar="[FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a post.")
@click.option("--full", is_flag=True, help="With --json: each post's body too.")
@click.option("--all", "with_hidden", is_flag=True, help="Drafts and other hidden posts too.")
def command(folders: tuple[Path, ...], as_json: bool, full: bool, with_hidden: bool) -> None:
    """List posts, newest first.

    The columns are date, categories, a star if featured, and title: fitted to a terminal, parted
    by tabs and uncut in a pipe.
    """
    if full and not as_json:
        raise click.UsageError("--full needs --json: a table has no room for bodies.")
    catalogue = load_posts(chosen_or_samples(folders)).catalogue
    posts = catalogue.posts
    if with_hidden:
        posts = tuple(sorted((*posts, *catalogue.hidden), key=newest_first))
    if as_json:
        output.write_json_array(map(post_object_with_body if full else post_object, posts))
    elif output.is_terminal():
        output.write_lines(aligned_lines(posts, output.terminal_width()))
    else:
        output.write_lines(tabbed_lines(posts))
