"""The head of an article: headline, what and when, standfirst, image."""

from __future__ import annotations

from datetime import date

from reader.article.blocks import FOLLOWING, Block, Paragraph, Rule, Setting, Words
from reader.article.dates import DateForm, date_in_words
from reader.article.inline import Image
from reader.posts.post import Post

_PART = " · "


def head_blocks(post: Post, today: date, form: DateForm = DateForm.BOTH) -> list[Block]:
    """The blocks above a post's body.

    Args:
        post: The post; its text is safe already.
        today: The reader's day, for `6 years ago`.
        form: How much is said of the date.
    """
    blocks: list[Block] = [
        Paragraph(Setting(role="title"), Words(((post.title, None),))),
        Paragraph(Setting(role="dim"), Words(((byline(post, today, form), None),))),
    ]
    if post.description and post.is_description_written:
        standfirst = Setting(gap=0, role="standfirst")
        blocks.append(Paragraph(standfirst, Words(((post.description, None),))))
    if post.image:
        blocks.append(Paragraph(FOLLOWING, Image(post.image)))
    blocks.append(Rule(FOLLOWING, full=True))
    return blocks


def byline(post: Post, today: date, form: DateForm = DateForm.BOTH) -> str:
    """As in `Thu 10 Sep 2020 · 6 years ago · Ann Author · latest, sports · 2 min`."""
    parts = [] if post.date is None else [date_in_words(post.date, today, form)]
    parts += [", ".join(names) for names in (post.authors, post.named_categories) if names]
    return _PART.join([*parts, f"{post.reading_minutes}\N{NO-BREAK SPACE}min"])
