"""feeds.toml of any style: a change leaves every other line as it is, to the byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.changes import SubscriptionFile
from reader.feeds.subscriptions.loading import load_subscriptions
from tests.property.effort import examples

_NOISE = st.lists(
    st.sampled_from(["", "  ", "# a comment", "#[[feed]]", "\t# ü 'x' \"y\" = [[", "# url = 1"]),
    max_size=3,
)
_KEYS = [
    'category="Old/Er"',
    'skip = [ # several\n  "a",\n\n  "b" ]',
    "every   =   '2h'",
    'read = """\nlong\nsearch"""',
    "headers.X-A = 'b'",
    "full_text = false",
]


@st.composite
def _tables(draw: st.DrawFn, number: int) -> list[str]:
    """The lines of a feed, in any order and with anything between them."""
    lines = [
        f"url = 'https://{number}.example/feed'  # address",
        f'id = "feed-{number}"',
        f"name   = 'Name {number}'  # ü",
    ]
    lines += draw(st.lists(st.sampled_from(_KEYS), unique=True, max_size=4))
    result = [draw(st.sampled_from(["[[feed]]", " [[ feed ]] # x", '[["feed"]]'])), *draw(_NOISE)]
    for line in draw(st.permutations(lines)):
        result += [line, *draw(_NOISE)]
    if draw(st.booleans()) and not any(line.startswith("headers") for line in lines):
        result += ["[feed.headers]  # of it", 'X-B = "c"']
    return result


@st.composite
def _files(draw: st.DrawFn) -> tuple[str, str, int]:
    """The text of a file, what ends its lines, and how many feeds it has."""
    count = draw(st.integers(1, 3))
    lines = draw(_NOISE) + draw(st.sampled_from([[], ["[defaults]", "keep = '9d'", ""]]))
    for number in range(count):
        lines += draw(_NOISE) + draw(_tables(number))
    lines += draw(_NOISE)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = newline.join(line.replace("\n", newline) for line in lines)
    start = draw(st.sampled_from(["", "\ufeff"]))
    return start + text + draw(st.sampled_from(["", newline])), newline, count


def _changed(text: str, change: Callable[[SubscriptionFile], str]) -> str:
    """The text after a change of one feed, whose id the change returns; the others are the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feeds.toml").write_bytes(text.encode())
        assert load_subscriptions(folder).problems == ()
        before = {feed.id: feed for feed in load_subscriptions(folder).subscriptions}
        changed_id = change(SubscriptionFile(folder))
        after = {feed.id: feed for feed in load_subscriptions(folder).subscriptions}
        assert load_subscriptions(folder).problems == ()
        assert {**before, changed_id: None} == {**after, changed_id: None}
        return (folder / "feeds.toml").read_bytes().decode()


@settings(max_examples=examples(40))
@given(_files(), st.data())
def test_changing_a_value_changes_nothing_else(
    file: tuple[str, str, int], data: st.DataObject
) -> None:
    text, newline, count = file
    number = data.draw(st.integers(0, count - 1))

    def rename(subscriptions: SubscriptionFile) -> str:
        subscriptions.change(f"feed-{number}", name="Neu")
        return f"feed-{number}"

    expected = text.replace(f"'Name {number}'", '"Neu"')
    assert _changed(text, rename) in (expected, expected + newline)


@settings(max_examples=examples(40))
@given(_files(), st.data())
def test_removing_keeps_all_comments_between_tables(
    file: tuple[str, str, int], data: st.DataObject
) -> None:
    text, _, count = file
    number = data.draw(st.integers(0, count - 1))

    def remove(subscriptions: SubscriptionFile) -> str:
        subscriptions.remove(f"feed-{number}")
        return f"feed-{number}"

    changed = _changed(text, remove)
    start, end = 0, 0
    while start < len(changed) and text[start] == changed[start]:
        start += 1
    longest = len(changed) - start
    while end < longest and text[len(text) - end - 1] == changed[len(changed) - end - 1]:
        end += 1
    assert start + end == len(changed)  # one piece of the text is gone, and nothing else


@settings(max_examples=examples(40))
@given(_files())
def test_adding_appends(file: tuple[str, str, int]) -> None:
    text, newline, _ = file

    def add(subscriptions: SubscriptionFile) -> str:
        subscriptions.add(Subscription("new", "New", "https://new.example"))
        return "new"

    changed = _changed(text, add)
    added = changed.removeprefix(text).removeprefix(newline)
    assert changed.startswith(text)
    assert added.strip().split(newline) == [
        "[[feed]]",
        'id = "new"',
        'name = "New"',
        'url = "https://new.example"',
    ]


_PIECES = st.sampled_from([
    "[[feed]]\n", "[feed]\n", "[defaults]\n", "[feed.headers]\n", "[feed.headers.x]\n", "feed = [",
    "url = 'https://a.example/x'\n", "url = 'https://b.example'\n", "id = 'a'\n", "id = 'b'\n",
    'name = """\n[[feed]]\n"""\n', "name = 'x'\n", "headers = { a = 'b' }\n", "feed.x = 1\n",
    "headers.a = 'b'\n", "# c\n", "\n", "\r\n", "a = [\n[1],\n]\n", "]", "{", "'''", "[other]\n",
])  # fmt: skip


@settings(max_examples=examples(60))
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_a_file_of_any_text_is_changed_as_wanted_or_not_at_all(text: str) -> None:
    new = Subscription("new", "New", "https://new.example")
    changes: list[Callable[[SubscriptionFile], object]] = [
        lambda file: file.add(new),
        lambda file: file.change("a", name="Neu", category="", url="https://c.example"),
        lambda file: file.remove("a"),
    ]
    for change in changes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "feeds.toml").write_bytes(text.encode())
            before = load_subscriptions(folder).subscriptions
            try:
                change(SubscriptionFile(folder))
            except FeedError:
                assert (folder / "feeds.toml").read_bytes() == text.encode()
                continue
            after = load_subscriptions(folder).subscriptions
            others = [feed for feed in before if feed.id != "a"]
            assert [feed for feed in after if feed.id not in ("a", "new")] == others
