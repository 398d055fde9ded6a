"""Layout on demand: offsets, anchors and the cache of lines."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from rich.segment import Segment

from reader.article.copying import BlockText, drawn_text
from reader.article.layout import Anchor, ArticleLayout, Heights
from reader.article.line import Line, line_text
from reader.article.palette import Palette

PALETTE = Palette.plain()


@dataclass
class Numbered:
    """A block of a given height that records how often it was laid out."""

    name: int
    height: int
    estimated: int
    calls: list[int] = field(default_factory=list)

    def lay_out(self, width: int, palette: Palette) -> list[Line]:
        self.calls.append(width)
        return [(Segment(f"{self.name}.{line}"),) for line in range(self.height)]

    def estimate(self, width: int) -> int:
        return self.estimated

    def source_text(self, width: int, palette: Palette) -> BlockText:
        return drawn_text(self.lay_out(width, palette))


def texts(lines: list[Line]) -> list[str]:
    return [line_text(line) for line in lines]


def test_only_requested_blocks_are_laid_out() -> None:
    blocks = [Numbered(name, 3, 3) for name in range(100)]
    layout = ArticleLayout(blocks, 40, PALETTE)
    assert layout.height == 300
    assert texts(layout.lines(4, 8)) == ["1.1", "1.2", "2.0", "2.1"]
    assert [block.name for block in blocks if block.calls] == [1, 2]


def test_lines_continue_after_a_block_that_is_shorter_than_estimated() -> None:
    blocks = [Numbered(0, 1, 5), Numbered(1, 0, 2), Numbered(2, 4, 2)]
    layout = ArticleLayout(blocks, 40, PALETTE)
    assert texts(layout.lines(0, 9)) == ["0.0", "2.0", "2.1", "2.2", "2.3"]
    assert layout.height == 5
    assert layout.is_complete


def test_lines_outside_the_article_are_empty() -> None:
    layout = ArticleLayout([Numbered(0, 2, 2)], 40, PALETTE)
    assert layout.line(-1) == layout.line(2) == ()
    assert texts(layout.lines(1, 50)) == ["0.1"]


def test_an_empty_article_has_no_lines() -> None:
    layout = ArticleLayout([], 40, PALETTE)
    assert layout.height == 0
    assert layout.lines(0, 10) == []
    assert layout.offset_of(layout.anchor_at(7)) == 0
    assert layout.is_complete


def test_an_anchor_stays_valid_when_heights_above_are_corrected() -> None:
    blocks = [Numbered(name, 7, 2) for name in range(50)]
    layout = ArticleLayout(blocks, 40, PALETTE)
    anchor = layout.anchor_at(60)
    before = texts(layout.lines(layout.offset_of(anchor), layout.offset_of(anchor) + 3))
    assert layout.lay_out_more(lambda: False)
    offset = layout.offset_of(anchor)
    assert offset == 30 * 7
    assert texts(layout.lines(offset, offset + 3)) == before


def test_an_anchor_is_valid_in_a_layout_of_another_width() -> None:
    wide = ArticleLayout([Numbered(name, 2, 2) for name in range(9)], 80, PALETTE)
    narrow = ArticleLayout([Numbered(name, 5, 5) for name in range(9)], 20, PALETTE)
    assert wide.anchor_at(9) == Anchor(4, 1)
    assert narrow.offset_of(wide.anchor_at(9)) == 21


def test_an_anchor_outside_its_block_is_moved_to_the_last_line() -> None:
    layout = ArticleLayout([Numbered(0, 2, 2), Numbered(1, 3, 3)], 40, PALETTE)
    assert layout.offset_of(Anchor(0, 9)) == 1
    assert layout.offset_of(Anchor(99, 0)) == 2


def test_an_interrupted_layout_continues_where_it_stopped() -> None:
    blocks = [Numbered(name, 1, 1) for name in range(10)]
    layout = ArticleLayout(blocks, 40, PALETTE)
    assert not layout.lay_out_more(lambda: True)
    assert not layout.lay_out_more(lambda: len(blocks[4].calls) > 0)
    assert [len(block.calls) for block in blocks] == [1] * 5 + [0] * 5
    assert layout.lay_out_more(lambda: False)
    assert all(len(block.calls) == 1 for block in blocks)


def test_lines_dropped_from_the_cache_are_laid_out_again() -> None:
    blocks = [Numbered(name, 1_000, 1_000) for name in range(8)]
    layout = ArticleLayout(blocks, 40, PALETTE)
    layout.lay_out_more(lambda: False)
    layout.line(7_999)
    assert len(blocks[7].calls) == 1
    layout.line(0)
    assert len(blocks[0].calls) == 2


def test_heights_find_lines_across_buckets() -> None:
    heights = Heights([0, 2, 1] * 400)
    assert heights.total == 1_200
    assert heights.at(0) == (1, 0)
    assert heights.at(1_199) == (1_199, 0)
    heights[0] = 5
    assert heights.at(4) == (0, 4)
    assert heights.above(1_199) == 1_204


@pytest.mark.parametrize("line", [-1, 6])
def test_heights_reject_lines_outside_the_range(line: int) -> None:
    with pytest.raises(IndexError):
        Heights([1, 2, 3]).at(line)
