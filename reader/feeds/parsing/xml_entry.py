"""Entries of RSS and Atom: what feedparser makes of an item to an `Entry`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from reader.feeds.model import Entry
from reader.feeds.parsing.dates import entry_date
from reader.feeds.parsing.fields import clean_guid, clean_html, clean_language, clean_tag
from reader.feeds.parsing.limits import MAX_TAGS
from reader.feeds.parsing.media import find_enclosures, find_image, links_of, objects
from reader.feeds.parsing.people import distinct_names
from reader.feeds.parsing.plain_text import has_tags, html_of_text, text_of_title
from reader.feeds.parsing.urls import web_url
from reader.feeds.parsing.xml_people import authors_of

_Object = Mapping[str, Any]

_DATES = ("published", "updated", "created")
_HTML_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What an entry inherits from its feed."""

    url: str
    """Address of the document."""
    is_atom: bool
    authors: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Body:
    """A summary or a content."""

    html: str
    is_plain: bool = False
    """Whether the feed gives it as plain text."""
    base: str = ""
    language: str = ""


def parse_entry(entry: _Object, context: EntryContext) -> Entry:
    """Return an entry.

    Args:
        entry: An entry of feedparser.
        context: What it inherits.
    """
    # feedparser's own dictionaries answer for keys that they do not have.
    entry = dict(entry.items())
    link = _link(entry, context.url)
    summary, content = _bodies(entry)
    dates = [entry_date(entry.get(key), entry.get(f"{key}_parsed")) for key in _DATES]
    published = next(filter(None, dates), None)
    body = content or summary or _Body("")
    return Entry(
        guid=clean_guid(entry.get("id")),
        title=title_of(entry, is_atom=context.is_atom),
        link=link,
        published=published,
        updated=dates[1] if dates[1] != published else None,
        authors=authors_of(entry) or _source_authors(entry) or context.authors,
        tags=_tags(entry),
        summary="" if summary is None else summary.html,
        content="" if content is None else content.html,
        base=web_url(body.base, context.url) or link or context.url,
        image=find_image(entry, (link or context.url, context.url)),
        enclosures=find_enclosures(entry, (link or context.url, context.url)),
        language=clean_language(entry.get("language"))
        or body.language
        or _title_language(entry)
        or context.language,
    )


def title_of(values: _Object, *, is_atom: bool) -> str:
    """Return the title of a feed or an entry of feedparser as one line of plain text."""
    detail = values.get("title_detail")
    kind = str(detail.get("type", "")) if isinstance(detail, Mapping) else ""
    return text_of_title(values.get("title"), kind, is_atom=is_atom)


def _link(entry: _Object, url: str) -> str:
    """Return the address of an entry's page: its link, else a guid that is one."""
    links = links_of(entry, "alternate")
    links.sort(key=lambda link: link.get("type") not in _HTML_TYPES)
    for link in links:
        found = web_url(link.get("href"), url)
        if found:
            return found
    if entry.get("guidislink", True):
        found = web_url(entry.get("id"))
        if found:
            return found
    sources = (web_url(content.get("src"), url) for content in objects(entry.get("content")))
    return next(filter(None, sources), "")


def _title_language(entry: _Object) -> str:
    detail = entry.get("title_detail")
    return clean_language(detail.get("language")) if isinstance(detail, Mapping) else ""


def _source_authors(entry: _Object) -> tuple[str, ...]:
    """Return the authors of the feed from which a feed of several blogs has taken an entry."""
    source = entry.get("source")
    return authors_of(source) if isinstance(source, Mapping) else ()


def _tags(entry: _Object) -> tuple[str, ...]:
    tags = objects(entry.get("tags"))
    return distinct_names(
        (clean_tag(tag.get("label")) or clean_tag(tag.get("term")) for tag in tags), MAX_TAGS
    )


def _bodies(entry: _Object) -> tuple[_Body | None, _Body | None]:
    """Return the summary and the content of an entry.

    Of several contents the longest one that is HTML is taken: podcasts give the same text again as
    itunes:summary. feedparser copies a content to the summary, but not to its details.
    """
    detail = entry.get("summary_detail")
    summary = next(_parse_bodies([detail] if isinstance(detail, Mapping) else []), None)
    contents = list(_parse_bodies(objects(entry.get("content"))))
    rich = [content for content in contents if not content.is_plain]
    content = max(rich or contents, key=lambda body: len(body.html), default=None)
    if summary is not None and content is not None:
        if content.html == summary.html:
            return None, content
        if content.is_plain and len(content.html) <= len(summary.html):
            return summary, None
    return summary, content


def _parse_bodies(details: list[_Object]) -> Iterator[_Body]:
    for detail in details:
        kind, value = str(detail.get("type", "")), detail.get("value")
        if not isinstance(value, str) or not value.strip():
            continue
        language, base = clean_language(detail.get("language")), str(detail.get("base") or "")
        if kind in _HTML_TYPES:
            html = clean_html(_html(value, is_xhtml=kind != "text/html"))
            yield _Body(html, base=base, language=language)
        elif kind.startswith("text/"):
            html = clean_html(html_of_text(value))
            yield _Body(html, is_plain=True, base=base, language=language)


def _html(value: str, *, is_xhtml: bool) -> str:
    """Return the HTML of an element that contains HTML, or is said to."""
    if has_tags(value):
        return value
    text = unescape(value)
    if is_xhtml and has_tags(text):  # the author has escaped the elements that were announced
        return text
    return html_of_text(text) if "\n" in value.strip() else value
