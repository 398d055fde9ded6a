"""Images on the web: fetched on a key or by a setting, cached, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from reader.web.fetching import fetch_image
from reader.web.limits import Limits
from tests.image_server import allow_loopback, image_server, requested_paths

from .conftest import Open, Reading, write_post
from .keys import keys_of

SHORT = Limits(max_bytes=100_000, max_seconds=1.0, max_idle_seconds=0.5)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a local server, the only one that images may be fetched from."""
    fetch = partial(fetch_image, limits=SHORT, is_allowed=allow_loopback)
    monkeypatch.setattr("reader.web.fetching.fetch_image", fetch)
    with image_server() as address:
        yield address


def write_images(news: Path, server: str, *paths: str, more: str = "") -> None:
    body = "\n\n".join(f"![The quay]({server}{path})" for path in paths)
    write_post(
        news, "quay.md", title="Quay", day="2026-06-20", categories="x", body=body, more=more
    )


async def open_quay(reading: Reading) -> None:
    post = reading.main.catalogue.get("quay.md")
    assert post is not None
    reading.main.navigator.open_post(post)
    await reading.until(lambda: reading.article == "quay.md")


def article(reading: Reading) -> str:
    """Return the text of the article pane on one line."""
    return " ".join(reading.text_of("ArticlePane").split())


@keys_of("view.fetch")
async def test_a_key_fetches_the_images_of_an_article(
    news: Path, tmp_path: Path, open_reader: Open, server: str, key: str
) -> None:
    write_images(news, server, "/good", "/gone", "/private", more=f"image: {server}/near\n")
    cache = tmp_path / "cache"
    async with open_reader(news, posts=7, cache=cache) as reading:
        await open_quay(reading)
        assert "The quay · 127.0.0.1" in article(reading)
        assert "Press I to fetch it from 127.0.0.1" in article(reading)
        assert requested_paths() == []
        await reading.press(key)
        await reading.until(lambda: "the server answered with status 404" in article(reading))
        await reading.until(lambda: "10.0.0.1 is not a public address" in article(reading))
        await reading.until(lambda: "▀▀▀" in article(reading))
        await reading.until(lambda: "/near" in requested_paths())
        assert requested_paths()[:3] == ["/good", "/gone", "/private"]
    # Fetched images come from the cache at the next start.
    async with open_reader(news, posts=7, cache=cache) as reading:
        await open_quay(reading)
        first = len(requested_paths())
        await reading.until(lambda: "▀▀▀" in article(reading))
        assert len(requested_paths()) == first


async def test_with_always_images_are_fetched_without_a_key(
    news: Path, open_reader: Open, server: str
) -> None:
    write_images(news, server, "/good")
    async with open_reader(news, posts=7, config='remote_images = "always"\n') as reading:
        await open_quay(reading)
        await reading.until(lambda: "▀▀▀" in article(reading))
    assert set(requested_paths()) == {"/good"}


async def test_with_never_no_image_is_offered_or_fetched(
    news: Path, open_reader: Open, server: str
) -> None:
    write_images(news, server, "/good")
    async with open_reader(news, posts=7, config='remote_images = "never"\n') as reading:
        await open_quay(reading)
        assert "to fetch it" not in article(reading)
        await reading.press("I")
        assert "never fetched" in reading.messages
    assert requested_paths() == []


async def test_an_article_without_images_to_fetch_is_reported(
    news: Path, open_reader: Open
) -> None:
    async with open_reader(news, posts=6) as reading:
        await reading.until(lambda: reading.article is not None)
        await reading.press("I")
        assert "No article with images on the web is shown" in reading.messages


async def test_a_slow_server_does_not_delay_keys(
    news: Path, open_reader: Open, server: str
) -> None:
    write_images(news, server, "/drip", "/good")
    async with open_reader(news, posts=7) as reading:
        await open_quay(reading)
        await reading.press("I")
        await reading.until(lambda: "Fetching it from 127.0.0.1" in article(reading))
        await reading.press("s")
        await reading.until(lambda: "it took more than" in article(reading))
        await reading.until(lambda: "▀▀▀" in article(reading))


async def test_a_fetched_picture_appears_on_the_front_page(
    news: Path, tmp_path: Path, open_reader: Open, server: str
) -> None:
    more = f"featured: true\nimage: {server}/good\n"
    write_images(news, server, more=more)
    cache = tmp_path / "cache"
    async with open_reader(news, posts=7, cache=cache, has_front=True) as reading:
        await reading.until(lambda: reading.highlighted == "Quay")
        await reading.press("enter")
        await reading.until(lambda: "Press I to fetch it" in article(reading))
        await reading.press("I")
        await reading.until(lambda: "▀▀▀" in article(reading))
        await reading.press("escape")
        await reading.until(lambda: "▀▀▀" in reading.text_of("PostList"))
