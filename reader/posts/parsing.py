"""The bytes of one file to a post and its body. Pure: opens nothing and never raises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.posts.fields.categories import extract_authors, extract_categories, extract_tags
from reader.posts.fields.flags import extract_expiry, extract_featured, extract_hidden
from reader.posts.fields.image import extract_image
from reader.posts.fields.published import extract_published
from reader.posts.fields.source import PostSource
from reader.posts.fields.summary import extract_description
from reader.posts.fields.title import extract_title
from reader.posts.fields.web import extract_language, extract_link, extract_page, extract_slug
from reader.posts.front_matter import FrontMatter, parse_front_matter, parse_sidecar
from reader.posts.options import LoadOptions
from reader.posts.path_info import PathInfo
from reader.posts.post import Post, Problem
from reader.posts.site import NO_SITE, Site
from reader.text.clean import clean_text, one_line
from reader.text.dates import PostDate
from reader.text.decode import decode

# Scripts that are written without blanks between their words: Thai to Khmer, kana, ideographs.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)

_MOST_PROBLEMS = 20
"""Problems of one post that are told one by one."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Sidecar(NamedTuple):
    """A file of front matter beside a post's own file."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ParsedPost:
    """A post and what is not kept in it."""

    post: Post
    body: str
    """Safe Markdown text of many lines."""
    has_front_matter: bool
    expires: PostDate | None = None
    """The moment from which it is hidden, past or to come."""


def parse_post(
    data: bytes,
    *,
    path: str,
    post_id: str,
    modified: float | None = None,
    sidecar: Sidecar | None = None,
    site: Site = NO_SITE,
    options: LoadOptions | None = None,
) -> ParsedPost:
    """Read a file's bytes as a post; whatever they are, it is one, if need be with problems.

    Args:
        data: The file's content.
        path: The file's absolute path.
        post_id: Its path below the opened folder, parts joined by `/`.
        modified: When it was last changed, in seconds since 1970: the date of last resort.
        sidecar: The front matter beside the file, which counts if the file has none of its own.
        site: The site that the post belongs to.
        options: Choices of the caller; the defaults if not given.
    """
    decoded = decode(data)
    text = clean_text(decoded.text)
    front = parse_front_matter(text)
    front_path = path
    if sidecar is not None and front.format is None:
        front = parse_sidecar(decode_file(sidecar.data), front)
        front_path = sidecar.path
    source = PostSource(path, PathInfo(post_id), front, modified, front_path)
    if decoded.fault is not None:
        line = _line_after(decoded.text[: decoded.at])
        source.report_file(decoded.fault, "Save the file as UTF-8.", line)
    if text is not decoded.text:
        _report_controls(source, decoded.text, front)
    for remark in front.remarks:
        source.report_remark(remark)
    post = _post_of(source, site, options or LoadOptions())
    return ParsedPost(post, front.body, front.format is not None, extract_expiry(source))


def extract_body(data: bytes) -> str:
    """The body alone, as `parse_post` finds it."""
    return parse_front_matter(decode_file(data)).body


def decode_file(data: bytes) -> str:
    """A whole file as safe text, front matter included."""
    return clean_text(decode(data).text)


def count_words(text: str) -> int:
    """Words between blanks; in scripts without blanks two characters count as a word."""
    if text.isascii():
        return len(text.split())
    unspaced = sum(map(len, _UNSPACED.findall(text)))
    return len((_UNSPACED.sub(" ", text) if unspaced else text).split()) + unspaced // 2


def _post_of(source: PostSource, site: Site, options: LoadOptions) -> Post:
    zone = site.time_zone if options.use_site_time_zone else None
    published, is_date_written = extract_published(source, zone)
    description, is_description_written = extract_description(source)
    categories = extract_categories(source)
    tags = extract_tags(source)
    page = extract_page(source)
    return Post(
        id=one_line(source.path_info.relative),
        path=source.path,
        slug=extract_slug(source),
        title=extract_title(source),
        description=description,
        is_description_written=is_description_written,
        date=published,
        is_date_written=is_date_written,
        categories=categories,
        tags=tags,
        featured=extract_featured(source, (*categories, *tags)),
        hidden=extract_hidden(source, options),
        image=extract_image(source),
        authors=extract_authors(source),
        link=extract_link(source, page, site.address),
        page=page,
        language=extract_language(source),
        words=count_words(source.body),
        problems=_first_problems(source.problems),
    )


def _first_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """By line, and no more than a reader can mend before looking again."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    shown, more = ordered[:_MOST_PROBLEMS], ordered[_MOST_PROBLEMS:]
    if more:
        message = f"there are {len(more)} more problems from this line on"
        remedy = "Fix the problems above first."
        shown.append(replace(more[0], field=None, message=message, remedy=remedy))
    return tuple(shown)


def _report_controls(source: PostSource, decoded: str, front: FrontMatter) -> None:
    """Emit of control characters in front matter, which other programs refuse to read."""
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
    return 1 + clean_text(before).count("\n")
