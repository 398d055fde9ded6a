"""What is shown while posts are loaded, without posts, and after errors."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual import events

from reader.library import load_job
from reader.posts.loading import loader, watch
from reader.tui.messages import ArticleClicked, QueryTyped
from reader.tui.notices import FooterMessage
from tests.stuck_disk import StuckDisk

from .conftest import Open, write_post


async def test_an_empty_folder_shows_what_a_post_is_and_what_to_do(
    tmp_path: Path, open_reader: Open
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with open_reader(folder, posts=0) as reading:
        shown = reading.text_of("PostList")
        assert "No posts here" in shown
        assert "front matter" in shown
        assert "press r" in shown.replace("\n", " ")
        write_post(folder, "a.md", title="Arrived", day="2026-06-01", categories="local")
        await reading.press("r")
        await reading.until(lambda: reading.highlighted == "Arrived")


async def test_a_folder_without_a_readable_post_shows_why(
    tmp_path: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object) -> None:
        raise PermissionError

    write_post(tmp_path, "a.md", title="A", day="2026-06-01", categories="x")
    monkeypatch.setattr("reader.posts.loading.post_reader.load_file", deny)
    async with open_reader(tmp_path, posts=0) as reading:
        shown = " ".join(reading.text_of("PostList").split())
        assert "No posts here" not in shown
        assert "md: cannot be read: permission denied. Make the file readable" in shown


async def test_a_load_without_a_thread_says_so(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("reader.library.library.Library.load", fail)
    async with open_reader(news, posts=0) as reading:
        await reading.until(lambda: "allows no more threads" in reading.text_of("PostList"))


async def test_a_folder_with_only_drafts_reports_them(tmp_path: Path, open_reader: Open) -> None:
    write_post(tmp_path, "a.md", title="A", day="2026-06-01", categories="x", more="draft: true\n")
    async with open_reader(tmp_path, posts=0) as reading:
        assert "1 post is hidden" in " ".join(reading.text_of("PostList").split())


async def test_a_missing_folder_is_reported_and_can_be_reloaded(
    tmp_path: Path, open_reader: Open
) -> None:
    folder = tmp_path / "gone"
    async with open_reader(folder) as reading:
        await reading.until(lambda: "no such folder" in reading.text_of("PostList"))
        write_post(folder, "a.md", title="Arrived", day="2026-06-01", categories="local")
        await reading.press("r")
        await reading.until(lambda: reading.highlighted == "Arrived")


async def test_a_file_instead_of_a_folder_is_reported(news: Path, open_reader: Open) -> None:
    async with open_reader(news / "alpha.md") as reading:
        await reading.until(lambda: "file, not a folder" in reading.text_of("PostList"))


async def test_posts_and_progress_appear_while_the_folder_is_loaded(
    tmp_path: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(100):
        write_post(
            tmp_path / "news",
            f"{number}.md",
            title=f"Post{number}",
            day="2026-06-01",
            categories="local",
        )
    loading_continues = threading.Event()
    load_in_batches = loader.load_in_batches

    def load_in_two_steps(*args: object, **kwargs: object) -> object:
        batches = load_in_batches(*args, **kwargs)  # type: ignore[arg-type]
        yield next(batches)
        loading_continues.wait()
        yield from batches

    monkeypatch.setattr(load_job, "load_in_batches", load_in_two_steps)
    async with open_reader(tmp_path / "news") as reading:
        try:
            await reading.until(lambda: len(reading.main.catalogue) > 0)
            assert "loading 32 of 100" in reading.text_of("Masthead")
            await reading.press("j", "j")
            before = reading.highlighted
        finally:
            loading_continues.set()
        await reading.loaded(100)
        assert reading.highlighted == before
        assert reading.text_of("Masthead").endswith(" of 100 · 100 unread")


async def test_a_loader_that_fails_leaves_the_app_running(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("an internal error")

    monkeypatch.setattr(load_job, "load_in_batches", fail)
    async with open_reader(news) as reading:
        await reading.until(lambda: "an internal error" in reading.messages)
        await reading.press("question_mark")
        assert reading.screen == "HelpScreen"


async def test_a_missing_file_is_reported_in_the_article_pane(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "watch_folders", lambda *_: iter(()))
    async with open_reader(news, posts=6) as reading:
        (news / "delta.md").unlink()
        await reading.press("j", "j", "j")
        await reading.until(lambda: "it no longer exists" in reading.text_of("ArticlePane"))
        await reading.press("j")
        await reading.until(lambda: reading.article == "epsilon.md")


async def test_problems_are_counted_in_the_footer(news: Path, open_reader: Open) -> None:
    write_post(news, "eta.md", title="Eta", day="2026-02-30", categories="local")
    async with open_reader(news, posts=7) as reading:
        assert reading.text_of("KeyHints").endswith("! 1 problem")


async def test_a_file_that_hangs_is_a_problem_until_it_has_been_read(
    news: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_post(news, "eta.md", title="Eta", day="2026-06-09-10-00-00", categories="local")
    disk = StuckDisk(monkeypatch, "eta.md")
    async with open_reader(news, posts=6) as reading:
        assert reading.text_of("KeyHints").endswith("! 1 problem")
        await reading.press("exclamation_mark")
        assert "eta.md" in reading.text_of("ProblemList")
        await reading.press("escape")
        disk.answer()
        await reading.until(lambda: "Eta" in reading.titles)
        assert "problem" not in reading.text_of("KeyHints")


async def test_the_problem_of_a_draft_opens_the_draft(news: Path, open_reader: Open) -> None:
    write_post(
        news, "eta.md", title="Eta", day="2026-02-30", categories="local", more="draft: true\n"
    )
    async with open_reader(news, posts=6) as reading:
        await reading.press("exclamation_mark", "enter")
        await reading.until(lambda: reading.article == "eta.md")
        assert reading.focused == "ArticlePane"


async def test_without_problems_the_footer_mentions_none(news: Path, open_reader: Open) -> None:
    async with open_reader(news, posts=6) as reading:
        assert "problem" not in reading.text_of("KeyHints")
        await reading.press("exclamation_mark")
        assert reading.screen == "ProblemsScreen"
        await reading.press("enter")
        assert reading.screen == "MainScreen"


async def test_skipped_files_are_counted_and_listed(news: Path, open_reader: Open) -> None:
    (news / "README.md").write_text("About this folder.\n")
    (news / "guide.rst").write_text("A guide.\n")
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.text_of("KeyHints").endswith("! 2 skipped"))
        await reading.press("exclamation_mark")
        shown = reading.text_of("ProblemList")
        assert "README.md" in shown
        assert "reStructuredText is not supported" in shown
        await reading.press("enter")
        await reading.until(lambda: "not a post" in reading.messages)


async def test_pages_of_a_site_are_counted_as_skipped_and_can_be_opened(
    news: Path, open_reader: Open
) -> None:
    (news / "_config.yml").write_text("title: News\n")
    (news / "_posts").mkdir()
    for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta"):
        (news / f"{name}.md").rename(news / "_posts" / f"{name}.md")
    (news / "404.md").write_text("---\ntitle: Nothing here\n---\nNo such page.\n")
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.text_of("KeyHints").endswith("! 1 skipped"))
        await reading.press("exclamation_mark", "enter")
        await reading.until(lambda: reading.article == "404.md")


async def test_a_folder_of_pages_alone_says_what_was_skipped(
    tmp_path: Path, open_reader: Open
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "README.md").write_text("About this folder.\n")
    async with open_reader(folder) as reading:
        await reading.until(lambda: "1 file was skipped." in reading.text_of("PostList"))


async def test_keys_and_messages_that_arrive_while_the_app_ends_do_nothing(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        for box in reading.main.prompts:
            await box.remove()
        await reading.main.remove()
        assert not await reading.app.run_action("search", reading.main)
        reading.app.footer_messages.add(FooterMessage("Too late"))
        reading.app.exit()


async def test_a_new_size_and_a_click_that_arrive_while_the_app_ends_do_nothing(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        size = reading.app.size
        reading.app.exit()
        reading.main.on_resize(events.Resize(size, size))
        reading.main.post_message(ArticleClicked())
        reading.main.post_message(QueryTyped("news"))
