"""`broadsheet feed check`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feed_server import FeedServer, document, feed_server, status
from tests.unit.cli.conftest import Broadsheet
from tests.unit.cli.test_fetch import rss


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as server:
        server.answer("/feed", document(rss("Tide", "Sponsored moon", "Tide")))
        yield server


@pytest.fixture
def folder(tmp_path: Path, server: FeedServer) -> Path:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "feeds.toml").write_text(
        f'[[feed]]\nid = "kottke"\nname = "Kottke"\nurl = "{server.url("/feed")}"\n'
        'skip = "sponsored"\n'
    )
    return folder


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_each_entry_says_what_would_become_of_it(broadsheet: Broadsheet, folder: Path) -> None:
    result = broadsheet("feed", "check", "Kot", "--folder", folder)

    lines = result.stdout.splitlines()
    assert lines[0].startswith("Kottke (id kottke): http://127.0.0.1")
    assert any(line.startswith("new: Tide (") for line in lines)
    assert any(line.strip().endswith("-tide.md") for line in lines)
    assert any(line.startswith("filtered: Sponsored moon (") for line in lines)
    assert lines[-1] == (
        "3 entries: 1 would be written, 1 would be left out by a filter, 1 in the feed twice"
    )
    assert result.exit_code == 0
    assert files(folder) == ["feeds.toml"]


def test_entries_that_are_known(broadsheet: Broadsheet, folder: Path) -> None:
    broadsheet("fetch", "--folder", folder)
    before = files(folder)

    result = broadsheet("feed", "check", "kottke", "--folder", folder)

    assert "known: Tide" in result.stdout
    assert "would be written" not in result.stdout
    assert files(folder) == before


def test_json_has_the_texts_of_the_posts(broadsheet: Broadsheet, folder: Path) -> None:
    result = broadsheet("feed", "check", "kottke", "--json", "--folder", folder)

    found = json.loads(result.stdout)
    assert (found["id"], found["name"], found["faults"]) == ("kottke", "Kottke", [])
    assert [entry["fate"] for entry in found["entries"]] == ["new", "filtered", "duplicate"]
    assert found["entries"][0]["text"].startswith("---\n")
    assert found["entries"][0]["guid"] == "Tide"


def test_a_feed_that_nobody_subscribed_to(
    broadsheet: Broadsheet, server: FeedServer, tmp_path: Path
) -> None:
    folder = tmp_path / "none"
    result = broadsheet("feed", "check", server.url("/feed"), "--folder", folder)

    assert "new: Sponsored moon" in result.stdout
    assert "2 would be written" in result.stdout
    assert result.exit_code == 0
    assert not folder.exists()


def test_a_damaged_feed_says_what_is_wrong(
    broadsheet: Broadsheet, server: FeedServer, folder: Path
) -> None:
    server.answer("/feed", document(b"<rss><channel><item><title>R&D</title></item></channel>"))

    result = broadsheet("feed", "check", "kottke", "--folder", folder)

    assert "new: R&D (no date)" in result.stdout
    assert "The document of the feed is not valid (" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("as_json", [True, False])
def test_a_feed_that_cannot_be_fetched(
    broadsheet: Broadsheet, server: FeedServer, folder: Path, as_json: bool
) -> None:
    server.answer("/feed", status(404))

    options = ["--json"] if as_json else []
    result = broadsheet("feed", "check", "kottke", "--folder", folder, *options)

    assert result.exit_code == 1
    if as_json:
        assert set(json.loads(result.stdout)) == {"error", "remedy"}
    else:
        assert "status 404" in result.stderr


def test_an_unknown_name(broadsheet: Broadsheet, folder: Path) -> None:
    result = broadsheet("feed", "check", "unknown", "--folder", folder)
    assert "no feed is called 'unknown'" in result.stderr.lower()
    assert result.exit_code == 1
