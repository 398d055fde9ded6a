"""What the file of a post says that a new version of it keeps, and whether its words differ."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.feeds.entries.keys import text_hash
from reader.feeds.writing.subscription_lines import without_subscription
from reader.posts.fields.date_formats import parse_date
from reader.posts.files import load_file
from reader.posts.front_matter import parse_front_matter
from reader.posts.search.searchable import searchable_text
from reader.posts.search.words import split_words
from reader.text.dates import PostDate


@dataclass(frozen=True, slots=True)
class WrittenText:
    """The content of the file of a post."""

    text: str
    """The whole file, with line breaks as they were written."""
    title: str
    guid: str
    link: str
    body: str
    date: PostDate | None
    updated: PostDate | None
    published_as: PostDate | None
    is_full_text: bool
    """Whether the body came from the page of the entry, because the feed has only summaries."""

    @property
    def hash(self) -> str:
        """The hash of the file, as `file_hash` returns it."""
        return file_hash(self.text)

    def has_words_of(self, other: WrittenText) -> bool:
        """Whether two files have the same words, whatever their Markdown looks like."""
        return self._words == other._words

    @property
    def _words(self) -> list[str]:
        return split_words(f"{self.title}\n{searchable_text(self.body)}")


def file_hash(text: str) -> str:
    """Return the hash of the file of a post, by which it is known whether the person edited it.

    The name of the feed and its categories do not count: they change with the subscription.
    """
    return text_hash(without_subscription(text))


def load_written(path: Path) -> WrittenText | None:
    """Return the content of the file of a post; None if it cannot be read."""
    try:
        data = load_file(str(path)).data
    except (OSError, ValueError):
        return None
    # Git and editors may have changed the line breaks, which is no edit.
    return parse_written(data.decode("utf-8", "replace").replace("\r\n", "\n"))


def parse_written(text: str) -> WrittenText:
    """Return the content of the text of a post."""
    front = parse_front_matter(text)

    def value(key: str) -> str:
        found = front.mapping.get(key)
        return found if isinstance(found, str) else ""

    return WrittenText(
        text=text,
        title=value("title"),
        guid=value("guid"),
        link=value("link"),
        body=front.body,
        date=parse_date(value("date")).date,
        updated=parse_date(value("updated")).date,
        published_as=parse_date(value("published_as")).date,
        is_full_text=value("full_text") == "true",
    )
