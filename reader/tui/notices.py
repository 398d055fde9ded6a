"""What the panes say when there is nothing to list or to read: why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from reader.posts.errors import FolderError
from reader.posts.post import Post
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from reader.library.events import PostsFound

ARTICLE_NOTICE = ("No post chosen", "Enter or l opens the post under the cursor.")

EMPTY_NOTICE = ("",)
"""Where there is no post to choose, which the list explains."""

LOADING_NOTICE = "Reading the folder …"


def notify(app: App[None], text: str, *, is_warning: bool = False) -> None:
    """Show a toast. Its text is cleaned, and never parsed as markup."""
    app.notify(clean_line(text), severity="warning" if is_warning else "information", markup=False)


def publication(folders: Sequence[Path], *, is_sample: bool) -> str:
    """What is open, for the masthead."""
    if is_sample:
        return "Broadsheet · sample posts · open your own with: broadsheet FOLDER"
    return "Broadsheet · " + ", ".join(it.resolve().name or str(it) for it in folders)


def empty_notice(folders: Sequence[Path], hidden: int) -> tuple[str, ...]:
    """For folders without a post to list."""
    names = ", ".join(str(it) for it in folders)
    if hidden:
        drafts = "1 post is" if hidden == 1 else f"{hidden:,} posts are"
        why = f"{drafts} hidden: drafts, or not published yet."
        return ("No post to show", f"In {names}, {why}", "Publish one, then press r to look again.")
    return (
        "No posts here",
        f"{names} holds no Markdown file that begins with front matter or lies in a posts folder.",
        "Put one there and press r, or quit with q and open another folder: broadsheet FOLDER",
    )


def nothing_found_notice(found: PostsFound, posts: int) -> tuple[str, ...]:
    """For a search without a result: what was looked through, and what to try."""
    faults = [f"{fault[:1].upper()}{fault[1:]}." for fault in found.query.errors]
    looked = f"Looked through the titles, names and texts of {posts:,} posts."
    tips = "Try fewer words, or only their beginnings. Esc ends the search."
    return (f"Nothing found for {found.text}", *(faults or [looked]), tips)


def narrowed_notice(category: str, *, only_starred: bool) -> tuple[str, ...]:
    """For a category that has no unread or no starred post."""
    if only_starred:
        return (f"No starred post in {category}", "s stars a post; S lists all posts again.")
    return (f"All of {category} is read", "Full stop lists all posts again; n goes to unread ones.")


def failure_notice(error: FolderError) -> tuple[str, ...]:
    """For a folder that cannot be opened."""
    return (f"{error.path}", f"{error.reason[:1].upper()}{error.reason[1:]}.", error.remedy)


def unreadable_notice(post: Post, reason: str) -> tuple[str, ...]:
    """For a post whose file can no longer be read."""
    return (post.title, f"{post.id}: {reason}", "Press r to read the folder again.")
