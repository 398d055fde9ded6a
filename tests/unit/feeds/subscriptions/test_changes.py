"""feeds.toml is changed where it must be, and nowhere else."""

from __future__ import annotations

import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from reader.feeds.errors import FeedError
from reader.feeds.model import Keep, Subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.loading import load_subscriptions, locate_tables
from reader.feeds.subscriptions.names import distinct_name

KOTTKE = Subscription("kottke", "Kottke", "https://kottke.example/feed", "Blogs")
TIDE = Subscription("tide", "Tides", "https://tide.example/feed")

WRITTEN = """\
# My feeds, by importance.

[defaults]   # for all
every = '2h'

# --- Blogs ---

# the best
[[feed]]
id = 'kottke'   # never change
url   = "https://kottke.example/feed"
skip = [
  "tag:podcast",  # no sound
]
name = 'Kottke'  # that is him

[feed.headers]
X-Token = "1"

# [[feed]]
# url = "https://later.example"

# --- Sea ---

[[feed]]
url = "https://tide.example/feed"

# the end
"""


def written(folder: Path, text: str = WRITTEN) -> SubscriptionFile:
    (folder / "feeds.toml").write_bytes(text.encode())
    return SubscriptionFile(folder)


def content(folder: Path) -> str:
    return (folder / "feeds.toml").read_bytes().decode()


def test_the_first_feed_makes_the_folder_and_a_private_file(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "feeds"
    assert SubscriptionFile(folder).add(KOTTKE) == (KOTTKE,)
    assert content(folder) == (
        "# The feeds of Broadsheet. You can edit this file: `broadsheet feed list` reports "
        "mistakes.\n\n"
        '[[feed]]\nid = "kottke"\nname = "Kottke"\nurl = "https://kottke.example/feed"\n'
        'category = "Blogs"\n'
    )
    assert stat.S_IMODE((folder / "feeds.toml").stat().st_mode) == 0o600
    assert load_subscriptions(folder).subscriptions == (KOTTKE,)


def test_everything_that_a_subscription_has_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.feeds.subscriptions.reading.is_available", lambda: True)
    everything = Subscription(
        "df",
        'Daring "Fireball" \\ é',
        "https://df.example/?a=b&c=%20",
        "Tech/Apple",
        timedelta(minutes=90),
        Keep(timedelta(days=90), 500),
        ("sponsored",),
        ("a", "b"),
        ("by:gruber",),
        ("x",),
        True,
        "Test/1",
        "ada",
        "pass show 'df'",
        {"X-Token": 'a"b', "Accept-Language": "de"},
    )
    assert SubscriptionFile(tmp_path).add(KOTTKE, everything) == (KOTTKE, everything)
    loaded = load_subscriptions(tmp_path)
    assert (loaded.subscriptions, loaded.problems) == ((KOTTKE, everything), ())


def test_feeds_are_added_below_everything_else(tmp_path: Path) -> None:
    new = Subscription("new", "New", "https://new.example")
    written(tmp_path).add(new)
    assert content(tmp_path).startswith(WRITTEN)
    assert content(tmp_path).removeprefix(WRITTEN) == (
        '\n[[feed]]\nid = "new"\nname = "New"\nurl = "https://new.example"\n'
    )


def test_adding_and_removing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    for text in (WRITTEN, WRITTEN.replace("\n", "\r\n"), "\ufeff" + WRITTEN, "# only a comment\n"):
        file = written(tmp_path, text)
        file.add(Subscription("new", "New", "https://new.example"))
        assert len(content(tmp_path)) > len(text)
        file.remove("new")
        assert content(tmp_path) == text


def test_what_is_there_already_is_not_added_again(tmp_path: Path) -> None:
    file = written(tmp_path)
    same = Subscription("x", "X", "http://www.kottke.example/feed/")
    other = Subscription("KOTTKE", "Other", "https://other.example")
    assert [each.id for each in file.add(same, other, other)] == ["kottke-2"]
    assert content(tmp_path).count("[[feed]]\n") == 4  # with the one in the comment


def test_a_name_that_is_taken_is_followed_by_the_host(tmp_path: Path) -> None:
    feeds = [
        Subscription("news", "News", "https://a.example/feed"),
        Subscription("news", "news", "https://www.b.example/feed"),
        Subscription("news", "News", "https://b.example/sport/feed"),
        Subscription("news", "News", "https://b.example/sport/feed?x=1"),
    ]
    added = SubscriptionFile(tmp_path).add(*feeds)
    assert [(feed.id, feed.name) for feed in added] == [
        ("news", "News"),
        ("news-2", "news (b.example)"),
        ("news-3", "News (b.example/sport/feed)"),
        ("news-4", "News (b.example/sport/feed?x=1)"),
    ]
    more = SubscriptionFile(tmp_path).add(Subscription("x", "News", "http://a.example/other"))
    assert more[0].name == "News (a.example)"
    for number in (2, 3):
        taken = {"news", "news (a.example)", "news (a.example/x)"} | {
            f"news {each}" for each in range(2, number)
        }
        assert distinct_name("News", "http://a.example/x", taken) == f"News {number}"


def test_a_file_is_not_created_for_nothing(tmp_path: Path) -> None:
    assert SubscriptionFile(tmp_path).add() == ()
    assert not (tmp_path / "feeds.toml").exists()


def test_removing_a_feed_keeps_the_comments_around_it(tmp_path: Path) -> None:
    written(tmp_path).remove("kottke")
    start, end = WRITTEN.index("[[feed]]"), WRITTEN.index("\n# [[feed]]")
    assert content(tmp_path) == WRITTEN[:start] + WRITTEN[end:]


def test_a_feed_without_an_id_can_be_removed(tmp_path: Path) -> None:
    written(tmp_path).remove("tide-example-feed")
    assert content(tmp_path) == WRITTEN.replace(
        '[[feed]]\nurl = "https://tide.example/feed"\n\n', ""
    )


def test_changing_a_feed_keeps_comments_spacing_and_order(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.change("kottke", name="Jason", url="https://jason.example", category="People: old")
    text = content(tmp_path)
    assert 'name = "Jason"  # that is him\n' in text
    assert 'url   = "https://jason.example"\n' in text
    assert text.count("\n") == WRITTEN.count("\n") + 1
    kept = [
        line for line in WRITTEN.splitlines() if "'Kottke'" not in line and "url   " not in line
    ]
    assert [line for line in text.splitlines() if line in kept] == kept
    changed = load_subscriptions(tmp_path).find("kottke")
    assert (changed.name, changed.category) == ("Jason", "People: old")


def test_a_derived_id_is_kept_when_the_address_changes(tmp_path: Path) -> None:
    file = written(tmp_path, WRITTEN.replace("\n", "\r\n"))
    before = load_subscriptions(tmp_path).subscriptions[1]
    file.change(before.id, url="https://tide.example/moved")
    after = load_subscriptions(tmp_path).subscriptions[1]
    assert (after.id, after.url) == (before.id, "https://tide.example/moved")
    assert "\n" not in content(tmp_path).replace("\r\n", "")


def test_a_category_is_removed(tmp_path: Path) -> None:
    file = SubscriptionFile(tmp_path)
    file.add(KOTTKE)
    file.change("kottke", category="")
    assert "category" not in content(tmp_path)
    (tmp_path / "feeds.toml").write_text("[defaults]\ncategory = 'All'\n" + content(tmp_path))
    file.change("kottke", category="")
    assert load_subscriptions(tmp_path).subscriptions[0].category == ""


@pytest.mark.parametrize("inside", [False, True])
def test_a_link_and_the_permissions_of_the_file_are_kept(tmp_path: Path, inside: bool) -> None:
    real = tmp_path / "dotfiles" / "feeds.toml"
    real.parent.mkdir()
    real.write_text(WRITTEN)
    real.chmod(0o640)
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "feeds.toml").symlink_to(real)
    SubscriptionFile(folder).change("kottke", name="J")
    assert (folder / "feeds.toml").is_symlink()
    assert '"J"' in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


INVALID = WRITTEN + "name = Tides\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (INVALID, rf"feeds.toml:{INVALID.count(chr(10))}: this is not valid TOML .* Fix it first"),
        ("# caf\xe9".encode("latin-1"), "not encoded in UTF-8. Save it as UTF-8"),
        ("feed = []\n", r"Write each feed as a table: a line \[\[feed]]"),
        ('feed = [{ url = "https://tide.example/feed" }]\n', "form that only an editor"),
        ('[feed]\nurl = "https://tide.example/feed"\n', "form that only an editor"),
    ],
)
def test_a_file_that_cannot_be_changed_stays_as_it_is(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "feeds.toml").write_bytes(data)
    file = SubscriptionFile(tmp_path)
    with pytest.raises(FeedError, match=message):
        file.add(KOTTKE)
    with pytest.raises(FeedError):
        file.remove("tide-example-feed")
    with pytest.raises(FeedError):
        file.change("tide-example-feed", name="T")
    assert (tmp_path / "feeds.toml").read_bytes() == data


def test_what_looks_like_a_table_in_a_text_is_left_alone(tmp_path: Path) -> None:
    text = WRITTEN + 'name = """\n[[feed]]\nid = "x"\n"""\n'
    file = written(tmp_path, text)
    for subscription_id in ("tide-example-feed", "x"):
        with pytest.raises(FeedError):
            file.remove(subscription_id)
    assert content(tmp_path) == text


def test_what_is_not_valid_is_not_written(tmp_path: Path) -> None:
    file = written(tmp_path)
    with pytest.raises(FeedError, match="No feed has the id 'x'"):
        file.remove("x")
    for values in ({"url": "file:///x"}, {"url": "https://u:p@x.example"}, {"name": " "}):
        with pytest.raises(FeedError):
            file.change("kottke", **values)
    with pytest.raises(FeedError, match="cannot be the address of a feed"):
        file.add(Subscription("x", "X", "exec:ls"))
    assert content(tmp_path) == WRITTEN


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FeedError, match="cannot be written"):
        SubscriptionFile(tmp_path / "file" / "feeds").add(KOTTKE)


def test_changes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    def add(number: int) -> None:
        SubscriptionFile(tmp_path).add(
            Subscription("same", f"Feed {number}", f"https://{number}.example")
        )

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loaded = load_subscriptions(tmp_path)
    assert (len(loaded.subscriptions), loaded.problems) == (8, ())


def test_a_change_by_an_editor_in_between_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path)
    edits = ["# edited\n"]

    def edit_meanwhile(text: str) -> dict[str, int]:
        if edits:
            (tmp_path / "feeds.toml").write_text(edits.pop() + text)
        return locate_tables(text)

    monkeypatch.setattr("reader.feeds.subscriptions.changes.locate_tables", edit_meanwhile)
    file.change("kottke", name="J")
    assert content(tmp_path).startswith("# edited\n")
    assert '"J"' in content(tmp_path)


def test_a_file_that_changes_all_the_time_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path)

    def edit_meanwhile(text: str) -> dict[str, int]:
        (tmp_path / "feeds.toml").write_text("# edited\n" + text)
        return locate_tables(text)

    monkeypatch.setattr("reader.feeds.subscriptions.changes.locate_tables", edit_meanwhile)
    with pytest.raises(FeedError, match="being changed by another program"):
        file.change("kottke", name="J")
