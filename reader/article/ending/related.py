"""Sections of links to other posts at the end of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import GAP_ABOVE, Block, Margin, Paragraph, Prefix, Rule
from reader.article.line import Run
from reader.article.palette import Palette
from reader.posts.links.internal import post_target
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.dates import day_in_words

_DATE_CELLS = 14
"""Width of a date and the separator before it."""


def related_section(label: str, posts: Sequence[Post]) -> list[Block]:
    """Return blocks that list posts under a label; no blocks for no posts."""
    if not posts:
        return []
    margin = Margin((Prefix("▸ ", None, "list_marker"),), opened=1)
    return [Rule(GAP_ABOVE, label), *(Paragraph(margin, PostLink(post)) for post in posts)]


@dataclass(frozen=True, slots=True)
class PostLink:
    """Inline text: the title of a post as a link to it, and the date."""

    post: Post

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        link = base + palette.link + Style(meta={"href": post_target(self.post)})
        runs = [(clean_line(self.post.title), link)]
        if self.post.date is not None:
            day = day_in_words(self.post.date).replace(" ", "\N{NO-BREAK SPACE}")
            runs.append((f"{palette.symbols(' · ')}{day}", base + palette.dim))
        return runs

    def cells(self) -> int:
        return cell_len(self.post.title) + _DATE_CELLS

    def estimate(self) -> int:
        return len(self.post.title) + _DATE_CELLS
