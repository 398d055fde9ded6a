"""The end of an article: what comes next, and what is about the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import FOLLOWING, Block, Margin, Paragraph, Prefix, Rule
from reader.article.line import Run
from reader.article.palette import Palette
from reader.posts.links.resolve import target_of
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.dates import day_in_words


@dataclass(frozen=True, slots=True)
class PostLink:
    """A headline that leads to its post, and its date."""

    post: Post

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        link = base + palette.link + Style(meta={"href": target_of(self.post)})
        runs = [(clean_line(self.post.title), link)]
        if self.post.date is not None:
            day = day_in_words(self.post.date).replace(" ", "\N{NO-BREAK SPACE}")
            when = f"{palette.symbols(' · ')}{day}"
            runs.append((when, base + palette.dim))
        return runs

    def cells(self) -> int:
        return cell_len(self.post.title) + 14

    def size(self) -> int:
        return len(self.post.title) + 14


def related_section(label: str, posts: Sequence[Post]) -> list[Block]:
    """Posts that a post leads on to, under a label, as blocks below its body; none for no posts."""
    if not posts:
        return []
    setting = Margin((Prefix("▸ ", None, "list_marker"),), opens=1)
    return [Rule(FOLLOWING, label), *(Paragraph(setting, PostLink(post)) for post in posts)]
