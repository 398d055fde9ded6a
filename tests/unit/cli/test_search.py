"""`broadsheet search`: what is found, and how it is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.settings import data_folder
from reader.store.arrivals import ARRIVALS_FILE, ArrivalStore
from tests.unit.cli.conftest import Broadsheet


def test_results_are_printed_in_columns(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("search", "harbour noon", posts)
    assert result.exit_code == 0
    post_id, title, day, snippet = result.stdout.rstrip("\n").split("\t")
    assert (post_id, title, day) == ("world/tide.md", "The tide comes in", "2024-03-02")
    assert snippet.startswith("The harbour was full by noon.")


def test_nothing_found_exits_with_1_and_says_so(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("search", "nowhere", posts)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "No posts match.\n"
    assert broadsheet("search", "nowhere", posts, "--json").stdout == "[]\n"


def test_a_query_without_a_word_is_reported(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("search", "--", "-", posts)
    assert result.exit_code == 2
    assert "no word to search for" in result.stderr


def test_json_has_the_positions_of_the_words(broadsheet: Broadsheet, posts: Path) -> None:
    (found,) = json.loads(broadsheet("search", "青い", posts, "--json").stdout)
    assert found["id"] == "moon.md"
    assert found["title"] == "月がとても青い"
    assert found["date"] == "2024-05-06"
    (found,) = json.loads(broadsheet("search", "GAUGE", posts, "--json").stdout)
    assert [found["snippet"][start:end] for start, end in found["marks"]] == ["gauge"]


def test_results_are_sorted_by_date_and_limited_on_request(
    broadsheet: Broadsheet, posts: Path
) -> None:
    (posts / "late.md").write_text("---\ntitle: Late\ndate: 2025-01-01\n---\nThe moon.\n", "utf-8")
    found = broadsheet("search", "the", posts, "--newest").stdout.splitlines()
    assert [line.split("\t")[0] for line in found] == ["late.md", "moon.md", "world/tide.md"]
    assert len(broadsheet("search", "the", posts, "--limit", 1).stdout.splitlines()) == 1


def test_a_limit_says_how_many_posts_there_are(broadsheet: Broadsheet, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number}.md").write_text(f"# Harbour {number}\n\nText.\n", "utf-8")
    result = broadsheet("search", "harbour", folder)
    assert len(result.stdout.splitlines()) == 20
    assert result.stderr == "20 of 25; use --limit 0 for all\n"
    result = broadsheet("search", "harbour", folder, "--limit", 0)
    assert (len(result.stdout.splitlines()), result.stderr) == (25, "")
    result = broadsheet("search", "harbour", folder, "--json", "--limit", 3)
    assert len(json.loads(result.stdout)) == 3
    assert result.stderr == "3 of 25; use --limit 0 for all\n"


def test_hidden_posts_are_found_on_request(broadsheet: Broadsheet, posts: Path) -> None:
    (posts / "plan.md").write_text("---\ndraft: true\n---\n# A plan\n\nThe moon.\n", "utf-8")
    assert "plan.md" not in broadsheet("search", "moon", posts).stdout
    for query, names in {
        "is:hidden": ["draft.md", "plan.md"],
        "is:draft moon": ["plan.md"],
        "is:hidden -moon": ["draft.md"],
        "is:draft oo": [],
    }.items():
        found = broadsheet("search", query, posts).stdout.splitlines()
        assert sorted(line.split("\t")[0] for line in found) == names


def test_changed_files_are_indexed_again(broadsheet: Broadsheet, posts: Path) -> None:
    broadsheet("search", "moon", posts)
    (posts / "moon.md").write_text("---\ntitle: Sun\n---\nThe sun did it.\n", "utf-8")
    assert broadsheet("search", "moon", posts).exit_code == 1
    assert broadsheet("search", "sun", posts).exit_code == 0


def test_posts_are_found_without_a_writable_cache(
    broadsheet: Broadsheet, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(posts / "moon.md"))
    assert broadsheet("search", "moon", posts).stdout.startswith("moon.md\t")


def test_a_missing_folder_is_reported(broadsheet: Broadsheet, tmp_path: Path) -> None:
    result = broadsheet("search", "moon", tmp_path / "missing")
    assert result.exit_code == 2
    assert "there is no such folder" in result.stderr


def test_fields_narrow_the_search_and_need_no_words(broadsheet: Broadsheet, posts: Path) -> None:
    def found(query: str) -> list[str]:
        lines = broadsheet("search", query, posts).stdout.splitlines()
        return [line.split("\t")[0] for line in lines]

    assert found("the in:world") == ["world/tide.md"]
    assert found("in:science -tag:sea") == ["moon.md"]
    assert found("in:science -harbour") == ["moon.md"]
    assert found("after:2024-04") == ["moon.md"]


def test_an_invalid_field_is_reported(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("search", "moon after:soon", posts)
    assert result.exit_code == 2
    assert "soon is not a date; write 2024" in result.stderr


def test_a_query_may_begin_with_a_minus(broadsheet: Broadsheet, posts: Path) -> None:
    def found(*arguments: object) -> list[str]:
        lines = broadsheet("search", *arguments).stdout.splitlines()
        return [line.split("\t")[0] for line in lines]

    without_tide = found("-tide", posts)
    assert without_tide
    assert "world/tide.md" not in without_tide
    assert found("--limit", 1, "-tide", posts) == without_tide[:1]
    assert found("-tide", posts, "--newest") == without_tide
    assert found("--", "-tide", posts) == without_tide
    assert found("-tide the", posts) == found("the -tide", posts)


@pytest.mark.parametrize("arguments", [("--nwest", "tide"), ("tide", "-n"), ("tide", "--nwest")])
def test_other_unknown_options_are_reported(
    arguments: tuple[str, str], broadsheet: Broadsheet, posts: Path
) -> None:
    result = broadsheet("search", *arguments, posts)
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_each_translation_is_found(broadsheet: Broadsheet, posts: Path) -> None:
    for name in ("isle.md", "isle.de.md"):
        (posts / name).write_text(f"---\ntitle: {name}\n---\nThe isle.\n", "utf-8")
    found = broadsheet("search", "isle", posts).stdout.splitlines()
    assert sorted(line.split("\t")[0] for line in found) == ["isle.de.md", "isle.md"]


def test_new_posts_are_those_that_arrived_after_the_last_visit(
    broadsheet: Broadsheet, posts: Path
) -> None:
    assert broadsheet("search", "is:new", posts).exit_code == 1
    store = ArrivalStore(data_folder() / ARRIVALS_FILE, [posts])
    store.save_visit(1.0, 1.0)
    assert broadsheet("search", "is:new", posts).stderr == "No posts match.\n"
    (posts / "late.md").write_text("---\ntitle: Late\ndate: 1999-01-01\n---\nText.\n", "utf-8")
    for _ in range(2):
        found = broadsheet("search", "is:new", posts).stdout.splitlines()
        assert [line.split("\t")[0] for line in found] == ["late.md"]
    assert len(broadsheet("search", "-is:new", posts).stdout.splitlines()) == 2
    store.save_visit(9e9, 9e9)
    assert broadsheet("search", "is:new", posts).exit_code == 1
