"""The folders of a command line: which ones they are, and their posts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from reader.cli.output import report
from reader.library.library import Library
from reader.posts.catalogue import LoadResult
from reader.posts.errors import ReaderError
from reader.resources import sample_posts_folder
from reader.settings import SUBSCRIPTIONS_FILE, LoadedSettings, path_from_text
from reader.text.counts import counted

FOLDER = click.Path(path_type=Path, readable=False)
"""The type of a folder argument. The library checks whether the folder can be read, and says why it
cannot."""

POST_DESCRIPTION = (
    "A post is a Markdown file (.md, .markdown, .mkd, .mkdn, .mkdown, .mdown, .mdwn, .mdtxt, "
    ".mdtext, .mdx, .mdoc, .svx, .Rmd, .Rmarkdown or .qmd), or a .txt, .html or .htm file that "
    "begins with front matter or, except for HTML, is in a posts folder. README files and hidden "
    "folders are skipped."
)


def current_settings() -> LoadedSettings:
    """Return the settings that the command line has loaded before it runs a command."""
    loaded = click.get_current_context().find_object(LoadedSettings)
    assert loaded is not None
    return loaded


def configured_folders() -> list[Path]:
    """Return what to open when the command line names no folder.

    It is the feeds folder, if there are feeds in it, and the folders that the settings name.
    """
    settings = current_settings().settings
    folders = [path_from_text(folder) for folder in settings.folders]
    feeds = path_from_text(settings.feeds_folder)
    if not os.path.isfile(feeds / SUBSCRIPTIONS_FILE) or any(
        _lies_in(feeds, each) for each in folders
    ):
        return folders
    # Posts that lie in two of the folders would be listed twice.
    return [feeds, *(folder for folder in folders if not _lies_in(folder, feeds))]


def _lies_in(folder: Path, other: Path) -> bool:
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(other))


def feeds_folder(named: Path | None) -> Path:
    """Return the feeds folder, which may not exist: the named one, else that of the settings.

    Args:
        named: The folder on the command line, if there is one.
    """
    return named or path_from_text(current_settings().settings.feeds_folder)


def folders_to_open(named: Sequence[Path]) -> list[Path]:
    """Return the folders that a command works on, and report problems in the settings.

    Both the problems and a note about the sample posts are written to standard error.

    Args:
        named: The folders on the command line. If there are none, the folders of the settings are
            used, and without those the sample posts.
    """
    for problem in current_settings().problems:
        report(str(problem))
    if named:
        return list(named)
    configured = configured_folders()
    if configured:
        return configured
    report("No folder named: using the sample posts.")
    return [sample_posts_folder()]


def load_posts(library: Library) -> LoadResult:
    """Load the folders of a library, which must contain at least one post.

    Raises:
        ReaderError: A folder cannot be read, or none of them contains a post that can be read.
    """
    result = load_posts_or_problems(library)
    catalogue = result.catalogue
    if not catalogue.posts and not catalogue.hidden:
        first = result.problems[0]
        others = len(result.problems) - 1
        more = f" `broadsheet check` lists {counted(others, 'more problem')}." if others else ""
        raise ReaderError(
            f"{first.path}: {first.message}, and there is no other post. {first.remedy}{more}"
        )
    return result


def load_posts_or_problems(library: Library) -> LoadResult:
    """Load the folders of a library, in which there must be a post or a problem.

    Raises:
        ReaderError: A folder cannot be read, or none of them contains a post.
    """
    result = library.load_all(report_waiting)
    catalogue = result.catalogue
    if not catalogue.posts and not catalogue.hidden and not result.problems:
        names = ", ".join(str(folder) for folder in library.folders)
        raise ReaderError(f"{names}: no posts here. {POST_DESCRIPTION}")
    return result


def report_waiting(path: str) -> None:
    """Name a file or folder that takes some seconds to read."""
    report(f"{path}: still reading it. Check its disk or network; Ctrl+C stops.")
