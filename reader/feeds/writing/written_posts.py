"""Find the posts that were written from feeds, by their front matter alone.

Between fetches, a database remembers which entry became which file. If it is lost, it is rebuilt
from the files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reader.posts.fields.date_formats import parse_date
from reader.posts.front_matter import Value, parse_front_matter
from reader.posts.loading.walk import MARKDOWN_SUFFIXES
from reader.text.dates import day_of

MAX_HEAD = 65_536
"""Maximum number of bytes that are read of a file; front matter is much shorter."""
_FIRST_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class WrittenPost:
    """What the front matter of a post says about the entry that it was."""

    path: Path
    feed: str
    """Name of the feed when the post was written."""
    guid: str
    """Guid of the entry, exactly as the feed gave it; empty if it had none."""
    link: str
    title: str
    day: date | None
    """Day of the post, in the time zone that its date is written in."""


def find_written_posts(paths: Iterable[Path]) -> Iterator[WrittenPost]:
    """Yield those of some files that are posts from feeds.

    A file that cannot be read is passed over: it is reported when the folder is opened.
    """
    for path in paths:
        values = load_front_matter(path)
        feed, guid = values.get("feed"), values.get("guid")
        if isinstance(feed, str) and isinstance(guid, str):
            link, title = (_text(values.get(key)) for key in ("link", "title"))
            yield WrittenPost(path, feed, guid, link, title, _day(_text(values.get("date"))))


def markdown_files(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files in a folder, at any depth, without following links."""
    pending = [str(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    elif (
                        os.path.splitext(entry.name)[1].lower() in MARKDOWN_SUFFIXES  # noqa: PTH122 - text
                        and entry.is_file(follow_symlinks=False)
                    ):
                        yield Path(entry.path)
        except OSError:
            continue


def load_front_matter(path: Path) -> dict[str, Value]:
    """Return the front matter of a file, with its texts as they are; empty without any."""
    try:
        with path.open("rb") as file:
            data = file.read(_FIRST_BYTES)
            if b"\n---" not in data:
                data += file.read(MAX_HEAD - len(data))
    except OSError:
        return {}
    return dict(parse_front_matter(data.decode("utf-8", "replace")).mapping)


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    published = parse_date(text).date if text else None
    return None if published is None else day_of(published)
