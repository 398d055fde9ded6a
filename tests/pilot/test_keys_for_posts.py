"""The keys that act on a post: browser, clipboard, editor, front matter."""

from __future__ import annotations

import stat
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from reader.tui.app import ReaderApp
from reader.tui.panes import Pane

from .conftest import Open, Reading
from .keys import enter, in_each_pane, keys_of


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that changes the title of the post."""
    script = tmp_path / "an editor"
    script.write_text("#!/bin/sh\nsed -i 's/^title: .*/title: Edited/' \"$2\"\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", f"'{script}' --wait")
    return script


@pytest.fixture(autouse=True)
def suspendable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app under test be suspended, although it has no terminal."""
    monkeypatch.setattr(ReaderApp, "suspend", lambda app: nullcontext())


@keys_of("post.browse")
async def test_the_link_opens_in_the_browser(
    news: Path, open_reader: Open, opened: list[str], key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press(key)
        assert opened == ["https://example.org/alpha"]
        assert "Opening https://example.org/alpha" in reading.messages


async def test_a_text_browser_gets_the_terminal(
    news: Path, open_reader: Open, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    @contextmanager
    def suspend(app: ReaderApp) -> Iterator[None]:
        calls.append(len(opened))
        yield
        calls.append(len(opened))

    monkeypatch.setattr(ReaderApp, "suspend", suspend)
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    async with open_reader(news, posts=6) as reading:
        await reading.press("o")
        assert calls == [0, 1]


async def test_a_post_without_a_link_is_reported(
    news: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", "o")
        assert opened == []
        assert "has no link" in reading.messages


@keys_of("post.copy_link")
async def test_the_link_is_copied_or_else_the_path(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press(key)
        assert reading.app.clipboard == "https://example.org/alpha"
        await reading.press("j", key)
        assert reading.app.clipboard == str(news / "beta.md")
        assert str(news / "beta.md") in reading.messages


@keys_of("post.copy_source")
async def test_the_markdown_is_copied(news: Path, open_reader: Open, key: str) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", key)
        assert reading.app.clipboard == (news / "beta.md").read_text("utf-8")
        (news / "beta.md").unlink()
        await reading.press(key)
        assert "it no longer exists" in reading.messages


@keys_of("post.edit")
async def test_the_editor_opens_and_its_changes_are_loaded(
    news: Path, open_reader: Open, editor: Path, key: str
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.press("j", key)
        await reading.until(lambda: reading.highlighted == "Edited")
        assert "title: Edited" in (news / "beta.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (None, "No editor is set"),
        ("/nowhere/editor", "failed"),
        ("false", "status 1"),
        ("'", "No closing quotation"),
    ],
)
async def test_a_missing_or_failing_editor_is_reported(
    news: Path,
    open_reader: Open,
    monkeypatch: pytest.MonkeyPatch,
    command: str | None,
    message: str,
) -> None:
    if command is not None:
        monkeypatch.setenv("EDITOR", command)
    async with open_reader(news, posts=6) as reading:
        await reading.press("e")
        assert message in reading.messages


async def test_keys_for_posts_do_nothing_without_a_post(
    tmp_path: Path, open_reader: Open, opened: list[str]
) -> None:
    async with open_reader(tmp_path, posts=0) as reading:
        await reading.press("o", "y", "Y", "e", "J", "K", "enter", "z")
        assert opened == []
        assert reading.messages == ""
        await assert_alive(reading)


async def assert_alive(reading: Reading) -> None:
    """Assert that the app still responds to keys."""
    await reading.press("question_mark")
    assert len(reading.app.screen_stack) == 2


@in_each_pane
@keys_of("post.front_matter")
async def test_the_front_matter_is_shown_as_it_is_written(
    news: Path, open_reader: Open, pane: Pane, key: str
) -> None:
    path = news / "alpha.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: Alpha", "title: Alpha # [b]\x1b[31m"), "utf-8")
    async with open_reader(news, posts=6) as reading:
        await enter(reading, pane)
        await reading.press(key)
        assert reading.screen == "FrontMatterScreen"
        await reading.pilot.pause()
        shown = reading.text_of("#lines")
        assert "title: Alpha # [b]" in shown
        assert "featured: true" in shown
        assert "\x1b" not in shown
        assert "word1x1" not in shown
        await reading.press("j", "escape")
        assert reading.screen == "MainScreen"


async def test_missing_front_matter_is_reported(tmp_path: Path, open_reader: Open) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2024-05-06-a.md").write_text("Nothing but text.\n")
    async with open_reader(tmp_path, posts=1) as reading:
        await reading.press("v")
        await reading.pilot.pause()
        assert "no front matter" in reading.text_of("#lines")
