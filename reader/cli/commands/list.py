"""`broadsheet list`: the posts as a table or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli import options, output
from reader.cli.folders import FOLDER, folders_to_open, load_posts
from reader.cli.formats import aligned_lines, post_object, post_object_with_body, tabbed_lines
from reader.library.library import Library
from reader.posts.post import newest_first


@click.command("list")
@click.argument("folders", nargs=-1, type=FOLDER, metavar="[FOLDER]...")
@options.posts_as_json
@click.option("--full", is_flag=True, help="With --json: include the bodies of the posts.")
@click.option(
    "--all", "with_hidden", is_flag=True, help="Include hidden posts, and pages of sites."
)
@options.limit(default=0)
def command(
    folders: tuple[Path, ...], as_json: bool, full: bool, with_hidden: bool, limit: int
) -> None:
    """List posts, newest first.

    The columns are date, categories, ▲ for featured posts, and title. On a terminal they are
    aligned and fit its width; in a pipe they are complete and separated by tabs.
    """
    if full and not as_json:
        raise click.UsageError("--full needs --json: a table has no room for bodies.")
    library = Library(folders_to_open(folders))
    catalogue = load_posts(library).catalogue
    posts = catalogue.posts
    if with_hidden:
        posts = tuple(sorted((*posts, *catalogue.hidden), key=newest_first))
    total = len(posts)
    posts = posts[: limit or None]
    if full:
        output.write_json_array(post_object_with_body(post, library) for post in posts)
    elif as_json:
        output.write_json_array(map(post_object, posts))
    elif output.is_terminal():
        output.write_lines(aligned_lines(posts, output.terminal_width()))
    else:
        output.write_lines(tabbed_lines(posts))
    output.report_limit(len(posts), total)
