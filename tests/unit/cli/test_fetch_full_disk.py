"""`broadsheet fetch` on a disk that becomes full."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from reader.feeds.writing import files
from tests.feed_server import document, feed_server
from tests.unit.cli.conftest import Broadsheet
from tests.unit.cli.test_fetch import posts, rss, subscribe


@pytest.mark.parametrize("room", [0, 1, 2, 5])
def test_what_was_written_is_whole_and_the_next_fetch_writes_the_rest(
    broadsheet: Broadsheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    folder = tmp_path / "feeds"
    write = files._write

    def write_or_fail(path: Path, text: str, opener: files.Opener | None) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            path.write_text(text[: len(text) // 2])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, text, opener)

    with feed_server() as first, feed_server() as second:
        for server, word in ((first, "Tide"), (second, "Moon")):
            server.answer("/feed", document(rss(*(f"{word} {number}" for number in range(3)))))
        subscribe(folder, one=first.url("/feed"), two=second.url("/feed"))
        with monkeypatch.context() as patches:
            patches.setattr(files, "_write", write_or_fail)
            result = broadsheet("fetch", "--folder", folder)
        written = {path: (folder / path).read_text() for path in posts(folder)}
        again = broadsheet("fetch", "--folder", folder)

    assert "No space left on device" in result.stdout
    assert "Make room on the disk" in result.stdout
    assert result.exit_code == 1
    assert again.exit_code == 0
    assert len(posts(folder)) == 6
    assert all((folder / path).read_text() == text for path, text in written.items())
    assert [path for path in folder.rglob(".*") if path.is_file()] == []
