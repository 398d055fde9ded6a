"""The keys of feeds.toml: what each does, an example, and how its value is parsed.

A test compares the table of docs/feeds.md with these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import timedelta
from typing import Any

from reader.feeds.model import KEEP_ALL, MIN_EVERY, Keep, Subscription
from reader.feeds.subscriptions.addresses import address_fault, has_user
from reader.feeds.subscriptions.names import SEPARATOR, id_fault
from reader.feeds.subscriptions.spans import format_span, parse_span
from reader.posts.search.filters import MARKED_STATES
from reader.posts.search.query import parse_query
from reader.settings.options import InvalidValue, Option
from reader.text.clean import clean_line, one_line
from reader.web.headers import HEADER_NAME, RESERVED_HEADERS

MIN_KEEP = timedelta(days=1)
FILTERS = ("skip", "only", "feature", "read")
"""Keys whose queries in `[defaults]` are added to those of a feed."""
NOT_IN_DEFAULTS = frozenset(("id", "name", "url", "user", "password_command"))
"""Keys that belong to one feed: no password is for all of them."""
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?")
_COUNT = re.compile(r"([0-9]{1,9})\s*(?:posts?)?", re.ASCII)


def _parse_text(value: object) -> object:
    if isinstance(value, str) and (text := one_line(value)):
        return text
    raise InvalidValue("must be a text in quotes")


def _parse_id(value: object) -> object:
    if not isinstance(value, str):
        raise InvalidValue('must be a name in quotes, such as "daring-fireball"')
    if fault := id_fault(value):
        raise InvalidValue(f'must be a name such as "daring-fireball": {fault}')
    return value


def _parse_url(value: object) -> object:
    example = 'must be a web address, such as "https://example.org/feed.xml"'
    if not isinstance(value, str):
        raise InvalidValue(example)
    if has_user(value):
        raise InvalidValue(
            "must not contain a user name and a password, which everybody could read; write them "
            'as user = "…" and password_command = "…", a command that prints the password'
        )
    if fault := address_fault(value):
        raise InvalidValue(f"{example}: {fault}")
    return value


def _parse_category(value: object) -> object:
    if isinstance(value, str):
        return SEPARATOR.join(filter(None, map(one_line, value.split(SEPARATOR))))
    raise InvalidValue('must be a name in quotes, such as "Tech", or nested names: "Tech/Apple"')


def _parse_every(value: object) -> object:
    span = parse_span(value) if isinstance(value, str) else None
    if span is None or span < MIN_EVERY:
        raise InvalidValue('must be a time of at least 15 minutes, such as "30m", "1h" or "2d"')
    return span


def _parse_keep(value: object) -> object:
    """Parse `forever`, an age, a number of posts, or age and number separated by a comma."""
    if type(value) is int and value > 0:
        return Keep(max_count=value)
    if not isinstance(value, str):
        raise InvalidValue(_KEEP_EXAMPLES)
    if value.strip() == "forever":
        return KEEP_ALL
    age: timedelta | None = None
    count: int | None = None
    for part in value.split(","):
        span, number = parse_span(part), _COUNT.fullmatch(part.strip())
        if span is not None and span >= MIN_KEEP and age is None:
            age = span
        elif number is not None and int(number[1]) > 0 and count is None:
            count = int(number[1])
        else:
            raise InvalidValue(_KEEP_EXAMPLES)
    return Keep(age, count)


_KEEP_EXAMPLES = (
    'must be "forever", an age of at least a day such as "90d", a number such as "500 posts", or '
    'both: "90d, 500 posts"'
)


def _parse_queries(value: object) -> object:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InvalidValue('must be a search in quotes, or a list: ["tag:promo", "by:ada"]')
    return tuple(_parse_query(text) for text in texts)


def _parse_query(text: str) -> str:
    query = parse_query(text)
    if not query:
        raise InvalidValue("must be a search with at least one letter or digit")
    if query.errors:
        raise InvalidValue(f"must be a search that is valid: {'; '.join(query.errors)}")
    for part in query.filters:
        if part.field == "is" and part.value.casefold() in MARKED_STATES:
            raise InvalidValue(
                f"must not contain is:{part.value}, which no entry is when it arrives"
            )
    return one_line(text)


def _parse_bool(value: object) -> object:
    if isinstance(value, bool):
        return value
    raise InvalidValue("must be true or false")


def _parse_header_value(value: object) -> object:
    if isinstance(value, str) and _HEADER_VALUE.fullmatch(value):
        return value
    raise InvalidValue("must be a text in quotes, of ASCII characters on one line")


def _parse_user(value: object) -> object:
    if isinstance(value, str) and value and ":" not in value and one_line(value) == value:
        return value
    # https://www.rfc-editor.org/rfc/rfc7617#section-2
    raise InvalidValue("must be a user name in quotes, without a colon")


def _parse_headers(value: object) -> object:
    if not isinstance(value, Mapping):
        raise InvalidValue('must be a table, such as { "Accept-Language" = "de" }')
    for name, text in value.items():
        shown = clean_line(name)
        if not HEADER_NAME.fullmatch(name):
            raise InvalidValue(f"must have names of headers, and {shown!r} is none")
        if name.lower() == "user-agent":
            raise InvalidValue(f"must not contain {shown}; write user_agent instead")
        if name.lower() in RESERVED_HEADERS:
            raise InvalidValue(f"must not contain {shown}, which Broadsheet sets itself")
        if not isinstance(text, str) or not _HEADER_VALUE.fullmatch(text):
            raise InvalidValue(
                f"must have values in quotes, of ASCII characters on one line, and that of {shown} "
                "is none"
            )
    return dict(value)


def _option(name: str, description: str, example: str, parse: Callable[[object], object]) -> Option:
    return Option(name, description, f"{name} = {example}", parse)


FEED_KEYS: tuple[Option, ...] = (
    _option(
        "id",
        "Identity of the feed, and name of its folder. Never change it.",
        '"daring-fireball"',
        _parse_id,
    ),
    _option("name", "Name of the feed in the reader.", '"Daring Fireball"', _parse_text),
    _option("url", "Address of the feed.", '"https://daringfireball.net/feeds/main"', _parse_url),
    _option(
        "category",
        "Category of its posts, and the folder that contains its folder. / nests categories.",
        '"Tech/Apple"',
        _parse_category,
    ),
    _option("every", "Time between two fetches.", '"1h"', _parse_every),
    _option("keep", "Which posts are kept.", '"forever"', _parse_keep),
    _option(
        "skip", "Searches; entries that match one are left out.", '"sponsored"', _parse_queries
    ),
    _option("only", "Searches; entries must match all of them.", '"tag:science"', _parse_queries),
    _option(
        "feature",
        "Searches; entries that match one become featured posts.",
        '"by:gruber -sponsor"',
        _parse_queries,
    ),
    _option(
        "read",
        "Searches; entries that match one are marked as read when they arrive.",
        '"weekly digest"',
        _parse_queries,
    ),
    _option(
        "full_text",
        "Whether the page of each entry is fetched, because the feed has only summaries.",
        "false",
        _parse_bool,
    ),
    _option(
        "user_agent",
        "What Broadsheet calls itself to the server.",
        '"Mozilla/5.0 (compatible)"',
        _parse_header_value,
    ),
    _option("user", "User name, if the feed needs a password.", '"ada"', _parse_user),
    _option(
        "password_command", "Command that prints the password.", '"pass show feeds"', _parse_text
    ),
    _option("headers", "Further headers of the request.", '{ Cookie = "id=1" }', _parse_headers),
)


def written_values(subscription: Subscription) -> dict[str, Any]:
    """Return the values that the table of a subscription has in feeds.toml, by key.

    What is not set is left out, so that the defaults apply: those of the file, if it has some.
    """
    values: dict[str, Any] = {}
    for key in FEED_KEYS:
        value = getattr(subscription, key.name)
        if key.name in _ALWAYS_WRITTEN or value != _DEFAULTS[key.name]:
            values[key.name] = _written(value)
    return values


_ALWAYS_WRITTEN = ("id", "name", "url")
_DEFAULTS = {
    field.name: {} if field.default is MISSING else field.default for field in fields(Subscription)
}


def _written(value: object) -> Any:
    """Return a value as its key has it in TOML, so that parsing returns the value again."""
    if isinstance(value, timedelta):
        return format_span(value)
    if isinstance(value, Keep):
        age = [] if value.max_age is None else [format_span(value.max_age)]
        count = [] if value.max_count is None else [f"{value.max_count} posts"]
        return ", ".join([*age, *count]) or "forever"
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    return dict(value) if isinstance(value, Mapping) else value
