"""Change feeds.toml, and leave alone whatever else a person wrote in it.

A change concerns one table. Its text is changed by tomlkit, which keeps comments and spacing, and
all other bytes of the file stay as they are. Before the file is written, its new text is parsed:
it must mean the same as before, but for the change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from reader.feeds.errors import FeedError
from reader.feeds.model import Subscription
from reader.feeds.subscriptions.addresses import check_address
from reader.feeds.subscriptions.file_lock import locked
from reader.feeds.subscriptions.keys import written_values
from reader.feeds.subscriptions.loading import locate_tables, parse_subscriptions
from reader.feeds.subscriptions.names import distinct_name, fold_id, free_id, safe_category
from reader.feeds.subscriptions.tables import DEFAULTS, FEED, LINE, Chunk, split_tables
from reader.posts.files import load_whole
from reader.settings.atomic import write_atomically
from reader.settings.model import SUBSCRIPTIONS_FILE
from reader.settings.toml_lines import TomlError, parse_toml
from reader.text.clean import one_line
from reader.text.folding import fold_name
from reader.text.normal_links import normal_link

_BYTE_ORDER_MARK = "\ufeff"
_MAX_ATTEMPTS = 10
_FIRST_LINES = (
    "# The feeds of Broadsheet. You can edit this file: `broadsheet feed list` reports mistakes.\n"
)
_FIRST_EMPTY_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")
_LAST_EMPTY_LINES = re.compile(r"(?:(?<=\n)[ \t]*\r?\n)+\Z")
_BARE_LINE_FEED = re.compile(r"(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class _Content:
    """The text of the file, and what it means."""

    text: str
    document: Mapping[str, Any]

    @property
    def feeds(self) -> list[dict[str, Any]]:
        """The tables of the feeds."""
        found = self.document.get(FEED, [])
        return found if isinstance(found, list) else [found]

    @property
    def newline(self) -> str:
        """What ends the lines."""
        return "\r\n" if self.text.partition("\n")[0].endswith("\r") else "\n"


_Change = Callable[[_Content], _Content]


class SubscriptionFile:
    """The feeds.toml of a feeds folder, to be changed.

    Every method loads the file, changes it and writes it in one step. Changes of several programs
    at a time wait for each other. A symbolic link and the permissions of the file are kept; a new
    file can be read by its owner only, because it may contain secrets.

    All methods raise `FeedError` if the file is not valid TOML, or cannot be read or written. It is
    left unchanged then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / SUBSCRIPTIONS_FILE

    def add(self, *subscriptions: Subscription) -> tuple[Subscription, ...]:
        """Add subscriptions at the end of the file; the folder is created if there is none.

        Returns:
            The subscriptions that were added: without those whose address is there already, and
            with another id or name where it is taken.

        Raises:
            FeedError: An address is not valid.
        """
        added: list[Subscription] = []

        def change(content: _Content) -> _Content:
            there = parse_subscriptions(content.text.encode(), self.path).subscriptions
            added[:] = _without_duplicates(subscriptions, there)
            return _append(content, [written_values(feed) for feed in added])

        self._write(change)
        return tuple(added)

    def remove(self, subscription_id: str) -> None:
        """Remove the table of a subscription; comments above and below it stay.

        Raises:
            FeedError: There is no such subscription.
        """

        def change(content: _Content) -> _Content:
            return self._replace_table(content, subscription_id, lambda _: None)

        self._write(change)

    def change(
        self,
        subscription_id: str,
        *,
        name: str | None = None,
        category: str | None = None,
        url: str | None = None,
    ) -> None:
        """Change values of a subscription; None leaves one as it is.

        A subscription without an id gets the one it has been known by, which followed from its
        address.

        Raises:
            FeedError: There is no such subscription, or a value is not valid.
        """
        if url is not None:
            check_address(url)
        if name is not None and not one_line(name):
            raise FeedError("the name is empty", "Write a name.")
        values = {
            "name": name and one_line(name),
            "category": category if category is None else safe_category(category),
            "url": url,
        }
        given = {key: value for key, value in values.items() if value is not None}

        def change(content: _Content) -> _Content:
            defaults = content.document.get(DEFAULTS, {})

            def edit(table: Any) -> Any:
                if "id" not in table:
                    table["id"] = subscription_id
                for key, value in given.items():
                    if value or key in defaults:
                        table[key] = value
                    elif key in table:
                        del table[key]
                return table

            return self._replace_table(content, subscription_id, edit)

        self._write(change)

    def _replace_table(
        self, content: _Content, subscription_id: str, edit: Callable[[Any], Any]
    ) -> _Content:
        """Return the content after an edit of the table of a subscription.

        Args:
            content: The content.
            subscription_id: The id of the subscription.
            edit: Called with the table, as a dictionary or as a table of tomlkit. It returns the
                table changed, or None to remove it.
        """
        number = locate_tables(content.text).get(subscription_id)
        if number is None:
            raise FeedError(
                f"no feed has the id {subscription_id!r}", "`broadsheet feed list` prints the ids."
            )
        chunks = list(split_tables(content.text))
        position = [index for index, chunk in enumerate(chunks) if chunk.is_feed][number:][:1]
        if not position or _meaning(chunks[position[0]]) != content.feeds[number]:
            raise self._unusual_form()
        before = "".join(chunk.text for chunk in chunks[: position[0]])
        after = "".join(chunk.text for chunk in chunks[position[0] + 1 :])
        try:
            text = _edit_text(before, chunks[position[0]].text, after, edit, content.newline)
        except TOMLKitError as error:  # it is stricter than tomllib here and there
            raise self._unusual_form() from error
        edited = edit(dict(content.feeds[number]))
        feeds = content.feeds[:number] + ([edited] if edited else []) + content.feeds[number + 1 :]
        return _Content(text, _with_feeds(content.document, feeds))

    def _write(self, change: _Change) -> None:
        """Load the file, change it, and write it if nobody else has written it since."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with locked(self._folder):
                for _ in range(_MAX_ATTEMPTS):
                    text = self._load()
                    content = self._parse(text.removeprefix(_BYTE_ORDER_MARK))
                    changed = change(content)
                    if _meaning_of(changed.text) != changed.document:
                        raise self._unusual_form()
                    if changed == content:
                        return
                    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
                    if self._load() == text:
                        write_atomically(self.path, mark + changed.text)
                        return
        except OSError as error:
            raise FeedError(
                f"{self.path} cannot be written ({error.strerror or error})",
                "Check its permissions, and whether the disk is full.",
            ) from error
        raise FeedError(
            f"{self.path} is being changed by another program", "Try again when it has ended."
        )

    def _load(self) -> str:
        try:
            return load_whole(self.path).decode()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise FeedError(
                f"{self.path} is not encoded in UTF-8", "Save it as UTF-8 in your editor."
            ) from error

    def _parse(self, text: str) -> _Content:
        try:
            return _Content(text, parse_toml(text))
        except TomlError as error:
            where = self.path if error.line is None else f"{self.path}:{error.line}"
            raise FeedError(
                f"{where}: this is not valid TOML ({error.reason})",
                "Fix it first; the file was not changed.",
            ) from error

    def _unusual_form(self) -> FeedError:
        return FeedError(
            f"the feeds in {self.path} are written in a form that only an editor can change",
            "Write each feed as a table: a line [[feed]], and below it one key in each line.",
        )


def _edit_text(
    before: str, chunk: str, after: str, edit: Callable[[Any], Any], newline: str
) -> str:
    """Return the text of the file after an edit of one chunk; see `_replace_table`."""
    table, rest = _split_rest(chunk)
    parsed = tomlkit.parse(table if table.endswith("\n") else table + newline)
    if edit(parsed[FEED][0]) is not None:
        return before + _with_newlines(tomlkit.dumps(parsed), newline) + rest + after
    if not before or _LAST_EMPTY_LINES.search(before):
        rest = _FIRST_EMPTY_LINES.sub("", rest)
    return before + rest + after if rest + after else _LAST_EMPTY_LINES.sub("", before)


def _split_rest(chunk: str) -> tuple[str, str]:
    """Split comments and empty lines off the end of a table: they are about what follows it."""
    lines = LINE.findall(chunk)
    end = len(lines)
    while end and lines[end - 1].lstrip()[:1] in ("", "#"):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _with_newlines(text: str, newline: str) -> str:
    return text if newline == "\n" else _BARE_LINE_FEED.sub(newline, text)


def _append(content: _Content, tables: list[dict[str, Any]]) -> _Content:
    """Return the content with more feeds at its end."""
    if not tables:
        return content
    text = content.text or _FIRST_LINES
    text += "" if text.endswith("\n") else content.newline
    blocks = [_with_newlines(_format_table(table), content.newline) for table in tables]
    separator = "" if _LAST_EMPTY_LINES.search(text) else content.newline
    text += separator + content.newline.join(blocks)
    return _Content(text, _with_feeds(content.document, [*content.feeds, *tables]))


def _format_table(table: dict[str, Any]) -> str:
    """Return the lines of a feed."""
    document = tomlkit.document()
    document.add(FEED, tomlkit.aot())
    document[FEED].append(tomlkit.item(table))
    return tomlkit.dumps(document)


def _with_feeds(document: Mapping[str, Any], feeds: list[dict[str, Any]]) -> dict[str, Any]:
    others = {name: value for name, value in document.items() if name != FEED}
    return {**others, FEED: feeds} if feeds else others


def _meaning(chunk: Chunk) -> object:
    """Return the table of a feed that a chunk is; None if it is not valid alone."""
    document = _meaning_of(chunk.text)
    return document[FEED][0] if document and FEED in document else None


def _meaning_of(text: str) -> dict[str, Any] | None:
    try:
        return parse_toml(text)
    except TomlError:
        return None


def _without_duplicates(
    subscriptions: tuple[Subscription, ...], there: tuple[Subscription, ...]
) -> list[Subscription]:
    """Return those whose address is not there yet, each with an id and a name of its own."""
    ids = {fold_id(feed.id) for feed in there}
    names = {fold_name(feed.name) for feed in there}
    keys = {normal_link(feed.url) for feed in there}
    added = []
    for feed in subscriptions:
        check_address(feed.url)
        if (key := normal_link(feed.url)) in keys:
            continue
        identity = free_id(feed.id, ids, feed.url)
        name = distinct_name(one_line(feed.name) or feed.url, feed.url, names)
        added.append(replace(feed, id=identity, name=name, category=safe_category(feed.category)))
        keys.add(key)
        ids.add(identity)
        names.add(fold_name(name))
    return added
