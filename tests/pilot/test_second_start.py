"""A second start shows the posts of the index, and then those on the disk."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from pathlib import Path

import pytest
from PIL import Image

from reader.library import load_job
from reader.library.library import Library
from reader.posts.loading import loader
from reader.posts.options import LoadOptions
from reader.posts.search.query import parse_query
from reader.store.arrivals import ARRIVALS_FILE
from reader.store.first_screen import first_screen, index_path
from reader.store.search import Order
from reader.tui.controllers.library import LibraryController
from reader.tui.screens.main import MainScreen
from reader.tui.widgets.line_list import LineList

from .conftest import Open, Reading, write_post


@pytest.fixture
def loading_continues(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An event that loading from the disk waits for."""
    event = threading.Event()
    load_in_batches = loader.load_in_batches

    def load_later(*args: object, **kwargs: object) -> object:
        event.wait()
        return load_in_batches(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(load_job, "load_in_batches", load_later)
    return event


async def first_run(open_reader: Open, news: Path, cache: Path) -> None:
    """Open the folder once, until its index is written."""
    async with open_reader(news, posts=6, cache=cache) as reading:
        index = index_path(cache, [news])
        await reading.until(lambda: first_screen(index, LoadOptions()) is not None)


async def test_the_first_frame_shows_the_posts_of_the_index(
    news: Path, open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await first_run(open_reader, news, tmp_path / "cache")
    # Textual paints the first frame before it sends this event, and before any job has run.
    monkeypatch.setattr(LineList, "on_resize", lambda _self, _event: None)
    monkeypatch.setattr(Library, "load", lambda *_: None)
    async with open_reader(news, cache=tmp_path / "cache") as reading:
        assert reading.titles == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
        assert reading.text_of("Sidebar").split()[:3] == ["▌0", "All", "6"]


async def test_what_the_first_paint_does_without_follows_it(
    news: Path, open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await first_run(open_reader, news, tmp_path / "cache")
    steps: list[dict[str, bool]] = []
    loads: list[LibraryController] = []
    load = LibraryController.load

    def record_load(library: LibraryController) -> None:
        loads.append(library)
        load(library)

    monkeypatch.setattr(LibraryController, "load", record_load)
    follow = MainScreen._follow_first_paint

    def record(screen: MainScreen) -> None:
        steps.append(
            {
                "list is painted": bool(screen.post_list.size),
                "late parts": "late" in vars(screen._parts),
                "article pane": screen.article_pane.is_attached,
                "load": bool(loads),
            }
        )

    async def follow_and_record(screen: MainScreen, *, loads: bool) -> None:
        record(screen)
        await follow(screen, loads=loads)
        record(screen)

    monkeypatch.setattr(MainScreen, "_follow_first_paint", follow_and_record)
    # There is no room for the article beside the list.
    async with open_reader(news, posts=6, cache=tmp_path / "cache", size=(80, 24)):
        before, after = steps
    assert [name for name, is_done in before.items() if is_done] == ["list is painted"]
    assert all(after.values())


async def test_the_first_frame_has_the_front_page_that_follows(
    news: Path, open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (60, 40), (200, 30, 60)).save(news / "lead.png")
    for number in range(200):
        write_post(
            news, f"{number}.md", title=f"Post {number}", day=f"2026-05-{number % 28 + 1:02}",
            categories=f"c{number % 3}",
        )  # fmt: skip
    write_post(
        news, "eta.md", title="Eta", day="2026-06-07", categories="c1",
        more="featured: true\nimage: lead.png\n",
    )  # fmt: skip
    cache = tmp_path / "cache"
    size = 110, 40  # without the sidebar, whose width depends on its contents

    def page(reading: Reading) -> list[str]:
        # The room of the picture is reserved before it is loaded.
        return [line.replace("▀", " ").rstrip() for line in reading.text_of("PostList").split("\n")]

    async with open_reader(news, posts=207, cache=cache, has_front=True, size=size) as reading:
        index = index_path(cache, [news])
        await reading.until(lambda: first_screen(index, LoadOptions()) is not None)
        await reading.until(lambda: "▀" in reading.text_of("PostList"))
        complete = page(reading)
    monkeypatch.setattr(Library, "load", lambda *_: None)
    async with open_reader(news, cache=cache, has_front=True, size=size) as reading:
        assert page(reading)[:20] == complete[:20]


async def test_the_first_frame_has_the_posts_that_another_process_found(
    news: Path, open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, data = tmp_path / "cache", tmp_path / "data"
    clock = itertools.count(1_000_000.0).__next__
    async with open_reader(news, posts=6, cache=cache, data=data, clock=clock) as reading:
        await reading.press("q")
    write_post(news, "new.md", title="Fresh", day="2026-06-03", categories="local")
    search = Library([news], cache_folder=cache, arrivals_path=data / ARRIVALS_FILE, clock=clock)
    query = parse_query("in:local")
    assert len(list(search.find(query, Order.NEWEST, {}, lambda *_: None))) == 2
    monkeypatch.setattr(Library, "load", lambda *_: None)
    async with open_reader(news, cache=cache, data=data, clock=clock) as reading:
        assert reading.text_of("PostList").startswith(" New since your last visit")
        assert reading.titles[0] == "Fresh"
        assert len(reading.titles) == 7


async def test_the_list_is_shown_before_anything_is_loaded(
    news: Path, open_reader: Open, tmp_path: Path, loading_continues: threading.Event
) -> None:
    loading_continues.set()
    await first_run(open_reader, news, tmp_path / "cache")
    loading_continues.clear()
    async with open_reader(news, cache=tmp_path / "cache") as reading:
        try:
            assert reading.titles == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
            assert reading.text_of("Sidebar").split()[:2] == ["▌0", "All"]
            await reading.until(lambda: "6/6" in reading.text_of("Sidebar"))
            await reading.until(lambda: "checking 6 posts" in reading.text_of("Masthead"))
            await reading.press("j", "j")
            assert reading.highlighted == "Gamma"
        finally:
            loading_continues.set()
        await reading.loaded(6)
        assert reading.highlighted == "Gamma"


async def test_changes_since_the_first_run_are_shown_and_the_cursor_stays(
    news: Path, open_reader: Open, tmp_path: Path, loading_continues: threading.Event
) -> None:
    loading_continues.set()
    await first_run(open_reader, news, tmp_path / "cache")
    write_post(news, "new.md", title="New", day="2026-06-09-10-00-00", categories="local")
    (news / "zeta.md").unlink()
    loading_continues.clear()
    async with open_reader(news, cache=tmp_path / "cache") as reading:
        try:
            await reading.press("j", "j", "j")
            assert reading.highlighted == "Delta"
        finally:
            loading_continues.set()
        await reading.until(lambda: "New" in reading.titles)
        assert "Zeta" not in reading.titles
        assert reading.highlighted == "Delta"


async def test_a_damaged_index_is_ignored(news: Path, open_reader: Open, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    await first_run(open_reader, news, cache)
    (index,) = cache.glob("*.index")
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE meta SET value = '{' WHERE key = 'first'")
        connection.execute("UPDATE files SET date = 'then'")
    async with open_reader(news, posts=6, cache=cache) as reading:
        assert reading.highlighted == "Alpha"
