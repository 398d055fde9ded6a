"""The head of an article: headline, what and when, standfirst, image."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.article.blocks import (
    FOLLOWING,
    Block,
    Paragraph,
    Rule,
    Setting,
    Words,
    comparable,
    text_of,
)
from reader.article.dates import DateForm, date_in_words
from reader.article.image_blocks import images_of
from reader.article.inline import Image
from reader.posts.post import Post

_PART = " · "
_BEGINNING = 3
"""Blocks of a body that are looked at for what the head would say."""


def head_blocks(
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
        Paragraph(Setting(role="title"), Words(((post.title, None),))),
        Paragraph(Setting(role="dim"), Words(((byline(post, today, form), None),))),
    ]
    if post.description and post.is_description_written and not _says(beginning, post.description):
        standfirst = Setting(gap=0, role="standfirst")
        blocks.append(Paragraph(standfirst, Words(((post.description, None),))))
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


def byline(post: Post, today: date, form: DateForm = DateForm.BOTH) -> str:
    """As in `Thu 10 Sep 2020 · 6 years ago · Ann Author · latest, sports · 2 min`."""
    parts = [] if post.date is None else [date_in_words(post.date, today, form)]
    parts += [", ".join(names) for names in (post.authors, post.named_categories) if names]
    return _PART.join([*parts, f"{post.reading_minutes}\N{NO-BREAK SPACE}min"])
