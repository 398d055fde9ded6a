"""`broadsheet fetch`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from reader.feeds.fetching.lock import LOCK_FILE, held_lock, lock_note
from reader.feeds.fetching.workers import MIN_NEW_FEEDS
from reader.feeds.writing.versions import HIDDEN_FOLDER
from reader.settings import data_folder
from tests.child_python import python_path
from tests.feed_server import FeedServer, document, feed_server, login_page, stall, status
from tests.unit.cli.conftest import Broadsheet

ITEM = "<item><guid>{0}</guid><title>{0}</title><description>About {0}.</description></item>"


def rss(*titles: str) -> bytes:
    items = "".join(map(ITEM.format, titles))
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "feeds"


def subscribe(folder: Path, **urls: str) -> None:
    """Write feeds.toml; the names are the ids with a capital."""
    folder.mkdir(exist_ok=True)
    (folder / "feeds.toml").write_text(
        "".join(
            f'[[feed]]\nid = "{id_}"\nname = "{id_.title()}"\nurl = "{url}"\n\n'
            for id_, url in urls.items()
        )
    )


def posts(folder: Path) -> list[str]:
    return sorted(os.fspath(path.relative_to(folder)) for path in folder.rglob("*.md"))


def body(path: Path) -> str:
    """Return a post without its date, which is the time at which it was first seen."""
    return "".join(
        line for line in path.read_text().splitlines(True) if not line.startswith("date:")
    )


def events(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_entries_become_posts(broadsheet: Broadsheet, folder: Path, server: FeedServer) -> None:
    server.answer("/feed", document(rss("Tide", "Moon")))
    subscribe(folder, kottke=server.url("/feed"))

    result = broadsheet("fetch", "--folder", folder)

    assert result.stdout == "Kottke: 2 new\n1 feed: 2 posts written, 0 updated, 0 failed\n"
    assert result.exit_code == 0
    assert [path.rpartition("-")[2] for path in posts(folder)] == ["moon.md", "tide.md"]


def test_a_second_fetch_finds_nothing_due(
    broadsheet: Broadsheet, folder: Path, server: FeedServer
) -> None:
    server.answer("/feed", document(rss("Tide")))
    subscribe(folder, kottke=server.url("/feed"))
    broadsheet("fetch", "--folder", folder)

    result = broadsheet("fetch", "--folder", folder)

    assert result.stdout.startswith("Nothing is due before ")
    assert result.exit_code == 0
    assert server.paths == ["/feed"]
    as_json = broadsheet("fetch", "--json", "--folder", folder)
    assert [event["event"] for event in events(as_json.stdout)] == ["start", "end"]


def test_many_new_feeds_bring_the_same_posts_as_one_by_one(
    broadsheet: Broadsheet, tmp_path: Path
) -> None:
    """Many are parsed and converted in other processes."""
    many, single = tmp_path / "many", tmp_path / "single"
    with ExitStack() as stack:
        urls = {}
        for number in range(MIN_NEW_FEEDS):
            server = stack.enter_context(feed_server())
            server.answer("/feed", document(rss(f"Tide {number}", f"Moon {number}")))
            urls[f"feed{number}"] = server.url("/feed")
        subscribe(many, **urls)
        subscribe(single, **urls)
        result = broadsheet("fetch", "--folder", many)
        for name in urls:
            broadsheet("fetch", name, "--folder", single)

    assert f"{MIN_NEW_FEEDS} feeds: {2 * MIN_NEW_FEEDS} posts written" in result.stdout
    assert posts(many) == posts(single)
    assert len(posts(many)) == 2 * MIN_NEW_FEEDS
    assert sorted(body(path) for path in many.rglob("*.md")) == sorted(
        body(path) for path in single.rglob("*.md")
    )


@pytest.mark.parametrize("words", [["--all"], ["kottke"], ["Kot"]])
def test_a_feed_that_is_not_due_is_fetched_on_request_and_brings_nothing_twice(
    broadsheet: Broadsheet, folder: Path, server: FeedServer, words: list[str]
) -> None:
    server.answer("/feed", document(rss("Tide")), document(rss("Tide", "Moon")))
    subscribe(folder, kottke=server.url("/feed"))
    broadsheet("fetch", "--folder", folder)

    result = broadsheet("fetch", "--folder", folder, *words)

    assert "1 post written" in result.stdout
    assert len(posts(folder)) == 2


def test_json_is_one_event_per_line(
    broadsheet: Broadsheet, folder: Path, server: FeedServer
) -> None:
    server.answer("/feed", document(rss("Tide")))
    subscribe(folder, kottke=server.url("/feed"))

    result = broadsheet("fetch", "--json", "--folder", folder)

    start, post, feed, end = events(result.stdout)
    assert start == {"event": "start", "feeds": 1}
    assert (post["event"], post["title"], post["is_new"]) == ("post", "Tide", True)
    assert Path(str(post["path"])).is_file()
    assert (feed["event"], feed["feed"], feed["new"]) == ("feed", "kottke", 1)
    assert (end["event"], end["feeds"], end["failed"]) == ("end", 1, 0)


def test_what_failed_is_told_with_a_remedy(
    broadsheet: Broadsheet, folder: Path, server: FeedServer
) -> None:
    server.answer("/feed", status(403))
    subscribe(folder, kottke=server.url("/feed"))

    result = broadsheet("fetch", "--folder", folder)

    lines = result.stdout.splitlines()
    assert lines[0] == "Kottke: The server refuses to give out this feed (status 403)."
    assert "`user_agent`" in lines[1]
    assert lines[2].startswith("    Next attempt: after ")
    assert lines[3] == "1 feed: 0 posts written, 0 updated, 1 failed"
    assert result.exit_code == 1


def test_a_login_page_deletes_and_changes_nothing(
    broadsheet: Broadsheet, folder: Path, server: FeedServer
) -> None:
    server.answer("/feed", document(rss("Tide")), login_page())
    subscribe(folder, kottke=server.url("/feed"))
    broadsheet("fetch", "--folder", folder)
    before = posts(folder)

    result = broadsheet("fetch", "kottke", "--folder", folder)

    assert result.exit_code == 1
    assert posts(folder) == before


def test_a_feed_is_not_fetched_within_a_retry_after_even_by_name(
    broadsheet: Broadsheet, folder: Path, server: FeedServer
) -> None:
    server.answer("/feed", status(429, Retry_After="7200"))
    subscribe(folder, kottke=server.url("/feed"))
    broadsheet("fetch", "--folder", folder)

    result = broadsheet("fetch", "kottke", "--folder", folder)

    assert "Kottke: not fetched; its server wants no request before" in result.stdout
    assert server.paths == ["/feed"]


def test_offline_is_no_failure(broadsheet: Broadsheet, folder: Path) -> None:
    with feed_server() as one, feed_server() as two:
        subscribe(folder, one=one.url("/"), two=two.url("/"))

    result = broadsheet("fetch", "--folder", folder)

    assert "seems to be offline" in result.stdout
    assert result.exit_code == 1


def test_a_dry_run_writes_nothing_at_all(
    broadsheet: Broadsheet, folder: Path, server: FeedServer, tmp_path: Path
) -> None:
    server.answer("/feed", document(rss("Tide")))
    subscribe(folder, kottke=server.url("/feed"))
    home = Path(os.environ["HOME"])
    before = sorted(folder.rglob("*")), sorted(home.rglob("*"))

    result = broadsheet("fetch", "--dry-run", "--folder", folder)

    assert "would write " in result.stdout
    assert "1 post would be written" in result.stdout
    assert (sorted(folder.rglob("*")), sorted(home.rglob("*"))) == before


@pytest.mark.parametrize("is_there", [True, False])
def test_without_feeds_the_command_to_add_one_is_named(
    broadsheet: Broadsheet, folder: Path, is_there: bool
) -> None:
    if is_there:
        subscribe(folder)

    result = broadsheet("fetch", "--folder", folder)

    assert "broadsheet feed add" in result.stderr
    assert result.exit_code == 2
    assert result.stdout == ""


def test_an_unknown_feed_is_refused(broadsheet: Broadsheet, folder: Path) -> None:
    subscribe(folder, kottke="https://kottke.example/feed")

    result = broadsheet("fetch", "nobody", "--folder", folder)

    assert "nobody" in result.stderr
    assert result.exit_code == 2


def test_a_broken_feeds_toml_is_refused_with_its_line(broadsheet: Broadsheet, folder: Path) -> None:
    folder.mkdir()
    (folder / "feeds.toml").write_text('[[feed]]\nurl = "https://\n')

    result = broadsheet("fetch", "--folder", folder)

    assert "feeds.toml:" in result.stderr
    assert result.exit_code == 2


def test_a_second_fetch_says_who_is_running(broadsheet: Broadsheet, folder: Path) -> None:
    subscribe(folder, kottke="https://kottke.example/feed")

    note = lock_note(folder, data_folder())
    with held_lock(folder / HIDDEN_FOLDER / LOCK_FILE, note, 0.0):
        result = broadsheet("fetch", "--folder", folder)

    assert f"process {os.getpid()}, since Thu 1 Jan 1970, 00:00" in result.stderr
    assert result.exit_code == 2


def test_a_folder_that_cannot_be_written_to_is_refused(
    broadsheet: Broadsheet, folder: Path
) -> None:
    subscribe(folder, kottke="https://kottke.example/feed")
    (folder / HIDDEN_FOLDER).write_text("a file in the place of a folder")

    result = broadsheet("fetch", "--folder", folder)

    assert "cannot be written to" in result.stderr
    assert result.exit_code == 2


def start(folder: Path, project: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "reader", "fetch", "--folder", folder, *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": python_path(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
def test_an_interrupted_fetch_ends_in_order(
    folder: Path, project: Path, server: FeedServer, number: signal.Signals, code: int
) -> None:
    server.answer("/one", document(rss("Tide")))
    with feed_server() as slow:
        slow.answer("/two", stall)
        subscribe(folder, one=server.url("/one"), two=slow.url("/two"))
        with start(folder, project, "--json") as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(3)]
            process.send_signal(number)
            rest, errors = process.communicate(timeout=30)

    assert [json.loads(line)["event"] for line in lines] == ["start", "post", "feed"]
    assert [event["event"] for event in events(rest.decode())] == ["end"]
    assert errors == b""
    assert process.returncode == code
    assert len(posts(folder)) == 1


def test_a_closed_pipe_ends_a_fetch_quietly(
    folder: Path, project: Path, server: FeedServer
) -> None:
    server.answer("/one", document(rss("Tide")))
    subscribe(folder, one=server.url("/one"))
    with start(folder, project, "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        errors = process.stderr.read()

    assert errors == b""
    assert process.returncode == 141
