"""The folders of a command line: which they are, and their posts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import reader
from reader.posts.catalogue import LoadResult
from reader.posts.errors import ReaderError
from reader.resources import sample_posts_folder
from reader.settings import LoadedSettings
from reader.text.clean import clean_text

FOLDER = click.Path(path_type=Path)
"""The type of a folder argument. Whether it can be read is for the loader to say."""

WHAT_COUNTS = (
    "A post is a .md, .markdown, .mkd, .mkdn, .mdown, .mdx, .Rmd, .txt, .html or .htm file that "
    "begins with front matter or, HTML aside, lies in a posts folder. README files and hidden "
    "folders are passed over."
)


def settings_here() -> LoadedSettings:
    """The reader's settings, which the command line has read before any command."""
    loaded = click.get_current_context().find_object(LoadedSettings)
    assert loaded is not None
    return loaded


def configured_folders() -> list[Path]:
    """What the reader's settings say is to be opened where no folder is named."""
    return [Path(it).expanduser() for it in settings_here().settings.folders]


def chosen_or_samples(folders: Sequence[Path]) -> list[Path]:
    """The folders; where none is named those of the settings, else the sample posts. Standard
    error is told which, and what of the settings cannot be used."""
    for complaint in settings_here().problems:
        click.echo(clean_text(str(complaint)), err=True)
    if folders:
        return list(folders)
    configured = configured_folders()
    if configured:
        return configured
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
