"""`broadsheet feed`: add, list, rename, remove, import and export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli import output

from .conftest import Broadsheet

A = "https://a.example/feed"
B = "https://b.example/feed"
OPML = (
    '<opml><body><outline text="Tech">'
    f'<outline text="B &amp; C" xmlUrl="{B}"/></outline></body></opml>'
)


@pytest.fixture
def root() -> Path:
    """The feeds folder of the settings, which does not exist yet."""
    return Path("~/Broadsheet").expanduser()


def test_the_first_feed_creates_the_feeds_folder(broadsheet: Broadsheet, root: Path) -> None:
    result = broadsheet("feed", "add", "a.example/feed", "--category", "Tech", "--name", "The A")
    assert result.stdout == f"Subscribed to The A (id the-a, category Tech): {A}\n"
    assert f'url = "{A}"' in (root / "feeds.toml").read_text()


def test_a_feed_is_not_added_twice(broadsheet: Broadsheet) -> None:
    broadsheet("feed", "add", A, "--name", "The A")
    result = broadsheet("feed", "add", "http://www.a.example/feed/")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Already subscribed to The A (id the-a): {A}\n",
    )
    assert json.loads(broadsheet("feed", "add", A, "--json").stdout)["is_new"] is False
    assert len(broadsheet("feed", "list").stdout.splitlines()) == 1


def test_an_address_that_is_none_is_reported(broadsheet: Broadsheet, root: Path) -> None:
    for address in (
        "feed",
        "ftp://a.example",
        "https://ada:secret@a.example",
        "mailto:a@b.example",
    ):
        result = broadsheet("feed", "add", address)
        assert result.exit_code == 2
        assert "The address " in result.stderr
        assert "secret" not in result.stderr
    assert not (root / "feeds.toml").exists()


def test_feeds_are_listed_for_programs(broadsheet: Broadsheet) -> None:
    broadsheet("feed", "add", A, "--name", "The A", "--category", "Tech")
    broadsheet("feed", "add", B)
    assert broadsheet("feed", "list").stdout == (
        f"the-a\tThe A\tTech\t{A}\nb-example\tb.example\t\t{B}\n"
    )
    first, second = json.loads(broadsheet("feed", "list", "--json").stdout)
    assert (first["id"], first["category"], first["every"]) == ("the-a", "Tech", 3600)
    assert second["url"] == B


@pytest.mark.parametrize(("width", "has_ids"), [(60, False), (100, True)])
def test_feeds_are_aligned_on_a_terminal(
    broadsheet: Broadsheet, monkeypatch: pytest.MonkeyPatch, width: int, has_ids: bool
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(output, "terminal_width", lambda: width)
    broadsheet("feed", "add", A, "--name", "東京 " * 10, "--category", "Tech")
    broadsheet("feed", "add", B)
    lines = broadsheet("feed", "list").stdout.splitlines()
    assert len({line.index("http") for line in lines[2:]}) == 1
    assert ("Id" in lines[0]) is has_ids
    assert max(map(len, lines)) <= width


def test_without_feeds_the_list_says_how_to_add_one(broadsheet: Broadsheet) -> None:
    result = broadsheet("feed", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "`broadsheet feed add URL`" in result.stderr


def test_problems_of_the_file_are_reported(broadsheet: Broadsheet, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\nurl = "x"\n[[feed]]\nurl = "https://a.example"\n'
    )
    result = broadsheet("feed", "list", "--folder", tmp_path)
    assert result.exit_code == 1
    assert result.stdout.startswith("a-example\t")
    assert f"{tmp_path}/feeds.toml:2: url has a value that cannot be used" in result.stderr
    assert "    It must be a web address" in result.stderr


def test_a_feed_gets_another_name_and_category(broadsheet: Broadsheet, root: Path) -> None:
    broadsheet("feed", "add", A, "--name", "The A")
    renamed = broadsheet("feed", "rename", "the", "Other", "--category", "Tech/Apple")
    assert renamed.stdout == (
        "The A is now called Other.\n"
        f"New posts of Other go to {root}/Tech/Apple/the-a. Those that are there stay where they "
        "are.\n"
    )
    moved = broadsheet("feed", "rename", "other", "--category", "").stdout
    assert moved.startswith(f"New posts of Other go to {root}/the-a.")
    assert broadsheet("feed", "rename", "other", "Other").stdout == "Other is as it was.\n"
    assert broadsheet("feed", "rename", "other").exit_code == 2
    assert "No feed is called 'x'" in broadsheet("feed", "rename", "x", "Y").stderr


def test_removing_feeds_leaves_their_posts(broadsheet: Broadsheet, root: Path) -> None:
    broadsheet("feed", "add", A, "--name", "Ada", "--category", "Tech")
    broadsheet("feed", "add", B, "--name", "Adam")
    post = root / "Tech" / "ada" / "post.md"
    post.parent.mkdir(parents=True)
    post.touch()
    ambiguous = broadsheet("feed", "remove", "Ad")
    assert ambiguous.exit_code == 2
    assert "ada (Ada), adam (Adam)" in ambiguous.stderr
    removed = broadsheet("feed", "remove", "ada", B)
    assert removed.stdout == (f"Removed Ada. Its posts stay in {post.parent}.\nRemoved Adam.\n")
    assert post.exists()
    assert broadsheet("feed", "list").stdout == ""


def test_a_list_is_imported(broadsheet: Broadsheet, root: Path, tmp_path: Path) -> None:
    broadsheet("feed", "add", A, "--name", "Mine")
    file = tmp_path / "feeds.opml"
    feed = '<outline text="x" xmlUrl="%s"/>'
    file.write_text(OPML.replace("<body>", f"<body>{feed % A}{feed % B}{feed % 'exec:x'}"))
    result = broadsheet("feed", "import", file)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{root}/feeds.toml: 1 feed added, 1 already there.",
        f"{B}: more than once in the list.",
        "exec:x: not imported: the output of a program; Broadsheet runs no programs to get feeds.",
    ]
    again = broadsheet("feed", "import", file, "--json")
    assert {key: len(value) for key, value in json.loads(again.stdout).items()} == {
        "added": 0,
        "existing": 2,
        "duplicates": 1,
        "refused": 1,
    }


def test_the_urls_of_newsboat_are_imported(
    broadsheet: Broadsheet, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "urls"
    file.write_text(f'{A} "two words" "~The A"\nhttps://ada:secret@b.example/feed\n')
    result = broadsheet("feed", "import", file)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"{root}/feeds.toml: 2 feeds added, 0 already there.",
            f"{B}: the password was not imported; add password_command to b-example in feeds.toml.",
        ],
    )
    assert f"the-a\tThe A\ttwo words\t{A}\n" in broadsheet("feed", "list").stdout


def test_a_list_that_cannot_be_read_is_reported(broadsheet: Broadsheet, tmp_path: Path) -> None:
    missing = broadsheet("feed", "import", tmp_path / "none.opml")
    assert missing.exit_code == 2
    assert "cannot be read (No such file or directory)" in missing.stderr
    (tmp_path / "text").write_text("hello\n")
    assert "not a list of feeds" in broadsheet("feed", "import", tmp_path / "text").stderr


def test_an_export_is_imported_again(broadsheet: Broadsheet, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML)
    broadsheet("feed", "import", tmp_path / "feeds.opml")
    file = tmp_path / "export.opml"
    assert broadsheet("feed", "export", file).stdout == f"{file}: 1 feed exported.\n"
    assert broadsheet("feed", "export").stdout == file.read_text()
    listed = broadsheet("feed", "list").stdout
    other = tmp_path / "other"
    broadsheet("feed", "import", file, "--folder", other)
    assert broadsheet("feed", "list", "--folder", other).stdout == listed
    assert "already exists" in broadsheet("feed", "export", file).stderr


def test_a_folder_named_feed_can_be_opened(broadsheet: Broadsheet) -> None:
    assert "feed: there is no such folder" in broadsheet("./feed").stderr
    assert "Commands:" in broadsheet("feed", "--help").stdout
