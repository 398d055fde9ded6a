"""docs/feeds.md names every key of feeds.toml, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from reader.feeds.subscriptions.keys import FEED_KEYS, NOT_IN_DEFAULTS
from reader.feeds.subscriptions.loading import parse_subscriptions


def test_the_table_has_every_key(project: Path) -> None:
    text = (project / "docs" / "feeds.md").read_text("utf-8")
    table = text[text.index("| key |") : text.index("### Filters")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [key.name for key in FEED_KEYS]


def test_the_keys_that_defaults_cannot_have_are_named(project: Path) -> None:
    text = " ".join((project / "docs" / "feeds.md").read_text("utf-8").split())
    [named] = re.findall(r"It can have every key but (.*?)\. ", text)
    assert set(re.findall(r"`(\w+)`", named)) == NOT_IN_DEFAULTS


def test_the_example_is_valid(project: Path) -> None:
    text = (project / "docs" / "feeds.md").read_text("utf-8")
    [example] = re.findall(r"^    \[defaults\]\n(?:    .*\n|\n)+", text, re.MULTILINE)
    lines = [line.removeprefix("    ") for line in example.splitlines()]
    loaded = parse_subscriptions("\n".join(lines).encode(), project)
    assert (len(loaded.subscriptions), loaded.problems) == (1, ())
