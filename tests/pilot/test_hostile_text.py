"""Text of posts is shown as it is: markup and control characters have no effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Open

HOSTILE = {
    "[@click=app.quit]press me[/]": "[@click",
    "[/b] closed too early": "[/b] clo",
    "[Breaking] news": "[Breaking]",
    "[link=file:///etc/passwd]here[/link]": "[link=file",
    "[red on blue": "[red on",
    "[$primary on $x]": "[$primary",
}
"""Parts of titles to look for, by title."""


@pytest.mark.parametrize(("title", "piece"), HOSTILE.items())
async def test_markup_in_a_title_is_text_everywhere(
    tmp_path: Path, open_reader: Open, title: str, piece: str
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.md").write_text(
        f"---\ntitle: '{title}'\ndescription: '{title}'\ncategories: ['{title}']\n"
        f"date: '{title}'\nlink: https://example.org/[b]\n---\n{title}\n",
        encoding="utf-8",
    )
    # With one category there is nothing to choose from in the sidebar.
    (folder / "b.md").write_text("---\ntitle: zz\ncategories: [zz]\n---\nText\n", "utf-8")
    async with open_reader(folder, posts=2) as reading:
        await reading.until(lambda: piece in reading.text_of("ArticlePane"))
        assert piece in reading.text_of("PostList")
        assert piece in reading.text_of("Sidebar")
        await reading.press("exclamation_mark")
        assert piece in reading.text_of("ProblemList").replace("\n", "")
        await reading.press("escape", "y", "o")
        await reading.press("colon")
        await reading.pilot.press(*piece[:3])
        await reading.until(lambda: any(piece in line for line in reading.palette))
        await reading.press("escape")
        await reading.pilot.click("PostList", offset=(4, 2))
        await reading.pilot.click("ArticlePane", offset=(4, 2))
        assert reading.app.return_code is None


async def test_controls_in_a_file_name_are_not_shown(tmp_path: Path, open_reader: Open) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    name = "a\x1b]0;owned\x07b\u202ec\nd\udcff.md"
    (folder / name).write_text("---\ndate: 2026-02-30\ntags: [a\n---\nBody\n", encoding="utf-8")
    (folder / "z.md").write_text("---\ntags: [b, c]\n---\nText\n", "utf-8")
    async with open_reader(folder, posts=2) as reading:
        await reading.press("y")
        for selector in ("PostList", "ArticlePane", "Sidebar", "Masthead"):
            assert_harmless(reading.text_of(selector))
        assert_harmless(reading.messages)
        assert reading.app.clipboard == str(folder / "a�]0;owned�bc d�.md")
        await reading.press("exclamation_mark")
        assert_harmless(reading.text_of("ProblemList"))


def assert_harmless(text: str) -> None:
    """Assert that a text is not empty and has no control characters."""
    assert text
    assert not {"\x1b", "\x07", "\u202e", "\udcff"} & set(text)
