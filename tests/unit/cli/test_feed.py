"""`broadsheet feed`: add, list, rename, remove, import and export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from rich.cells import cell_len

from reader.cli import output
from reader.settings import data_folder
from reader.store.feeds.fetch_state import FetchState
from reader.store.feeds.states import FEEDS_FILE, FeedStates

from .conftest import Broadsheet

A = "https://a.example/feed"
B = "https://b.example/feed"
OPML = (
    '<opml><body><outline text="Tech">'
    f'<outline text="B &amp; C" xmlUrl="{B}"/></outline></body></opml>'
)


def add(broadsheet: Broadsheet, *words: str) -> Result:
    """Subscribe to an address without connecting to its server."""
    return broadsheet("feed", "add", "--as-is", *words)


@pytest.fixture
def root() -> Path:
    """The feeds folder of the settings, which does not exist yet."""
    return Path("~/Broadsheet").expanduser()


def test_the_first_feed_creates_the_feeds_folder(broadsheet: Broadsheet, root: Path) -> None:
    result = add(broadsheet, "a.example/feed", "--category", "Tech", "--name", "The A")
    assert result.stdout == f"Subscribed to The A (id the-a, category Tech): {A}\n"
    assert f'url = "{A}"' in (root / "feeds.toml").read_text()


def test_a_feed_is_not_added_twice(broadsheet: Broadsheet) -> None:
    add(broadsheet, A, "--name", "The A")
    result = add(broadsheet, "http://www.a.example/feed/")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Already subscribed to The A (id the-a): {A}\n",
    )
    assert json.loads(add(broadsheet, A, "--json").stdout)[0]["is_new"] is False
    assert len(broadsheet("feed", "list").stdout.splitlines()) == 1


def test_an_address_that_is_none_is_reported(broadsheet: Broadsheet, root: Path) -> None:
    for address in (
        "feed",
        "ftp://a.example",
        "https://ada:secret@a.example",
        "mailto:a@b.example",
    ):
        result = add(broadsheet, address)
        assert result.exit_code == 2
        assert " address " in result.stderr
        assert "secret" not in result.stderr
    assert not (root / "feeds.toml").exists()


def test_feeds_are_listed_for_programs(broadsheet: Broadsheet) -> None:
    add(broadsheet, A, "--name", "The A", "--category", "Tech")
    add(broadsheet, B)
    assert broadsheet("feed", "list").stdout == (
        f"the-a\tThe A\tTech\tnew\t{A}\nb-example\tb.example\t\tnew\t{B}\n"
    )
    first, second = json.loads(broadsheet("feed", "list", "--json").stdout)
    assert (first["id"], first["category"], first["every"]) == ("the-a", "Tech", 3600)
    assert second["url"] == B


@pytest.mark.parametrize(("width", "has_addresses"), [(60, False), (120, True)])
def test_feeds_are_aligned_on_a_terminal(
    broadsheet: Broadsheet, monkeypatch: pytest.MonkeyPatch, width: int, has_addresses: bool
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(output, "terminal_width", lambda: width)
    add(broadsheet, A, "--name", "東京 " * 10, "--category", "Tech")
    add(broadsheet, B)
    header, *lines = broadsheet("feed", "list").stdout.splitlines()
    assert ("Address" in header) is has_addresses
    assert len({cell_len(line[: line.index("new")]) for line in lines}) == 1
    assert max(map(cell_len, [header, *lines])) <= width


def test_the_state_of_feeds_is_listed(broadsheet: Broadsheet, root: Path) -> None:
    for name in ("Ok", "Bad", "Gone"):
        add(broadsheet, f"https://{name}.example", "--name", name)
    (data_folder()).mkdir(parents=True, exist_ok=True)
    with FeedStates(data_folder() / FEEDS_FILE, root, print) as states:
        states.save_fetch_state("ok", FetchState(attempted=1, succeeded=0, due=3_600))
        bad = FetchState(attempted=1, failures=2, message="Not found.", remedy="Look.")
        states.save_fetch_state("bad", bad)
        states.save_fetch_state("gone", FetchState(attempted=1, is_gone=True, due=5))
    rows = [line.split("\t") for line in broadsheet("feed", "list").stdout.splitlines()]
    assert [row[3] for row in rows] == ["ok", "failing", "gone"]
    ok, failing, gone = json.loads(broadsheet("feed", "list", "--json").stdout)
    assert ok["last_success"] == "1970-01-01T00:00:00+00:00"
    assert ok["next_fetch"] == "1970-01-01T01:00:00+00:00"
    assert (failing["failures"], failing["message"], failing["remedy"]) == (
        2,
        "Not found.",
        "Look.",
    )
    assert gone["next_fetch"] is None
    broadsheet("feed", "remove", "gone")
    add(broadsheet, "https://gone.example", "--name", "Gone")
    with FeedStates(data_folder() / FEEDS_FILE, root, print) as states:
        former = FetchState("https://former.example", attempted=1, is_gone=True)
        states.save_fetch_state("gone", former)
    assert json.loads(broadsheet("feed", "list", "--json").stdout)[2]["state"] == "new"
    broadsheet("feed", "remove", "bad")
    add(broadsheet, "https://bad.example", "--name", "Bad")
    assert json.loads(broadsheet("feed", "list", "--json").stdout)[2]["state"] == "new"


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
    add(broadsheet, A, "--name", "The A")
    renamed = broadsheet("feed", "rename", "the", "Other", "--category", "Tech/Apple")
    assert renamed.stdout == (
        "The A is now called Other.\n"
        f"New posts of Other go to {root}/tech/apple/the-a. Those that are there stay where they "
        "are.\n"
    )
    moved = broadsheet("feed", "rename", "other", "--category", "").stdout
    assert moved.startswith(f"New posts of Other go to {root}/the-a.")
    assert broadsheet("feed", "rename", "other", "Other").stdout == "Other is as it was.\n"
    assert broadsheet("feed", "rename", "other").exit_code == 2
    assert "No feed is called 'x'" in broadsheet("feed", "rename", "x", "Y").stderr


def test_removing_feeds_leaves_their_posts(broadsheet: Broadsheet, root: Path) -> None:
    add(broadsheet, A, "--name", "Ada", "--category", "Tech")
    add(broadsheet, B, "--name", "Adam")
    post = root / "tech" / "ada" / "post.md"
    post.parent.mkdir(parents=True)
    post.touch()
    ambiguous = broadsheet("feed", "remove", "Ad")
    assert ambiguous.exit_code == 2
    assert "ada (Ada), adam (Adam)" in ambiguous.stderr
    removed = broadsheet("feed", "remove", "ada", B)
    assert removed.stdout == (f"Removed Ada. Its posts stay in {post.parent}.\nRemoved Adam.\n")
    assert post.exists()
    assert broadsheet("feed", "list").stdout == ""


def test_an_import_in_a_terminal_says_how_the_posts_come(
    broadsheet: Broadsheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(OPML, "utf-8")
    assert "broadsheet fetch" not in broadsheet("feed", "import", file).stdout
    file.write_text(OPML.replace("<body>", f'<body><outline text="x" xmlUrl="{A}x"/>'), "utf-8")
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    assert "`broadsheet fetch` fetches their posts" in broadsheet("feed", "import", file).stdout
    assert "fetches their posts" not in broadsheet("feed", "import", file).stdout


def test_a_list_is_imported(broadsheet: Broadsheet, root: Path, tmp_path: Path) -> None:
    add(broadsheet, A, "--name", "Mine")
    file = tmp_path / "feeds.opml"
    feed = '<outline text="x" xmlUrl="%s"/>'
    file.write_text(OPML.replace("<body>", f"<body>{feed % A}{feed % B}{feed % 'exec:x'}"))
    result = broadsheet("feed", "import", file)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{B}: more than once in the list.",
        "exec:x: not imported: the output of a program; Broadsheet runs no programs to get feeds.",
        f"{root}/feeds.toml: 1 feed added, 1 already there.",
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
            f"{B}: the password was not imported; add password_command to b-example in feeds.toml.",
            f"{root}/feeds.toml: 2 feeds added.",
        ],
    )
    assert f"the-a\tThe A\ttwo words\tnew\t{A}\n" in broadsheet("feed", "list").stdout


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
