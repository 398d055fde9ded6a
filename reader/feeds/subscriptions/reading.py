"""Turn the text of feeds.toml into subscriptions and problems.

A fault costs only what it is about: an invalid value, a subscription without address, or, where the
TOML itself is broken, the table that the error is in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, TypeAlias

from reader.feeds.full_text.extra import EXTRA, is_available
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.keys import FEED_KEYS, FILTERS, NOT_IN_DEFAULTS
from reader.feeds.subscriptions.names import (
    MAX_DEPTH,
    MAX_NAME_BYTES,
    derive_id,
    derive_name,
    fold_id,
    safe_category,
)
from reader.feeds.subscriptions.tables import DEFAULTS, FEED, split_tables
from reader.posts.post import Problem
from reader.settings.options import InvalidValue, Option
from reader.settings.toml_lines import TomlError, key_lines, parse_toml
from reader.text.clean import one_line

_KEYS_BY_NAME = {key.name: key for key in FEED_KEYS}
_DEFAULT_KEYS = {name: key for name, key in _KEYS_BY_NAME.items() if name not in NOT_IN_DEFAULTS}
_REQUIRED = ("url", "id")
"""Keys without which a feed is not fetched if their value is not valid."""
_MAX_SHOWN = 60
"""Characters of an unknown key that a problem shows."""
_NumberedTable: TypeAlias = tuple[int, Mapping[str, Any]]
"""The table of a feed, with its number among those of the file, from 0."""


@dataclass
class FileReading:
    """A file that is being read, and the problems that were found so far."""

    path: str
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    """Number of the table of each subscription that was read, by id."""

    @cached_property
    def lines(self) -> dict[str, int]:
        """Lines of keys, such as `feed.0.url`; only needed if there is a problem."""
        return dict(key_lines(self.text))

    def report(self, where: str, key: str | None, message: str, remedy: str) -> None:
        """Record a problem of a table, such as `feed.0`, or of a key in it."""
        names = [where, FEED] if key is None else [f"{where}.{key}" if where else key, where, FEED]
        line = next((self.lines[name] for name in names if name in self.lines), None)
        self.report_line(line, key, message, remedy)

    def report_line(self, line: int | None, key: str | None, message: str, remedy: str) -> None:
        """Record a problem in a line, counted from 1."""
        self.problems.append(Problem(self.path, line, key, one_line(message), one_line(remedy)))

    def read_document(self) -> tuple[dict[str, Any], list[_NumberedTable]]:
        """Return the parsed defaults, and the tables of the feeds."""
        defaults: dict[str, Any] = {}
        feeds: list[_NumberedTable] = []
        for first, document in self._parse_documents():
            for name, value in document.items():
                if name == FEED:
                    feeds += enumerate(self._feed_tables(value), first)
                elif name == DEFAULTS:
                    defaults = self._parse_defaults(value)
                else:
                    self._report_unknown("", name, (DEFAULTS, FEED))
        return defaults, feeds

    def _parse_documents(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the parsed file, or its tables one by one if it is not valid.

        With each comes the number of its first feed.
        """
        try:
            yield 0, parse_toml(self.text)
            return
        except TomlError as error:
            whole = error
        number, errors = 0, 0
        for chunk in split_tables(self.text):
            try:
                yield number, parse_toml(chunk.text)
            except TomlError as error:
                errors += 1
                self._report_syntax(chunk.line + (error.line or 1) - 1, error, chunk.is_feed)
            number += chunk.is_feed
        if not errors:  # each table is valid alone, such as two tables [defaults]
            self._report_syntax(whole.line, whole, is_feed=False)

    def _report_syntax(self, line: int | None, error: TomlError, is_feed: bool) -> None:
        handled = "the feed is not fetched" if is_feed else "it is ignored"
        self.report_line(
            line,
            None,
            f"this is not valid TOML ({error.reason}); {handled}",
            'A text needs quotes, and each key a line of its own: name = "Kottke".',
        )

    def _report_unknown(self, where: str, name: str, known: Collection[str]) -> None:
        shown = one_line(name[:_MAX_SHOWN])
        close = get_close_matches(shown, known, 1)
        remedy = f"Did you mean {close[0]}?" if close else f"The keys are {', '.join(known)}."
        if where == DEFAULTS and name in NOT_IN_DEFAULTS:
            remedy = "Write it in the tables of the feeds, because it belongs to one feed."
        self.report(where, name, f"{shown} is not a key that is known here", remedy)

    def _feed_tables(self, value: object) -> Sequence[dict[str, Any]]:
        if isinstance(value, dict):
            self.report("", FEED, "feed has one pair of brackets", "Write [[feed]] with two pairs.")
            return [value]
        if isinstance(value, list) and all(isinstance(table, dict) for table in value):
            return value
        self.report("", FEED, "feed is not a table", "Write [[feed]], and its keys below it.")
        return ()

    def _parse_defaults(self, value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return self._parse_values(value, DEFAULTS, _DEFAULT_KEYS)
        self.report("", DEFAULTS, "defaults is not a table", "Write [defaults], and keys below it.")
        return {}

    def _parse_values(
        self, table: Mapping[str, Any], where: str, keys: Mapping[str, Option]
    ) -> dict[str, Any]:
        """Return the parsed values of a table by their keys, without those that are not valid."""
        values: dict[str, Any] = {}
        for name, value in table.items():
            if name not in keys:
                self._report_unknown(where, name, keys)
                continue
            try:
                values[name] = keys[name].parse(value)
            except InvalidValue as error:
                handled = "the feed is not fetched" if name in _REQUIRED else "it is ignored"
                message = f"{name} has a value that cannot be used; {handled}"
                self.report(where, name, message, f"It {error}.")
        return values

    def read_feeds(
        self, defaults: Mapping[str, Any], tables: Sequence[_NumberedTable]
    ) -> tuple[Subscription, ...]:
        """Return the subscriptions of the tables that can be used."""
        values: list[tuple[int, dict[str, Any]]] = []
        used: dict[str, int] = {}
        for number, table in tables:
            where = f"{FEED}.{number}"
            parsed = self._parse_values(table, where, _KEYS_BY_NAME)
            if self._is_usable(where, table, parsed, used):
                values.append((number, parsed))
                used.update(dict.fromkeys(_identities(parsed), number))
        ids = {fold_id(parsed["id"]) for _, parsed in values if "id" in parsed}
        feeds = []
        for number, parsed in values:
            feed = self._complete(f"{FEED}.{number}", parsed, defaults, ids)
            feeds.append(feed)
            if feed.full_text and not is_available():
                message = "full_text needs an extension that is missing; the posts have summaries"
                remedy = f"Install {EXTRA}, or remove full_text."
                self.report(f"{FEED}.{number}", "full_text", message, remedy)
            ids.add(fold_id(feed.id))
            self.tables[feed.id] = number
        return tuple(feeds)

    def _is_usable(
        self,
        where: str,
        table: Mapping[str, Any],
        parsed: Mapping[str, Any],
        used: Mapping[str, int],
    ) -> bool:
        """Return whether a feed has an address, and neither its address nor its id is taken."""
        if "url" not in table:
            remedy = 'Add a line such as url = "https://example.org/feed.xml".'
            self.report(where, None, "the feed has no url, so it is not fetched", remedy)
            return False
        if any(name in table and name not in parsed for name in _REQUIRED):
            return False  # this is reported already
        for key, identity in zip(("url", "id"), _identities(parsed), strict=False):
            if identity in used:
                line = self.lines.get(f"{FEED}.{used[identity]}", "?")
                message = f"the feed in line {line} has the same {key}; this one is not fetched"
                self.report(where, key, message, "Remove one of them, or change it.")
                return False
        return True

    def _complete(
        self,
        where: str,
        parsed: Mapping[str, Any],
        defaults: Mapping[str, Any],
        ids: Collection[str],
    ) -> Subscription:
        """Return the subscription of the parsed values of a table.

        Args:
            where: The table.
            parsed: Its values.
            defaults: The values of `[defaults]`.
            ids: The ids of other subscriptions, folded.
        """
        url = parsed["url"]
        values: dict[str, Any] = {**defaults, **parsed}
        if "id" not in values:
            values["id"] = derive_id(url, ids)
        if "name" not in values:
            values["name"] = derive_name(url)
        for name in FILTERS:
            values[name] = (*defaults.get(name, ()), *parsed.get(name, ()))
        if "password_command" in values and "user" not in values:
            del values["password_command"]
            message = "password_command has no user; it is ignored"
            self.report(where, "password_command", message, 'Add a line such as user = "ada".')
        category = values.get("category", "")
        values["category"] = safe_category(category)
        if values["category"] != category:
            message = (
                f"the category {category} cannot be used; {values['category']} is used instead"
            )
            remedy = f"Write another name, or at most {MAX_DEPTH} names of {MAX_NAME_BYTES} bytes."
            self.report(where, "category", message, remedy)
        return Subscription(**values)


def _identities(parsed: Mapping[str, Any]) -> list[str]:
    """Return what no other subscription may have: the address, and the id if one is written."""
    identities = [f"url {parsed['url']}"]
    return [*identities, f"id {fold_id(parsed['id'])}"] if "id" in parsed else identities
