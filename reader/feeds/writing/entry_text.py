"""The text of the post that an entry becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.feeds.model import Enclosure, Entry, Subscription
from reader.feeds.writing.plain_text import description_of, inert_line, plain_text
from reader.feeds.writing.quoting import iso_date, text_with_front_matter
from reader.posts.fields.feed import is_feed_name
from reader.posts.fields.values import unique_names
from reader.posts.path_info import parse_language
from reader.text.clean import clean_text, one_line
from reader.text.dates import PostDate, day_in_words, day_of
from reader.text.urls import encoded_url, url_host

MAX_TAGS = 8
"""Maximum number of tags of a post. Some feeds give dozens of keywords to each entry."""
MAX_AUTHORS = 20
TITLE_WORDS = 8
"""Number of words of the text that make the title of an entry without one."""
MAX_MADE_TITLE = 80
"""Maximum number of characters of such a title, which a script without spaces would exceed."""

_BEFORE_ELLIPSIS = " .,:;–—-"
_AROUND_TAGS = re.compile(r"^[#\s,;]+|[\s,;]+$")


@dataclass(frozen=True, slots=True)
class EntryText:
    """The text of a post, made of an entry and of what was decided about it.

    `str()` returns the whole file: front matter and body.
    """

    entry: Entry
    subscription: Subscription
    body: str
    """The text of the entry as Markdown in which nothing is active."""
    date: PostDate
    """When the entry was published, or first seen."""
    image: str = ""
    """Address of an image in the body, used if the entry names none."""
    published_as: PostDate | None = None
    """The date that the entry gives, if that is not `date`."""
    updated: PostDate | None = None
    """When the entry was last changed; None for what the entry says."""
    is_featured: bool = False
    is_full_text: bool = False
    """Whether the body comes from the page of the entry."""
    layout: Mapping[str, str] = field(default_factory=dict)
    """Keys such as `extends` and `section` that the other posts of the folder begin with."""

    def __str__(self) -> str:
        values = {key: value for key, value in self._values() if value not in ("", (), None)}
        values["guid"] = self.entry.guid
        return text_with_front_matter(values, clean_text(self._body).strip("\n"))

    @property
    def title(self) -> str:
        """The title as it is written; never empty."""
        return inert_line(self.entry.title) or _made_title(self)

    @property
    def _body(self) -> str:
        """The body; the enclosures as links if there is no text, as in many podcasts."""
        if self.body.strip():
            return self.body
        addresses = (encoded_url(enclosure.url) for enclosure in self.entry.enclosures)
        return "\n".join(f"- <{address}>" for address in addresses)

    def _values(self) -> Iterator[tuple[str, object]]:
        """Yield keys and values in the order in which they are written; empty ones are left out."""
        entry = self.entry
        yield from self.layout.items()
        # The reader decodes it in the address of an image, which exports often spell so.
        image = (entry.image or self.image).replace("&amp;", "&")
        yield "image", encoded_url(image)
        yield "title", self.title
        yield "description", description_of(entry.summary, entry.content, self.title)
        yield "date", self.date
        # Always there, because the name of the folder is no category.
        yield "categories", category_names(self.subscription.category)
        yield "featured", True if self.is_featured else None
        yield "authors", _names(name.partition(" <")[0] for name in entry.authors)[:MAX_AUTHORS]
        yield "tags", _names(_AROUND_TAGS.sub("", tag) for tag in entry.tags)[:MAX_TAGS]
        yield "link", encoded_url(entry.link)
        yield "language", parse_language(entry.language)
        yield "updated", self._updated
        yield "published_as", self.published_as
        yield "enclosures", tuple(map(_enclosure_values, entry.enclosures))
        yield "full_text", True if self.is_full_text else None
        yield "feed", feed_name(self.subscription)

    @property
    def _updated(self) -> PostDate | None:
        """The last change, if it is later than the date of the post."""
        updated = self.updated or self.entry.updated
        is_later = updated is not None and _moment(updated) > _moment(self.date)
        return updated if is_later else None


def feed_name(subscription: Subscription) -> str:
    """Return the name of a feed as its posts have it.

    That is its id if the name could be taken for the address of a feed, or for a flag.
    """
    name = inert_line(subscription.name)
    return name if is_feed_name(name) else subscription.id


def _moment(published: PostDate) -> datetime:
    """Return a date as a time for comparing, the same on every machine."""
    return datetime.fromisoformat(iso_date(published)).astimezone(UTC)


def category_names(category: str) -> list[str]:
    """Return the nested categories `Tech/Apple` as `Tech` and `Apple`.

    So the posts of a category include those of the categories in it, and site generators such as
    Hexo and Jekyll take the list for nested categories.
    """
    return list(_names(category.split("/")))


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return unique_names(map(inert_line, texts))


def _enclosure_values(enclosure: Enclosure) -> Mapping[str, object]:
    values = {
        "url": encoded_url(enclosure.url),
        "type": inert_line(enclosure.media_type),
        "length": enclosure.length,
    }
    return {key: value for key, value in values.items() if value not in ("", None)}


def _made_title(post: EntryText) -> str:
    """Return a title for an entry without one: its first words, or where and when it appeared."""
    entry = post.entry
    text = plain_text(entry.content or entry.summary)
    title = " ".join(text.split(maxsplit=TITLE_WORDS)[:TITLE_WORDS])[:MAX_MADE_TITLE].rstrip()
    if title:
        return inert_line(title if title == text else f"{title.rstrip(_BEFORE_ELLIPSIS)}…")
    place = url_host(entry.link) or one_line(post.subscription.name)
    return inert_line(f"{place}, {day_in_words(day_of(post.date))}")
