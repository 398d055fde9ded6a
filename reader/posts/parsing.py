"""Parse the bytes of one file into a post and its body.

Parsing opens no files and never raises: whatever the bytes are, they give a post, if need be with
problems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.posts.fields.categories import extract_authors, extract_categories, extract_tags
from reader.posts.fields.feed import (
    extract_feed,
    extract_guid,
    extract_named_language,
    literal_description,
    literal_names,
    literal_title,
)
from reader.posts.fields.flags import extract_expiry, extract_featured, extract_hidden
from reader.posts.fields.image import extract_image
from reader.posts.fields.published import extract_published, extract_updated
from reader.posts.fields.source import PostSource
from reader.posts.fields.summary import extract_description
from reader.posts.fields.title import extract_title
from reader.posts.fields.web import (
    extract_aliases,
    extract_enclosures,
    extract_language,
    extract_link,
    extract_page,
    extract_slug,
    extract_translation_key,
)
from reader.posts.front_matter import FrontMatter, parse_front_matter, parse_sidecar
from reader.posts.options import LoadOptions
from reader.posts.path_info import NO_FACTS, PathFacts, PathInfo
from reader.posts.post import UNCATEGORISED, Post, Problem
from reader.posts.site import NO_SITE, Site
from reader.text.clean import clean_text, one_line
from reader.text.dates import PostDate
from reader.text.decode import decode

_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
"""Kana and Han, of which a word has two characters."""
_UNSPACED_LETTERS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]+"
)
"""Alphabets without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, and those of the Tai
languages. Vowel signs and tone marks are characters of their own, so a word has more of them."""
_FIRST_BYTES = bytes((0xE0, 0xE1, *range(0xE3, 0xEB), 0xEF))
"""The bytes that the characters of both begin with in UTF-8. Those of typographic quotation marks
and dashes begin with another one."""
_OTHER_BYTES = bytes(set(range(256)) - set(_FIRST_BYTES))
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
"""Where lines may break, and where not."""

MAX_PROBLEMS = 20
"""Maximum number of problems that are reported individually for one post."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Sidecar(NamedTuple):
    """A file with the front matter of a post, beside the post's own file.

    Nikola calls this a two-file post: https://getnikola.com/handbook.html.
    """

    path: str
    data: bytes


_NONE = (UNCATEGORISED,)


@dataclass(frozen=True, slots=True)
class ParsedPost:
    """A post, its body, and what else the parser found out."""

    post: Post
    body: str
    """Markdown text, safe to show in a terminal."""
    has_front_matter: bool
    expires: PostDate | None = None
    """The time from which the post is hidden, past or future."""


def parse_post(
    data: bytes,
    *,
    path: str,
    post_id: str,
    sidecar: Sidecar | None = None,
    site: Site = NO_SITE,
    facts: PathFacts = NO_FACTS,
    options: LoadOptions | None = None,
) -> ParsedPost:
    """Parse the bytes of a file as a post.

    Args:
        data: Content of the file.
        path: Absolute path of the file.
        post_id: Path relative to the opened folder, separated by `/`.
        sidecar: Front matter beside the file, used if the file has none of its own.
        site: The site that the post belongs to.
        facts: What the other files of the opened folder say about the path.
        options: Options of the load. By default, those of `LoadOptions()`.
    """
    decoded = decode(data)
    text = clean_text(decoded.text)
    front = parse_front_matter(text)
    front_path = path
    if sidecar is not None and front.format is None:
        front = parse_sidecar(decode_file(sidecar.data), front)
        front_path = sidecar.path
    source = PostSource(path, PathInfo(post_id, facts), front, front_path)
    if decoded.problem is not None:
        line = _line_after(decoded.text[: decoded.offset])
        source.report_file(decoded.problem, "Save the file as UTF-8.", line)
    if text is not decoded.text:
        _report_controls(source, decoded.text, front)
    for remark in front.remarks:
        source.report_remark(remark)
    post = _build_post(source, site, options or LoadOptions())
    return ParsedPost(post, front.body, front.format is not None, extract_expiry(source))


def extract_body(data: bytes) -> str:
    """Return the body of a file, as `parse_post` does."""
    return parse_front_matter(decode_file(data)).body


def decode_file(data: bytes) -> str:
    """Decode a whole file, including its front matter, to text that is safe to show."""
    return clean_text(decode(data).text)


def count_words(text: str) -> int:
    """Count the words of a text.

    Words are separated by whitespace. In scripts without spaces, a number of characters counts as a
    word: two in Chinese and Japanese, four in Thai and similar alphabets.
    """
    # Most texts are in no such script. Looking for the bytes takes a tenth of the time that
    # looking for the characters takes.
    if text.isascii() or not text.encode("utf-8", "ignore").translate(None, _OTHER_BYTES):
        return len(text.split())
    words = 0
    for script, length in ((_IDEOGRAPHS, 2), (_UNSPACED_LETTERS, 4)):
        if characters := sum(map(len, script.findall(text))):
            words += characters // length
            text = _INVISIBLE.sub("", script.sub(" ", text))
    return words + len(text.split())


class _Texts(NamedTuple):
    """The fields that are plain text in a post from a feed, and Markdown in any other."""

    title: str
    description: str
    is_description_written: bool
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    featured: bool
    language: str | None


def _build_post(source: PostSource, site: Site, options: LoadOptions) -> Post:
    zone = site.time_zone if options.use_site_time_zone else None
    feed = extract_feed(source)
    texts = _extract_texts(source) if feed is None else _extract_literal_texts(source)
    page = extract_page(source)
    published = extract_published(source, zone)
    return Post(
        id=one_line(source.path_info.relative),
        path=source.path,
        slug=extract_slug(source),
        date=published,
        hidden=extract_hidden(source, options),
        image=extract_image(source),
        link=extract_link(source, page, site.address),
        page=page,
        aliases=extract_aliases(source),
        translation_key=extract_translation_key(source),
        updated=extract_updated(source, published, zone),
        enclosures=extract_enclosures(source),
        feed=feed,
        guid=None if feed is None else extract_guid(source),
        words=count_words(source.body),
        problems=_first_problems(source.problems),
        **texts._asdict(),
    )


def _extract_texts(source: PostSource) -> _Texts:
    description, is_description_written = extract_description(source)
    categories = extract_categories(source)
    tags = extract_tags(source)
    return _Texts(
        title=_title(source, extract_title(source)),
        description=description,
        is_description_written=is_description_written,
        categories=categories,
        tags=tags,
        authors=extract_authors(source),
        featured=extract_featured(source, (*categories, *tags)),
        language=extract_language(source),
    )


def _extract_literal_texts(source: PostSource) -> _Texts:
    written = literal_description(source)
    categories, tags, authors = (
        literal_names(source, field) for field in ("categories", "tags", "authors")
    )
    return _Texts(
        title=_title(source, literal_title(source) or extract_title(source)),
        description=written or extract_description(source)[0],
        is_description_written=bool(written),
        categories=extract_categories(source) if categories is None else categories or _NONE,
        tags=extract_tags(source) if tags is None else tags,
        authors=extract_authors(source) if authors is None else authors,
        featured=extract_featured(source, ()),
        language=extract_named_language(source),
    )


def _title(source: PostSource, title: str) -> str:
    """Return the title; that of a conflicted copy ends in what tells it from its original."""
    mark = source.path_info.copy_mark
    if mark is None:
        return title
    source.report_file(
        f"by its name, this is a {mark}: the post was changed in two places at once",
        "Compare the copy with the post, and delete it.",
        None,
    )
    return f"{title} ({mark})"


def _first_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems by line; those after the first `MAX_PROBLEMS` become one problem."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    shown, more = ordered[:MAX_PROBLEMS], ordered[MAX_PROBLEMS:]
    if more:
        message = f"there are {len(more)} more problems from this line on"
        remedy = "Fix the problems above first."
        shown.append(replace(more[0], field=None, message=message, remedy=remedy))
    return tuple(shown)


def _report_controls(source: PostSource, decoded: str, front: FrontMatter) -> None:
    """Report a control character in front matter, which YAML and TOML parsers reject.

    See https://yaml.org/spec/1.2.2/#51-character-set.
    """
    if front.format is None:
        return
    found = _CONTROLS.search(decoded)
    line = None if found is None else _line_after(decoded[: found.start()])
    if line is not None and line < front.body_line:
        source.report_file(
            "the front matter contains a control character; it was removed or made visible",
            "Delete the invisible character on this line.",
            line,
        )


def _line_after(before: str) -> int:
    """Return the number of the line that follows a decoded text."""
    return 1 + clean_text(before).count("\n")
