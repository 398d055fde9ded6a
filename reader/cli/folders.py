"""The folders of a command line: which they are, and their posts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import reader
from reader.posts.catalogue import LoadResult
from reader.posts.errors import ReaderError
from reader.resources import sample_posts_folder

FOLDER = click.Path(path_type=Path)
"""The type of a folder argument. Whether it can be read is for the loader to say."""

WHAT_COUNTS = (
    "A post is a .md, .markdown, .mkd, .mkdn, .mdown, .mdx, .Rmd, .txt, .html or .htm file that "
    "begins with front matter or, HTML aside, lies in a posts folder. README files and hidden "
    "folders are passed over."
)


def chosen_or_samples(folders: Sequence[Path]) -> list[Path]:
    """The folders; where none is named the sample posts, which standard error is told."""
    if folders:
        return list(folders)
    click.echo("No folder named: these are the sample posts.", err=True)
    return [sample_posts_folder()]


def load_posts(folders: Sequence[Path]) -> LoadResult:
    """Read the folders, at least one post.

    Raises:
        ReaderError: A folder cannot be read, or none of them holds a post.
    """
    result = reader.load_catalogue(*folders)
    catalogue = result.catalogue
    if not catalogue.posts and not catalogue.hidden:
        names = ", ".join(str(folder) for folder in folders)
        raise ReaderError(f"{names}: no posts here. {WHAT_COUNTS}")
    return result
