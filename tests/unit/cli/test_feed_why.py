"""`broadsheet feed why`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.feed_server import document, feed_server
from tests.unit.cli.conftest import Broadsheet
from tests.unit.cli.test_fetch import rss


@pytest.fixture
def folder(tmp_path: Path, broadsheet: Broadsheet) -> Path:
    """A feed with a written, a filtered, a repeated and a deleted entry, which was fetched."""
    folder = tmp_path / "feeds"
    folder.mkdir()
    with feed_server() as server:
        server.answer("/feed", document(rss("Tide", "Sponsored moon", "Tide", "Gone")))
        (folder / "feeds.toml").write_text(
            f'[[feed]]\nid = "kottke"\nname = "Kottke"\nurl = "{server.url("/feed")}"\n'
            'skip = "sponsored"\n'
        )
        broadsheet("fetch", "--folder", folder)
        (gone,) = folder.rglob("*-gone.md")
        gone.unlink()
        broadsheet("fetch", "kottke", "--folder", folder)
    return folder


def test_each_entry_has_its_fate(broadsheet: Broadsheet, folder: Path) -> None:
    result = broadsheet("feed", "why", "kottke", "--folder", folder)

    text = result.stdout
    (tide,) = folder.rglob("*-tide.md")
    assert f"written: Tide\n    {tide}\n" in text
    assert "filtered: Sponsored moon\n    " in text
    assert "sponsored" in text.partition("filtered: Sponsored moon\n")[2].splitlines()[0]
    assert "deleted: Gone\n" in text
    assert text.splitlines()[-1].startswith("4 entries: 1 written, 1 filtered, 1 duplicate, 1 del")
    assert result.exit_code == 0


def test_json_has_one_object_per_entry(broadsheet: Broadsheet, folder: Path) -> None:
    result = broadsheet("feed", "why", "Kot", "--json", "--folder", folder)

    entries = json.loads(result.stdout)
    assert {entry["fate"] for entry in entries} == {"written", "filtered", "duplicate", "deleted"}
    (written,) = (entry for entry in entries if entry["fate"] == "written")
    assert Path(written["path"]).is_file()
    assert written["guid"] == "Tide"


def test_a_feed_that_was_never_fetched_has_no_entries(
    broadsheet: Broadsheet, tmp_path: Path
) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nname = "New"\nurl = "https://new.example/"\n')

    result = broadsheet("feed", "why", "New", "--folder", tmp_path)

    assert result.stdout == "No entry of New is known yet: fetch it first.\n"


def test_an_unknown_feed_is_refused(broadsheet: Broadsheet, tmp_path: Path) -> None:
    result = broadsheet("feed", "why", "nobody", "--folder", tmp_path)

    assert result.exit_code == 2
    assert "nobody" in result.stderr
