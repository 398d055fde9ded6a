"""The feeds folder: names of posts, and files that are written, replaced and put aside."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.writing.files import (
    TEMPORARY_SUFFIX,
    create_file,
    explained,
    replace_file,
    sync_folder,
)
from reader.feeds.writing.layout_keys import find_layout_keys
from reader.feeds.writing.versions import HIDDEN_FOLDER, VERSIONS_FOLDER, version_name
from reader.feeds.writing.written_posts import WrittenPost, find_written_posts, markdown_files
from reader.private_files import create_private_folder, open_private
from reader.text.slugs import make_slug

POST_SUFFIX = ".md"
MAX_VERSIONS = 5
"""Maximum number of versions of a post that are put aside."""


def _never(path: Path) -> bool:  # noqa: ARG001 - the signature of `is_taken`
    return False


def _now() -> datetime:
    return datetime.now(UTC)


class FeedFolder:
    """The folder that the posts of all feeds are written to.

    A post is `CATEGORY/FEED/YYYY-MM-DD-slug.md`. Nothing outside of the folder is written, even if
    a link in it leads there.

    Args:
        root: The feeds folder. It is created with the first post.
        now: Returns the current time, for the names of versions.
    """

    def __init__(self, root: Path, now: Callable[[], datetime] = _now) -> None:
        self.root = root.absolute()
        self._now = now
        self._names: dict[Path, set[str]] = {}
        self._checked: set[Path] = set()

    def folder_of(self, subscription: Subscription) -> Path:
        """Return the folder of the posts of a feed, which may not exist yet."""
        names = [name for name in subscription.category.split("/") if name.strip()]
        return self.root.joinpath(*map(make_slug, names), make_slug(subscription.id))

    def path_for(
        self,
        subscription: Subscription,
        title: str,
        day: date,
        is_taken: Callable[[Path], bool] = _never,
    ) -> Path:
        """Return a path for a new post, which no other post has; nothing is created.

        Names that file systems may not tell apart count as the same: they differ only in case, or
        in how a letter with an accent is spelled.

        Args:
            subscription: The feed.
            title: Title of the post.
            day: The day that the name begins with.
            is_taken: Whether a path that is free on the disk belongs to another entry, such as one
                whose post the person deleted.

        Raises:
            FeedError: The folder of the feed cannot be listed.
        """
        folder = self.folder_of(subscription)
        names = self._names_in(folder)
        stem = f"{day.isoformat()}-{make_slug(title)}"
        number, name = 1, f"{stem}{POST_SUFFIX}"
        while _name_key(name) in names or is_taken(folder / name):
            number += 1
            name = f"{stem}-{number}{POST_SUFFIX}"
        names.add(_name_key(name))
        return folder / name

    def write(self, path: Path, text: str) -> None:
        """Write a new post. A file that is there is never overwritten.

        Raises:
            FeedError: It cannot be written, or is outside of the feeds folder. Nothing is left of
                it then.
        """
        self._make_folder(path)
        with explained("written", path):
            create_file(path, text)

    def replace(self, path: Path, text: str) -> None:
        """Replace the text of a post in one step.

        Raises:
            FeedError: It cannot be written, is outside of the feeds folder, or is not there.
        """
        self._check_inside(path.parent)
        if os.path.islink(path):  # noqa: PTH114 - the method raises
            remedy = "Put the file itself in its place, or delete the link."
            raise FeedError(f"{path} is a symbolic link, which is not written through", remedy)
        with explained("written", path):
            replace_file(path, text)

    def put_aside(self, path: Path, text: str | None = None) -> Path:
        """Keep a version of a post in a hidden folder, and only the newest of its versions.

        Args:
            path: The post.
            text: A version that does not replace the post; by default, the present content of the
                file, which is about to be replaced.

        Returns:
            The file with the version.

        Raises:
            FeedError: It cannot be read or written.
        """
        is_new = text is not None
        if text is None:
            with explained("read", path):
                text = path.read_text(encoding="utf-8", errors="replace")
        with explained("put aside", path):
            relative = path.parent.relative_to(self.root)
        folder = self.root / HIDDEN_FOLDER / VERSIONS_FOLDER / relative
        # What differs first between the names is the time, so names sort by it.
        prefix = f"{path.stem}."
        kept = folder / version_name(path, self._now(), is_new=is_new)
        self._check_inside(folder)
        with explained("created", folder):
            create_private_folder(folder)
        with explained("written", kept):
            create_file(kept, text, open_private)
            names = sorted(name for name in os.listdir(folder) if name.startswith(prefix))  # noqa: PTH208 - names
            for name in names[:-MAX_VERSIONS]:
                (folder / name).unlink(missing_ok=True)
        return kept

    def delete(self, path: Path) -> None:
        """Delete a post; one that is not there is no error.

        Raises:
            FeedError: It cannot be deleted, or is outside of the feeds folder.
        """
        self._check_inside(path.parent)
        with explained("deleted", path):
            path.unlink(missing_ok=True)

    def sync(self, path: Path | None) -> None:
        """Make the names of the new posts of a feed survive a power failure, once for all of them.

        Their content is left to the system: waiting for the disk after each file takes too long.

        Args:
            path: One of the posts; None if there is none.
        """
        if path is not None:
            sync_folder(path.parent)

    @cached_property
    def layout(self) -> Mapping[str, str]:
        """The keys `extends` and `section` of the other posts in the folder; empty without any."""
        return find_layout_keys(self.root)

    def written_posts(self, paths: Iterable[Path] | None = None) -> Iterator[WrittenPost]:
        """Yield the posts from feeds that are in the folder, in no order.

        Args:
            paths: The files to look at; by default, all.
        """
        return find_written_posts(markdown_files(self.root) if paths is None else paths)

    def _names_in(self, folder: Path) -> set[str]:
        """Return the keys of the names in a folder and of those given out, and remove what a
        fetch that was interrupted has left."""
        names = self._names.get(folder)
        if names is None:
            found: list[str] = []
            if os.path.exists(folder):
                self._check_inside(folder)
                with explained("read", folder):
                    found = os.listdir(folder)  # noqa: PTH208 - names
            for name in found:
                if name.endswith(TEMPORARY_SUFFIX):
                    with explained("cleaned up", folder / name):
                        (folder / name).unlink(missing_ok=True)
            names = self._names[folder] = set(map(_name_key, found))
        return names

    def _make_folder(self, path: Path) -> None:
        """Create the folder of a file, inside of the feeds folder."""
        folder = path.parent
        self._check_inside(folder)
        if not os.path.isdir(folder):
            with explained("created", folder):
                folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)

    def _check_inside(self, folder: Path) -> None:
        """Check once that a folder, with all links followed, is in the feeds folder."""
        if folder in self._checked:
            return
        if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.root)):
            remedy = "Replace the symbolic link by a folder, or open the other folder by itself."
            raise FeedError(f"{folder} is outside of the feeds folder {self.root}", remedy)
        self._checked.add(folder)


def _name_key(name: str) -> str:
    """Return what is equal for names that a file system may take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
