"""Parse JSON Feed, versions 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/.

Any value may have a wrong type. It then counts as missing, and never as an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reader.feeds.errors import FeedError
from reader.feeds.model import Enclosure, Entry, FeedDocument
from reader.feeds.parsing.dates import entry_date
from reader.feeds.parsing.fields import clean_guid, clean_html, clean_language, clean_tag
from reader.feeds.parsing.limits import MAX_ENCLOSURES, MAX_ENTRIES, MAX_TAGS, MAX_TITLE
from reader.feeds.parsing.media import make_enclosure
from reader.feeds.parsing.people import author_name, distinct_names
from reader.feeds.parsing.plain_text import cut, html_of_text
from reader.feeds.parsing.urls import web_url
from reader.text.clean import one_line

_Object = Mapping[str, Any]


def looks_like_json(text: str) -> bool:
    """Return whether a document is JSON rather than XML."""
    return text[:1] in ("{", "[")


def parse_json_feed(text: str, url: str) -> FeedDocument:
    """Parse a JSON Feed.

    Args:
        text: The document, decoded.
        url: Its address, from which relative addresses start.

    Raises:
        FeedError: The document is not JSON, or not a JSON Feed.
    """
    feed = _load(text)
    items = _list(feed, "items")
    authors = _authors(feed)
    language = clean_language(feed.get("language"))
    entries = tuple(
        _entry(item, url, authors, language) for item in items[:MAX_ENTRIES] if _is_item(item)
    )
    faults = []
    if len(items) > MAX_ENTRIES:
        faults.append(f"Only the first {MAX_ENTRIES:,} of {len(items):,} entries were read.")
    return FeedDocument(
        title=_title(feed),
        link=web_url(feed.get("home_page_url"), url),
        language=language,
        entries=entries,
        faults=tuple(faults),
    )


def _load(text: str) -> _Object:
    try:
        # Numbers stay as they are written, because many of them are identifiers.
        feed = json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=str)
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise FeedError(
            f"the document is not valid JSON{where}",
            "Try again later; if it stays like this, tell the author of the site.",
        ) from None
    except RecursionError:
        feed = None
    is_feed = isinstance(feed, dict) and (
        isinstance(feed.get("items"), list) or "jsonfeed.org" in str(feed.get("version", ""))
    )
    if not is_feed:
        raise FeedError(
            "the document is JSON, but not a JSON Feed",
            "Give the address of the site to `broadsheet feed add`, which finds its feed.",
        )
    return dict(feed)


def _is_item(item: object) -> bool:
    return isinstance(item, dict) and bool(item)


def _entry(item: _Object, url: str, authors: tuple[str, ...], language: str) -> Entry:
    link = web_url(item.get("url"), url) or web_url(item.get("external_url"), url)
    published = entry_date(item.get("date_published"))
    updated = entry_date(item.get("date_modified"))
    html = clean_html(item.get("content_html"))
    return Entry(
        guid=clean_guid(item.get("id")),
        title=_title(item),
        link=link,
        published=published or updated,
        updated=updated if updated != published else None,
        authors=_authors(item) or authors,
        tags=distinct_names(map(clean_tag, _list(item, "tags")), MAX_TAGS),
        summary=_html(item.get("summary")),
        content=html or _html(item.get("content_text")),
        base=link or url,
        image=web_url(item.get("image"), url) or web_url(item.get("banner_image"), url),
        enclosures=tuple(_enclosures(item, link or url)),
        language=clean_language(item.get("language")) or language,
    )


def _title(values: _Object) -> str:
    """Return a title, which is plain text; its `<b>` is no tag."""
    value = values.get("title")
    return cut(one_line(value[: 2 * MAX_TITLE]), MAX_TITLE) if isinstance(value, str) else ""


def _html(value: object) -> str:
    return clean_html(html_of_text(value)) if isinstance(value, str) else ""


def _authors(values: _Object) -> tuple[str, ...]:
    """Return the names of `authors` (1.1), else the name of `author` (1.0)."""
    people = [*_list(values, "authors"), values.get("author")]
    return distinct_names(
        author_name(person.get("name") or person.get("url"))
        for person in people
        if isinstance(person, dict)
    )


def _enclosures(item: _Object, base: str) -> Iterator[Enclosure]:
    for each in _list(item, "attachments")[:MAX_ENCLOSURES]:
        if isinstance(each, dict):
            enclosure = make_enclosure(
                web_url(each.get("url"), base), each.get("mime_type"), each.get("size_in_bytes")
            )
            if enclosure is not None:
                yield enclosure


def _list(values: _Object, key: str) -> list[Any]:
    value = values.get(key)
    return value if isinstance(value, list) else []
