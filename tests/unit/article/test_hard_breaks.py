"""Articles whose line breaks are kept, as in Obsidian."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reader.article.document import parse_document
from reader.article.plain import render_text
from reader.library.printing import printed_blocks
from reader.posts.loading.loader import load
from reader.text.dates import DateForm

BODY = """\
Kind: hand
*Made* by: Mole
in 二零
二四

- An item
  goes on
- [x] A task
  goes on

> A quote
> goes on

[The label
of a link](x) and ![the name
of an image](y.png)

<p>HTML goes [on
and on](z)</p>

| a | b |
|---|---|
| c | d |
"""
KEPT = """\
Kind: hand
Made by: Mole
in 二零
二四

• An item
  goes on
☑ A task
  goes on

▎ A quote
▎ goes on

The label
of a link and ▣ the name of an image

HTML goes on and on

a  b
────
c  d"""


def test_line_breaks_in_the_text_of_markdown_are_kept() -> None:
    assert "\n".join(render_text(parse_document(BODY, hard_breaks=True).blocks, 60)) == KEPT


def test_line_breaks_are_spaces_otherwise_and_in_html_files() -> None:
    first_line = next(iter(render_text(parse_document(BODY).blocks, 60)))
    assert first_line == "Kind: hand Made by: Mole in 二零二四"
    (line,) = render_text(parse_document("a\nb", html=True, hard_breaks=True).blocks, 60)
    assert line == "a b"


def test_the_folder_of_a_post_decides(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nOne\ntwo\n", encoding="utf-8")
    (post,) = load([tmp_path]).catalogue.posts
    assert print_body(post) == "One two"
    (tmp_path / ".obsidian").mkdir()
    assert print_body(post) == "One\ntwo"


def print_body(post: object) -> str:
    blocks = printed_blocks(post, date(2024, 1, 1), DateForm.ABSOLUTE)  # type: ignore[arg-type]
    return "\n".join(render_text(blocks, 60)).rpartition("─\n")[2]
