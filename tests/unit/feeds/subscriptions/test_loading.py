"""feeds.toml becomes subscriptions, and every fault in it a problem with its line and a remedy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.model import KEEP_ALL, Keep, Subscription
from reader.feeds.subscriptions.keys import FEED_KEYS
from reader.feeds.subscriptions.loading import load_subscriptions, parse_subscriptions
from reader.feeds.subscriptions.subscription_list import SubscriptionList
from reader.feeds.writing.feed_folder import FeedFolder
from reader.settings.toml_lines import parse_toml

COMPLETE = """\
# My feeds
[defaults]
every = "2h"
keep = "90d"
skip = "sponsored"

[[feed]]
id = "kottke"
name = "kottke.org"
url = "https://feeds.kottke.org/main"
category = "Blogs/Old"
every = "1d"
keep = "90d, 500 posts"
skip = ["tag:podcast", "mins:<1"]
only = "tag:film"
feature = "by:kottke -sponsor"
read = "weekly"
full_text = true
user_agent = "Test/1"
user = "ada"
password_command = "pass show kottke"
headers = { X-Token = "abc" }

[[feed]]
id = "tide"
name = "Tides"
url = "https://tide.example/feed"
"""


@pytest.fixture(autouse=True)
def has_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the extra for full texts count as installed."""
    monkeypatch.setattr("reader.feeds.subscriptions.reading.is_available", lambda: True)


def parsed(text: str | bytes) -> SubscriptionList:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_subscriptions(data, Path("/feeds/feeds.toml"))


def one(lines: str) -> Subscription:
    """The subscription of a table with an address and some more lines, which have no fault."""
    loaded = parsed(f'[[feed]]\nurl = "https://a.example/feed"\n{lines}')
    assert loaded.problems == ()
    [subscription] = loaded.subscriptions
    return subscription


def test_every_key_is_used() -> None:
    loaded = parsed(COMPLETE)
    assert loaded.problems == ()
    kottke, tide = loaded.subscriptions
    assert kottke == Subscription(
        id="kottke",
        name="kottke.org",
        url="https://feeds.kottke.org/main",
        category="Blogs/Old",
        every=timedelta(days=1),
        keep=Keep(timedelta(days=90), 500),
        skip=("sponsored", "tag:podcast", "mins:<1"),
        only=("tag:film",),
        feature=("by:kottke -sponsor",),
        read=("weekly",),
        full_text=True,
        user_agent="Test/1",
        user="ada",
        password_command="pass show kottke",
        headers={"X-Token": "abc"},
    )
    assert (tide.every, tide.keep, tide.skip) == (
        timedelta(hours=2),
        Keep(timedelta(days=90)),
        ("sponsored",),
    )


def test_full_texts_need_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.feeds.subscriptions.reading.is_available", lambda: False)
    [problem] = parsed(COMPLETE).problems
    assert (problem.line, problem.field) == (18, "full_text")
    assert "broadsheet[fulltext]" in problem.remedy


def test_the_examples_of_all_keys_are_valid() -> None:
    text = "\n".join(key.example for key in FEED_KEYS)
    loaded = parsed(f"[[feed]]\n{text}")
    assert loaded.problems == ()
    [subscription] = loaded.subscriptions
    assert set(parse_toml(text)) == set(Subscription.__dataclass_fields__)
    assert subscription.id == "daring-fireball"


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ('"forever"', KEEP_ALL),
        ('"90d"', Keep(max_age=timedelta(days=90))),
        ('"2w"', Keep(max_age=timedelta(days=14))),
        ('"1y"', Keep(max_age=timedelta(days=365))),
        ('"500 posts"', Keep(max_count=500)),
        ('"1 post"', Keep(max_count=1)),
        ('"500"', Keep(max_count=500)),
        ("500", Keep(max_count=500)),
        ('"500 posts, 90d"', Keep(timedelta(days=90), 500)),
    ],
)
def test_posts_are_kept_by_age_and_number(text: str, keep: Keep) -> None:
    assert one(f"keep = {text}").keep == keep


def test_a_feed_needs_only_an_address() -> None:
    subscription = one("")
    assert (subscription.id, subscription.name) == ("a-example-feed", "a.example")


@pytest.mark.parametrize(
    ("written", "category"),
    [("AI: Research", "AI: Research"), (" Tech / Apple ", "Tech/Apple"), ("/../x//", "../x")],
)
def test_categories_are_names_as_people_write_them(written: str, category: str) -> None:
    subscription = one(f'category = "{written}"')
    assert subscription.category == category
    folder = FeedFolder(Path("/feeds")).folder_of(subscription)
    assert folder.is_relative_to("/feeds")
    assert ".." not in folder.parts


def test_ids_and_names_depend_on_the_address_alone() -> None:
    first = '[[feed]]\nurl = "https://www.a.example/news/rss.xml?x=1"\n'
    second = '[[feed]]\nurl = "https://www.a.example/news/rss.xml?x=1#2"\n'
    [alone] = parsed(first).subscriptions
    together = parsed(second.replace("#2", "&y=2") + first).subscriptions
    assert together[1] == alone
    assert alone.id == "a-example-news-rss-xml-x-1"
    assert alone.name == "a.example/news/rss.xml?x=1"


def test_ids_are_unique_also_if_the_addresses_differ_in_signs_only() -> None:
    urls = ["https://a.example/x", "https://a.example/?x", f"https://a.example/{'y' * 300}"]
    urls += [f"{urls[2]}y", "http://a.example/x"]
    loaded = parsed("".join(f'[[feed]]\nurl = "{url}"\n' for url in urls))
    assert loaded.problems == ()
    assert len({each.id for each in loaded.subscriptions}) == len(urls)
    assert all(len(each.id) <= 60 for each in loaded.subscriptions)


def test_an_id_that_is_written_goes_before_one_that_is_derived() -> None:
    loaded = parsed(
        '[[feed]]\nurl = "https://a.example/x"\n'
        '[[feed]]\nurl = "https://b.example"\nid = "a-example-x"\n'
    )
    first, second = loaded.subscriptions
    assert second.id == "a-example-x"
    assert first.id.startswith("a-example-x-")


@pytest.mark.parametrize(
    ("lines", "line", "field", "message", "remedy"),
    [
        ('name = "A"\nevry = "1h"', 4, "evry", "not a key", "Did you mean every?"),
        ('password = "x"', 3, "password", "not a key", "Did you mean password_command?"),
        ('colour = "red"', 3, "colour", "not a key", "The keys are id, name, url"),
        ('every = "5m"', 3, "every", "ignored", "at least 15 minutes"),
        ("every = 30", 3, "every", "ignored", '"30m"'),
        ('keep = "some"', 3, "keep", "ignored", '"500 posts"'),
        ('keep = "6m"', 3, "keep", "ignored", "at least a day"),
        ('keep = "1d, 2d"', 3, "keep", "ignored", "both"),
        ("keep = 0", 3, "keep", "ignored", "a number"),
        ("keep = true", 3, "keep", "ignored", "a number"),
        ('skip = "mins:<x"', 3, "skip", "ignored", "mins:<x is not a number of minutes"),
        ('only = ["a", "is:unread"]', 3, "only", "ignored", "is:unread, which no entry is"),
        ('feature = "--"', 3, "feature", "ignored", "at least one letter"),
        ("read = 1", 3, "read", "ignored", "a search in quotes"),
        ('full_text = "yes"', 3, "full_text", "ignored", "true or false"),
        ('name = ""', 3, "name", "ignored", "a text in quotes"),
        ('user = "a:b"', 3, "user", "ignored", "without a colon"),
        ('password_command = "x"', 3, "password_command", "no user", "user ="),
        ('user_agent = "a\\nb"', 3, "user_agent", "ignored", "one line"),
        ('headers = { "a b" = "c" }', 3, "headers", "ignored", "'a b' is none"),
        ('headers = { Host = "c" }', 3, "headers", "ignored", "Broadsheet sets itself"),
        ('headers = { Range = "c" }', 3, "headers", "ignored", "Broadsheet sets itself"),
        ('headers = { User-Agent = "c" }', 3, "headers", "ignored", "write user_agent instead"),
        ('headers = { X-A = "b\\r\\nc" }', 3, "headers", "ignored", "that of X-A"),
        ("[feed.headers]\nX-A = 1", 3, "headers", "ignored", "that of X-A"),
        ('category = "Tech/Drafts!"', 3, "category", "Tech/Drafts!-1 is used", "another name"),
        ('category = "_drafts"', 3, "category", "_drafts-1 is used", "another name"),
        ('category = "a/b/c/d/e/f/g/h/i"', 3, "category", "g/h is used", "at most 8 names"),
        (f'category = "{"x" * 101}"', 3, "category", "is used instead", "100 bytes"),
    ],
)
def test_a_fault_costs_only_its_key(
    lines: str, line: int, field: str, message: str, remedy: str
) -> None:
    loaded = parsed(f'[[feed]]\nurl = "https://a.example"\n{lines}\n')
    [problem] = loaded.problems
    assert (problem.line, problem.field) == (line, field)
    assert message in problem.message
    assert remedy in problem.remedy
    assert len(loaded.subscriptions) == 1


@pytest.mark.parametrize(
    ("lines", "line", "message", "remedy"),
    [
        ('name = "A"', 5, "no url", 'url = "https://example.org/feed.xml"'),
        ('url = "feed.xml"', 6, "url", "begin with http"),
        ('url = "mailto:a@b.example"', 6, "url", "begin with http"),
        ('url = "https://a b.example"', 6, "url", "spaces"),
        ('url = "https://u:pw@a.example"', 6, "url", "password_command"),
        ("url = 1", 6, "url", "web address"),
        ('url = "https://ok.example"', 6, "same url", "Remove one"),
        ('url = "https://a.example"\nid = "OK"', 7, "same id", "Remove one"),
        ('url = "https://a.example"\nid = "OK!"', 7, "same id", "Remove one"),
        ('url = "https://a.example"\nid = "a/b"', 7, "id", "slash"),
        ('url = "https://a.example"\nid = "nul"', 7, "id", "name of a folder"),
        ('url = "https://a.example"\nid = ".."', 7, "id", "name of a folder"),
        ('url = "https://a.example"\nid = ""', 7, "id", "name of a folder"),
        ('url = "https://a.example', 6, "not valid TOML", "quotes"),
    ],
)
def test_a_feed_that_cannot_be_fetched_stops_no_other(
    lines: str, line: int, message: str, remedy: str
) -> None:
    loaded = parsed(
        f'[[feed]]\nid = "ok"\nurl = "https://ok.example"\n\n[[feed]]\n{lines}\n'
        '[[feed]]\nid = "last"\nurl = "https://last.example"\nevery = 1\n'
    )
    problem, last = loaded.problems
    assert problem.line == line
    assert message in problem.message
    assert remedy in problem.remedy
    assert "pw" not in problem.message + problem.remedy.replace("password", "")
    assert last.line == line + (4 if line > 5 else 5)
    assert [each.id for each in loaded.subscriptions] == ["ok", "last"]


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("[default]\n", 1, "default is not", "Did you mean defaults?"),
        ('\n[[feeds]]\nurl = "x"\n', 2, "feeds is not", "Did you mean feed?"),
        ("[defaults]\nurl = 'x'\n", 2, "url is not", "belongs to one feed"),
        ("[defaults]\nkeep = 1.5\n", 2, "keep", "forever"),
        ("defaults = 1\n", 1, "not a table", "[defaults]"),
        ("feed = 1\n", 1, "not a table", "[[feed]]"),
        ('[feed]\nurl = "https://a.example"\n', 1, "one pair", "two pairs"),
        ("[defaults]\n[defaults]\n", 2, "not valid TOML", "quotes"),
        (b"# \n# caf\xe9\n", 2, "not encoded in UTF-8", "Save it as UTF-8"),
        ("\ufefffeed = 1".encode("utf-16"), 1, "not encoded in UTF-8", "Save it as UTF-8"),
        pytest.param("feed = " + "[" * 9_999, 1, "nested too deeply", "quotes", id="deep"),
    ],
)
def test_faults_outside_of_feeds(
    text: str | bytes, line: int | None, message: str, remedy: str
) -> None:
    [problem] = parsed(text).problems
    assert problem.line == line
    assert message in problem.message
    assert remedy in problem.remedy


def test_the_file_is_loaded_from_the_feeds_folder(tmp_path: Path) -> None:
    assert load_subscriptions(tmp_path) == SubscriptionList(tmp_path / "feeds.toml")
    (tmp_path / "feeds.toml").write_text("\ufeff" + COMPLETE, "utf-8")
    assert len(load_subscriptions(tmp_path).subscriptions) == 2


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").mkdir()
    [problem] = load_subscriptions(tmp_path).problems
    assert "it is a folder, not a file" in problem.message
    assert problem.path == str(tmp_path / "feeds.toml")


def named(*names: str) -> SubscriptionList:
    return SubscriptionList(
        Path("feeds.toml"),
        tuple(
            Subscription(f"id-{number}", name, f"https://{number}.example")
            for number, name in enumerate(names)
        ),
    )


@pytest.mark.parametrize("words", ["id-1", "Käse", "kase", " KÄ", "https://1.example"])
def test_a_feed_is_found_by_id_name_beginning_and_address(words: str) -> None:
    assert named("Kottke", "Käse", "Kitchen").find(words).id == "id-1"


def test_a_whole_name_goes_before_a_beginning() -> None:
    assert named("Käse und Wein", "Käse").find("käse").id == "id-1"


def test_a_feed_that_is_not_clear_is_reported_with_the_candidates() -> None:
    feeds = named("Android", "Android", "Kottke")
    with pytest.raises(FeedError, match=r"2 feeds .*id-0 \(Android\), id-1 \(Android\)"):
        feeds.find("android")
    for words in ("", "x"):
        with pytest.raises(FeedError, match="feed list"):
            feeds.find(words)


def test_a_subscription_is_found_by_another_form_of_its_address() -> None:
    feeds = parsed('[[feed]]\nurl = "http://www.A.example:80/feed/"\n')
    assert feeds.get_by_address("https://a.example/feed#x") is feeds.subscriptions[0]
    assert feeds.get_by_address("https://a.example/feed?x") is None
    assert feeds.get_by_address("https://[") is None


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    parsed(data)


_WORDS = st.sampled_from([
    "[[feed]]", "[defaults]", "[feed.headers]", "url", "id", "skip", "=", '"""', '"a"', "'", "[",
    "]", "\n", "\r\n", "#", '"https://a.example"', "1", "é", ".", ",", "{", "}", " ",
])  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map("".join))
def test_no_text_that_resembles_toml_raises(text: str) -> None:
    loaded = parsed(text)
    ids = [each.id.casefold() for each in loaded.subscriptions]
    assert len(set(ids)) == len(ids)
    assert all(problem.message and problem.remedy for problem in loaded.problems)
