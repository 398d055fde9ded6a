"""The head of an article: headline, what and when, standfirst, image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.style import Style

from reader.article.blocks import (
    FOLLOWING,
    Block,
    Margin,
    Paragraph,
    PlainText,
    Rule,
    comparable,
    text_of,
)
from reader.article.inline import Image
from reader.article.line import Run
from reader.article.palette import Palette
from reader.article.pictures import images_of
from reader.posts.links.resolve import category_target
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.dates import DateForm, date_in_words

_PART = " · "
_BEGINNING = 3
"""Blocks of a body that are looked at for what the head would say."""


@dataclass(frozen=True, slots=True)
class Byline:
    """As in `Thu 10 Sep 2020 · 6 years ago · Ann Author · latest, sports · 2 min`; categories lead
    to their lists."""

    post: Post
    today: date
    form: DateForm = DateForm.BOTH

    def _parts(self) -> list[list[tuple[str, str | None]]]:
        """What there is to say, each thing in pieces: their text, and where it leads."""
        post = self.post
        parts: list[list[tuple[str, str | None]]] = []
        if post.date is not None:
            parts.append([(date_in_words(post.date, self.today, self.form), None)])
        if post.authors:
            parts.append([(", ".join(post.authors), None)])
        if names := post.named_categories:
            comma: tuple[str, str | None] = ", ", None
            links = [(name, category_target(name)) for name in names]
            parts.append([it for link in links for it in (comma, link)][1:])
        return [*parts, [(f"{post.reading_minutes}\N{NO-BREAK SPACE}min", None)]]

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        pieces = [it for part in self._parts() for it in ((palette.symbols(_PART), None), *part)][
            1:
        ]
        link = base + palette.underline
        return [
            (clean_line(text), base if target is None else link + Style(meta={"href": target}))
            for text, target in pieces
        ]

    def cells(self) -> int:
        return self.size()

    def size(self) -> int:
        return sum(len(text) + len(_PART) for part in self._parts() for text, _ in part)


def header_blocks(
    post: Post, today: date, form: DateForm = DateForm.BOTH, body: Sequence[Block] = ()
) -> list[Block]:
    """The blocks above a post's body.

    Args:
        post: The post; its text is safe already.
        today: The reader's day, for `6 years ago`.
        form: How much is said of the date.
        body: The blocks that follow. What they begin with is not said twice: a standfirst that is
            the first paragraph, and an image that is the first as well.
    """
    beginning = body[:_BEGINNING]
    blocks: list[Block] = [
        Paragraph(Margin(role="title"), PlainText(((post.title, None),))),
        Paragraph(Margin(role="dim"), Byline(post, today, form)),
    ]
    if post.description and post.is_description_written and not _says(beginning, post.description):
        standfirst = Margin(gap=0, role="description")
        blocks.append(Paragraph(standfirst, PlainText(((post.description, None),))))
    if post.image and post.image not in images_of(beginning).values():
        blocks.append(Paragraph(FOLLOWING, Image(post.image)))
    blocks.append(Rule(FOLLOWING, full=True))
    return blocks


def _says(blocks: Sequence[Block], text: str) -> bool:
    """Whether one of the blocks is a paragraph that begins with a text; `…` stands for its rest."""
    wanted = comparable(text).rstrip("….")
    return bool(wanted) and any(
        comparable(text_of(block.text)).startswith(wanted)
        for block in blocks
        if isinstance(block, Paragraph)
    )
