"""Text that terminals measure differently: borders stay straight and no letter is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cell_screen import CellScreen, narrow_marks, wide_marks

from .real_terminal import Terminal

COLUMNS, ROWS = 120, 30
TITLE = "गाँव की डाकिया बिल्ली"
TEXT = " ".join(
    [
        "सुबह की पहली बस में बिल्ली डाक लेकर आई और किसी ने उसे नहीं देखा।",
        "காலையில் பேருந்தில் பூனை வந்தது. யாரும் அதைப் பார்க்கவில்லை.",
        "မနက်ခင်းဘတ်စ်ကားဖြင့်ကြောင်ရောက်လာသည်။မည်သူမျှမမြင်ခဲ့ပါ။",
        "ឆ្មាបានមកដល់នៅពេលព្រឹកតាមរថយន្តក្រុងគ្មាននរណាម្នាក់បានឃើញវាទេ។",
    ]
)
WIDE, NARROW = "\x1b[2;3R\x1b[?62;c", "\x1b[2;2R\x1b[?62;c"


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("replies", "measure"),
    [(WIDE, wide_marks), (NARROW, narrow_marks), ("", wide_marks), ("", narrow_marks)],
)
def test_an_article_is_whole_between_straight_borders(
    tmp_path: Path, replies: str, measure: Callable[[str], int]
) -> None:
    post = tmp_path / "news" / "cat.md"
    post.parent.mkdir()
    post.write_text(f"---\ntitle: {TITLE}\ndate: 2024-03-02\n---\n{TEXT}\n\nThe end.\n")
    terminal = Terminal(post, columns=COLUMNS, rows=ROWS)
    terminal.until(lambda: b"\x1b[c" in terminal.raw)
    terminal.press(replies)
    terminal.until(lambda: b"The end." in terminal.raw)
    terminal.press("q")
    assert terminal.end() == 0
    screen = CellScreen(COLUMNS, ROWS, measure)
    screen.feed(terminal.raw.decode().partition("\x1b[?1049l")[0])
    frames = [row for row in screen.cells[2 : ROWS - 2] if "│" in row]
    edges = [[column for column, cell in enumerate(row) if cell == "│"] for row in frames]
    assert len(frames) > 20
    assert edges == [edges[0]] * len(frames)
    assert edges[0][-1] == COLUMNS - 1
    article = "".join("".join(row[edges[0][-2] + 1 : -1]) for row in frames)
    assert squeezed(TEXT) in squeezed(article)
    assert squeezed(TITLE) in squeezed(screen.row(1) + screen.row(2))
