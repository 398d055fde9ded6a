"""The end of an article of which only the beginning is shown."""

from __future__ import annotations

from reader.article.blocks import GAP_ABOVE, Block, Margin, Paragraph, PlainText, Rule
from reader.posts.loading.loaded_body import Cut

_HEADING = "Cut here"


def cut_section(cut: Cut | None) -> list[Block]:
    """Return blocks that say how much of the text is shown; no blocks if all of it is."""
    if cut is None:
        return []
    sentence = (
        f"Only the first {cut.shown} of this text are shown. It has {cut.whole}."
        " Open the file in an editor to read the rest, or split it into several posts."
    )
    return [Rule(GAP_ABOVE, _HEADING), Paragraph(Margin(), PlainText(((sentence, None),)))]
