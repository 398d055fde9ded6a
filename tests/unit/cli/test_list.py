"""`broadsheet list`: rows for people, JSON for programs."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from reader.cli import output
from reader.cli.folders import POST_DESCRIPTION
from reader.library.library import Library
from reader.posts.loading.walk import POST_SUFFIXES
from reader.resources import sample_posts_folder
from tests.stuck_disk import StuckDisk
from tests.unit.cli.conftest import Broadsheet

KEYS = [
    "id",
    "path",
    "slug",
    "title",
    "description",
    "date",
    "categories",
    "tags",
    "featured",
    "hidden",
    "image",
    "authors",
    "link",
    "language",
    "words",
    "problems",
    "translation_key",
    "updated",
    "enclosures",
    "feed",
    "guid",
]


def listed(broadsheet: Broadsheet, *words: object) -> list[dict[str, Any]]:
    result = broadsheet("list", "--json", *words)
    assert result.exit_code == 0
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_json_has_one_object_per_post_newest_first(broadsheet: Broadsheet, posts: Path) -> None:
    moon, tide = listed(broadsheet, posts)

    assert list(tide) == KEYS
    assert tide == {
        "id": "world/tide.md",
        "path": str(posts / "world" / "tide.md"),
        "slug": "tide",
        "title": "The tide comes in",
        "description": "Twice a day.",
        "date": "2024-03-02T11:20:02",
        "categories": ["world", "science"],
        "tags": ["sea"],
        "featured": True,
        "hidden": None,
        "image": "https://example.org/tide.jpg",
        "authors": ["Ada Marsh"],
        "link": None,
        "language": None,
        "words": tide["words"],
        "problems": [],
        "translation_key": None,
        "updated": None,
        "enclosures": [],
        "feed": None,
        "guid": None,
    }
    assert tide["words"] > 10
    assert (moon["date"], moon["featured"], moon["tags"]) == ("2024-05-06", False, [])


def test_json_is_not_escaped_needlessly(broadsheet: Broadsheet, posts: Path) -> None:
    assert "月がとても青い" in broadsheet("list", posts, "--json").stdout


def test_full_adds_the_body(broadsheet: Broadsheet, posts: Path) -> None:
    moon, tide = listed(broadsheet, posts, "--full")

    assert list(moon) == [*KEYS, "body"]
    assert moon["body"].strip() == "The moon did it."
    assert "## What the gauge says\n" in tide["body"]


def test_full_needs_json(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("list", posts, "--full")

    assert result.exit_code == 2
    assert "--full needs --json" in result.stderr


def test_all_adds_hidden_posts_in_order(broadsheet: Broadsheet, posts: Path) -> None:
    found = listed(broadsheet, posts, "--all")

    assert [post["id"] for post in found] == ["draft.md", "moon.md", "world/tide.md"]
    assert found[0]["hidden"] == "draft"


def test_a_post_has_its_problems(broadsheet: Broadsheet, posts: Path) -> None:
    (posts / "odd.md").write_text("---\ntitle: Odd\ndate: 2024-13-45\n---\nText.\n", "utf-8")

    [odd] = [post for post in listed(broadsheet, posts) if post["id"] == "odd.md"]

    assert [problem["line"] for problem in odd["problems"]] == [3]
    assert list(odd["problems"][0]) == ["line", "message"]


def test_a_pipe_gets_columns_separated_by_tabs(broadsheet: Broadsheet, posts: Path) -> None:
    assert broadsheet("list", posts).stdout == (
        "2024-05-06\tscience\t\t月がとても青い\n2024-03-02\tworld, science\t▲\tThe tide comes in\n"
    )


def test_a_limit_says_how_many_posts_there_are(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("list", posts, "--limit", 1)
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == "1 of 2; use --limit 0 for all\n"
    result = broadsheet("list", posts, "--json", "--limit", 1)
    assert len(json.loads(result.stdout)) == 1
    assert result.stderr == "1 of 2; use --limit 0 for all\n"
    for words in (("--limit", 0), ("--limit", 9), ()):
        result = broadsheet("list", posts, *words)
        assert (len(result.stdout.splitlines()), result.stderr) == (2, "")


def test_a_post_without_a_date_says_so(broadsheet: Broadsheet, posts: Path) -> None:
    (posts / "undated.md").write_text("# Some day\n", "utf-8")
    assert broadsheet("list", posts).stdout.splitlines()[-1].startswith("no date\t")
    assert listed(broadsheet, posts)[-1]["date"] is None


def test_the_row_of_a_hidden_post_has_the_reason(broadsheet: Broadsheet, posts: Path) -> None:
    assert "\tNot yet (draft)\n" in broadsheet("list", posts, "--all").stdout


def test_only_hidden_posts_are_an_empty_list_and_no_error(
    broadsheet: Broadsheet, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\ndraft: true\n---\nText.\n", "utf-8")

    assert listed(broadsheet, tmp_path) == []
    assert len(listed(broadsheet, tmp_path, "--all")) == 1


def test_without_a_folder_the_samples_are_listed_with_a_note(broadsheet: Broadsheet) -> None:
    result = broadsheet("list", "--json")

    assert "sample posts" in result.stderr
    assert all(
        Path(post["path"]).is_relative_to(sample_posts_folder())
        for post in json.loads(result.stdout)
    )


@pytest.mark.parametrize("command", ["list", "check"])
def test_an_empty_folder_is_status_2_with_a_description_of_posts(
    broadsheet: Broadsheet, tmp_path: Path, command: str
) -> None:
    result = broadsheet(command, tmp_path)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{tmp_path}: no posts here" in result.stderr
    assert "front matter" in result.stderr


def test_the_description_of_posts_lists_every_suffix() -> None:
    assert set(re.findall(r"\.\w+", POST_DESCRIPTION.lower())) == POST_SUFFIXES


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_file_in_place_of_a_folder_is_status_2(
    broadsheet: Broadsheet, posts: Path, command: str
) -> None:
    result = broadsheet(command, posts / "moon.md")

    assert result.exit_code == 2
    assert str(posts / "moon.md") in result.stderr


def test_a_name_that_is_not_utf_8_is_printed_exactly(broadsheet: Broadsheet, posts: Path) -> None:
    name = os.fsencode(posts) + b"/caf\xe9.md"
    Path(os.fsdecode(name)).write_text("---\ntitle: Latin\n---\nText.\n", "utf-8")

    result = broadsheet("list", posts, "--json")

    assert r"caf\udce9.md" in result.stdout
    assert name in [os.fsencode(post["path"]) for post in json.loads(result.stdout)]


def test_a_post_that_was_deleted_has_no_body_and_a_problem(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = Library([posts]).load_all()
    (posts / "moon.md").unlink()
    monkeypatch.setattr(Library, "load_all", lambda *_: result)

    moon, tide = listed(broadsheet, posts, "--full")

    assert moon["body"] is None
    assert moon["problems"][-1]["line"] is None
    assert tide["body"]


@pytest.mark.parametrize("command", [["list"], ["check"], ["search", "tide"]])
def test_a_file_that_is_waited_for_is_named(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    expected = broadsheet(*command, posts).stdout
    (posts / "world" / "tide.md").touch()
    disk = StuckDisk(monkeypatch, "tide.md")

    def report(message: str) -> None:
        output.report(message)
        disk.answer()

    monkeypatch.setattr("reader.cli.folders.report", report)
    result = broadsheet(*command, posts)
    assert result.stderr.startswith(f"{posts / 'world' / 'tide.md'}: still reading it. ")
    assert result.stdout == expected
