"""The header of an article: title, byline, description and image."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from rich.style import Style

from reader.article.blocks import (
    GAP_ABOVE,
    Block,
    Margin,
    Paragraph,
    PlainText,
    Rule,
    comparable,
    inline_text,
)
from reader.article.inline import Image
from reader.article.line import Run
from reader.article.palette import Palette
from reader.article.pictures import standalone_images
from reader.posts.links.internal import category_target, feed_target, post_target
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.dates import NO_DATE, DateForm, date_in_words, wall_clock

_SEPARATOR = " · "
NO_TRANSLATIONS: Mapping[str, Post] = MappingProxyType({})
_COMPARED_BLOCKS = 3
"""Blocks at the beginning of a body that may repeat the description."""


def header_blocks(
    post: Post,
    today: date,
    form: DateForm = DateForm.BOTH,
    body: Sequence[Block] = (),
    translations: Mapping[str, Post] = NO_TRANSLATIONS,
) -> list[Block]:
    """Return the blocks above the body of a post.

    Args:
        post: The post, whose text has been cleaned.
        today: The current day, for dates such as `6 years ago`.
        form: How to write the date.
        body: The blocks of the body. A description that the body begins with is left out of the
            header, and so is an image that the body has anywhere.
        translations: The post and then its translations, by language; empty if there are none.
    """
    blocks: list[Block] = [
        Paragraph(Margin(role="title"), PlainText(((post.title, None),))),
        Paragraph(Margin(role="dim"), Byline(post, today, form, tuple(translations.items()))),
    ]
    has_description = post.description and post.is_description_written
    if has_description and not _begins_with(body, post.description):
        margin = Margin(gap=0, role="description")
        blocks.append(Paragraph(margin, PlainText(((post.description, None),))))
    if post.image and post.image not in standalone_images(body).values():
        blocks.append(Paragraph(GAP_ABOVE, Image(post.image)))
    blocks.append(Rule(GAP_ABOVE, full=True))
    return blocks


def _begins_with(body: Sequence[Block], text: str) -> bool:
    """Return whether one of the first blocks is a paragraph that begins with a text.

    A final `…` of the text stands for the rest of the paragraph.
    """
    beginning = comparable(text).rstrip("….")
    return bool(beginning) and any(
        comparable(inline_text(block.text)).startswith(beginning)
        for block in body[:_COMPARED_BLOCKS]
        if isinstance(block, Paragraph)
    )


_Part: TypeAlias = tuple[str, str | None]
"""Text, and the target it links to; None for no link."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Inline text such as `Thu 10 Sep 2020 · 6 years ago · Ann Author · latest, sports · 2 min`.

    Feed and categories are links to their posts, and the other languages to the translations.
    """

    post: Post
    today: date
    form: DateForm = DateForm.BOTH
    translations: tuple[tuple[str, Post], ...] = ()
    """The post and then its translations, each after its language; empty if there are none."""

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        separator: _Part = palette.symbols(_SEPARATOR), None
        parts = [part for item in self._items() for part in (separator, *item)][1:]
        link = base + palette.underline
        return [
            (clean_line(text), base if target is None else link + Style(meta={"href": target}))
            for text, target in parts
        ]

    def estimate(self) -> int:
        return sum(len(text) + len(_SEPARATOR) for item in self._items() for text, _ in item)

    def _items(self) -> list[list[_Part]]:
        """Return dates, authors, feed, categories, reading time and languages, as far as known.

        A hidden post has the reason after the dates. An author who is called like the feed is not
        named.
        """
        post = self.post
        items: list[list[_Part]] = []
        day = NO_DATE if post.date is None else date_in_words(post.date, self.today, self.form)
        items.append([(day, None)])
        if post.updated is not None and wall_clock(post.updated).date() != post.day:
            form = DateForm.ABSOLUTE if self.form is DateForm.BOTH else self.form
            items.append([(f"updated {date_in_words(post.updated, self.today, form)}", None)])
        if post.hidden is not None:
            items.append([(f"hidden: {post.hidden}", None)])
        feed = "" if post.feed is None else post.feed
        if authors := [name for name in post.authors if name.casefold() != feed.casefold()]:
            items.append([(", ".join(authors), None)])
        if feed:
            items.append([(feed, feed_target(feed))])
        if names := post.named_categories:
            items.append(_enumerated((name, category_target(name)) for name in names))
        items.append([(f"{post.reading_minutes}\N{NO-BREAK SPACE}min", None)])
        if self.translations:
            items.append(
                _enumerated(
                    (language, None if other.path == post.path else post_target(other))
                    for language, other in self.translations
                )
            )
        return items


def _enumerated(parts: Iterable[_Part]) -> list[_Part]:
    """Return parts with commas between them."""
    comma: _Part = ", ", None
    return [each for part in parts for each in (comma, part)][1:]
