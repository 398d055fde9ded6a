"""Notices: texts that panes show instead of posts, with the reason and what to do; and messages.

The lines of a notice are paragraphs; the first one is its headline.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from reader.exhaustion import exhausted_resource
from reader.posts.errors import FolderError
from reader.posts.facets import VIEWS
from reader.posts.post import PAGE, Post, Problem
from reader.posts.selection import Selection
from reader.text.clean import clean_line
from reader.text.counts import counted
from reader.text.sentences import as_sentence

if TYPE_CHECKING:
    from reader.library.events import PostsFound, WatchFailed
    from reader.posts.catalogue import Catalogue

ARTICLE_NOTICE = ("No post chosen", "Enter or l opens the post under the cursor.")

EMPTY_NOTICE = ("",)
"""For the article pane if there are no posts; the list shows the reason."""

LATER_NOTICE = ("No posts to read later", "Press w on a post to add it.")
"""For the list if the reading queue is empty."""

LOADING_NOTICE = "Loading the folder …"

_NAME = "Broadsheet"
"""Name of the program, as in the masthead."""


@dataclass(frozen=True, slots=True)
class FooterMessage:
    """A message to the person, which the footer shows until the next key."""

    text: str
    """One line. Text of any source becomes one without control characters."""
    is_warning: bool = False
    new_posts: int = 0
    """Number of posts that have arrived, which the line begins with. Such a message takes the place
    of those that nobody has seen yet."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_line(self.text))

    @property
    def line(self) -> str:
        """What is shown."""
        news = counted(self.new_posts, "new post") if self.new_posts else ""
        return " · ".join(filter(None, (news, self.text)))


def notify(app: App[None], text: str, *, is_warning: bool = False) -> None:
    """Show a message in the footer, of any text: `FooterMessage` cleans it."""
    app.notify(text, severity="warning" if is_warning else "information", markup=False)


def publication(folders: Sequence[Path], *, is_sample: bool) -> str:
    """Return the title of the masthead: the names of the open folders.

    The folder of feeds is usually called `Broadsheet` as well; the name is then shown once.
    """
    if is_sample:
        return "Broadsheet · sample posts · open your own with: broadsheet FOLDER"
    names = ", ".join(map(_folder_name, folders))
    return _NAME if names == _NAME else f"{_NAME} · {names}"


def _folder_name(folder: Path) -> str:
    real = os.path.realpath(folder)  # Path.resolve() raises for a loop of symbolic links
    return os.path.basename(real) or real  # noqa: PTH119 - of text


def empty_notice(
    folders: Sequence[Path],
    hidden: Iterable[Post],
    skipped: int,
    problems: Sequence[Problem] = (),
    *,
    has_feeds: bool = False,
) -> tuple[str, ...]:
    """Return the notice for folders without a post to list.

    Args:
        folders: The open folders.
        hidden: The posts in them that are not listed, such as drafts.
        skipped: Number of files in them that are not posts.
        problems: The problems in them.
        has_feeds: Whether there are feeds, whose posts would appear in them.
    """
    names = ", ".join(str(folder) for folder in folders)
    count = sum(post.hidden != PAGE for post in hidden)
    if skipped:
        files = "1 file was skipped." if skipped == 1 else f"{skipped:,} files were skipped."
        reasons = f"{files} Press ! to list them with the reasons."
    else:
        reasons = ""
    if count:
        drafts = "1 post is" if count == 1 else f"{count:,} posts are"
        reason = f"{drafts} hidden: drafts, or not published yet."
        remedy = "Publish one, then press r to reload."
        return tuple(filter(None, ("No post to show", f"In {names}, {reason}", reasons, remedy)))
    if has_feeds:
        return (
            "No posts yet",
            "The posts of your feeds appear here as soon as they are fetched.",
            "r fetches the feeds that are due, E lists them, and + adds another one.",
        )
    if problems:
        first = problems[0]
        what = as_sentence(f"{first.path}: {first.message}")
        others = "Press ! to list all problems." if len(problems) > 1 else ""
        remedy = f"{first.remedy} Then press r to reload."
        return tuple(filter(None, ("No post to show", what, others, remedy)))
    lines = (
        "No posts here",
        f"{names} contains no Markdown file and no other file with front matter.",
        reasons,
        "Put one there and press r, or press + to add a feed.",
        "To open another folder, quit with q and type: broadsheet FOLDER",
    )
    return tuple(filter(None, lines))


def nothing_found_notice(found: PostsFound, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the notice for a search without a result.

    Args:
        found: The empty result.
        catalogue: The posts that were searched.
    """
    errors = list(map(as_sentence, found.query.errors))
    is_about_hidden = found.query.is_about_hidden
    count = len(catalogue.withheld if is_about_hidden else catalogue.posts)
    kind = " hidden" if is_about_hidden else ""
    searched = f"Searched the titles, names and texts of {count:,}{kind} posts."
    tips = "Try fewer words, or only their beginnings. Press Esc to close the search."
    return (f"Nothing found for {found.text}", *(errors or [searched]), tips)


def nothing_selected_notice(selection: Selection) -> tuple[str, ...]:
    """Return the notice for a selection without a post."""
    if len(selection.values) == 1:
        value = selection.values[0]
        reason = (
            f"No post is {value.name.lower()}" if value in VIEWS else f"No post in {value.name}"
        )
        return (reason, "Press 0 to list all posts.")
    return (
        "No post has all of these",
        selection.title,
        "Press Backspace to remove the last one, or 0 to list all posts.",
    )


def narrowed_notice(selected: str, *, only_starred: bool) -> tuple[str, ...]:
    """Return the notice for a selection without unread, or without starred, posts."""
    if only_starred:
        return (f"No starred post in {selected}", "Press s to star a post, or S to list all posts.")
    return (
        f"All of {selected} is read",
        "Press . (full stop) to list all posts, or n to go to the next unread post.",
    )


def failure_notice(error: FolderError) -> tuple[str, ...]:
    """Return the notice for a folder that cannot be opened."""
    return (f"{error.path}", as_sentence(error.reason), error.remedy)


def not_watched(event: WatchFailed) -> str:
    """Return the message that changes on the disk are noticed late or not at all."""
    if event.interval is None:
        how, remedy = "not noticed", "Press r to reload."
    else:
        how, remedy = f"noticed only every {event.interval:.0f} seconds", "Press r to see them now."
    return f"Changes on the disk are {how} ({event.reason}). {remedy}"


def unreadable_folder(error: FolderError, *, is_there: bool) -> str:
    """Return the message that the folder of the posts that are listed cannot be read.

    Args:
        error: What is wrong with the folder.
        is_there: Whether the folder exists.
    """
    what = f"{error.path}: {error.reason}. Its posts stay listed"
    if is_there:
        return f"{what}. {error.remedy}"
    return f"{what}, and are loaded again once the folder is back."


def missing_file(post: Post) -> str:
    """Return the message that the file of the article that is open is missing."""
    what = f"{post.id} is missing"
    return f"{what}. Its article stays open, and is loaded again once the file is back."


def slow_article_notice(post: Post) -> tuple[str, ...]:
    """Return the notice for a post whose article takes long."""
    return (
        post.title,
        f"{post.id} is still being read.",
        "Its disk or network may be slow. Other posts can be opened meanwhile.",
    )


def unreadable_notice(post: Post, reason: str) -> tuple[str, ...]:
    """Return the notice for a post whose file can no longer be read."""
    return (post.title, f"{post.id}: {reason}", "Press r to reload the folder.")


def failed_job(error: BaseException | None) -> str:
    """Return the message that something could not be loaded because of an error."""
    exhausted = exhausted_resource(error)
    reason = f"{exhausted}; close other programs" if exhausted else error
    return f"This could not be loaded: {reason}"
