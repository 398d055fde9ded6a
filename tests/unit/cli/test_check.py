"""`broadsheet check`: the report, and the exit status for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.settings.paths import data_folder
from reader.store.feeds import FEEDS_FILE
from reader.store.feeds.known_entry import FeedHistory, KnownEntry
from reader.store.feeds.states import FeedStates
from tests.unit.cli.conftest import Broadsheet


@pytest.fixture
def faulty(posts: Path) -> Path:
    """The folder with one more post, which has a problem in its third line."""
    (posts / "odd.md").write_text("---\ntitle: Odd\ndate: 2024-13-45\n---\nText.\n", "utf-8")
    return posts


def test_posts_without_problems_are_status_0(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet("check", posts)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "4 files: 3 posts, 1 skipped, 0 problems"


def test_a_problem_is_status_1_with_location_and_remedy(
    broadsheet: Broadsheet, faulty: Path
) -> None:
    result = broadsheet("check", faulty)

    assert result.exit_code == 1
    location, remedy, *_ = result.stdout.splitlines()
    assert location.startswith(f"{faulty / 'odd.md'}:3: ")
    assert remedy.startswith("    ")
    assert remedy.strip()
    assert result.stdout.splitlines()[-1] == "5 files: 4 posts, 1 skipped, 1 problem"


def test_skipped_files_are_listed_with_the_reason(broadsheet: Broadsheet, posts: Path) -> None:
    assert f"{posts / 'README.md'}: skipped: " in broadsheet("check", posts).stdout


def test_paths_in_the_current_folder_are_relative(
    broadsheet: Broadsheet, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(faulty.parent)

    assert broadsheet("check", "posts").stdout.startswith("posts/odd.md:3: ")


def test_json_report(broadsheet: Broadsheet, faulty: Path) -> None:
    result = broadsheet("check", faulty, "--json")
    report = json.loads(result.stdout)

    assert result.exit_code == 1
    assert list(report) == ["files", "posts", "skipped", "problems"]
    assert (report["files"], report["posts"]) == (5, 4)
    [skipped] = report["skipped"]
    assert list(skipped) == ["path", "reason"]
    assert skipped["path"] == str(faulty / "README.md")
    [problem] = report["problems"]
    assert list(problem) == ["path", "line", "field", "message"]
    assert (problem["path"], problem["line"], problem["field"]) == (
        str(faulty / "odd.md"),
        3,
        "date",
    )


def test_pages_of_a_site_are_reported_as_skipped_and_are_no_problem(
    broadsheet: Broadsheet, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: Harbour\n")
    (site / "_posts" / "2024-05-06-a.md").write_text("---\ntitle: A\n---\nText.\n")
    (site / "about.md").write_text("---\ntitle: About\n---\nText.\n")
    (site / "old.md").write_text("---\ntitle: Old\ndate: 2020-01-02\n---\nText.\n")
    result = broadsheet("check", site)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{site / 'about.md'}: skipped: a page of the site, without a date",
        f"{site / 'old.md'}: skipped: a page of the site, outside of its posts folders",
        "3 files: 1 post, 2 skipped, 0 problems",
    ]
    assert "about.md" not in broadsheet("list", site).stdout
    listed = json.loads(broadsheet("list", site, "--all", "--json").stdout)
    assert {post["id"]: post["hidden"] for post in listed} == {
        "_posts/2024-05-06-a.md": None,
        "about.md": "page",
        "old.md": "page",
    }


def test_a_post_that_its_feed_changed_after_an_edit_is_a_problem(
    broadsheet: Broadsheet, posts: Path
) -> None:
    post, version = sorted(posts.glob("*.md"))[0], posts / ".broadsheet" / "new.md"
    version.parent.mkdir()
    version.write_text("Text.")
    with FeedStates(data_folder() / FEEDS_FILE, posts, print) as states:
        known = KnownEntry(path=post.name, aside=".broadsheet/new.md")
        states.save_history("a", FeedHistory((known,)))
    result = broadsheet("check", posts)

    assert result.exit_code == 1
    location, remedy, *_ = result.stdout.splitlines()
    assert location.startswith(f"{post}: the feed has a new version")
    assert str(version) in remedy
