"""Every key of config.toml, once: what it means, an example, and which values it takes.

The file that `broadsheet config --make` writes and the checks of what a reader wrote both come
from this table; docs/settings.md is held against it by a test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from reader.settings.model import MEASURES, WIDTHS, ProtocolSetting, RemoteImages
from reader.text.dates import DateForm

_LONGEST_DWELL = 3_600
KEYS = "keys"
"""The table of the file that gives commands other keys."""


class InvalidValue(ValueError):  # noqa: N818 - what the reader is told
    """A value that a key does not take; its text says what it takes."""


@dataclass(frozen=True, slots=True)
class Option:
    """One key of the file."""

    name: str
    description: str
    """What it does, one sentence."""
    example: str
    """A line of TOML that sets it to its default, or to what it may be where that is nothing."""
    parse: Callable[[object], object]
    """Gives the value as the settings hold it.

    Raises:
        InvalidValue: The key does not take it.
    """


def _folders(value: object) -> object:
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and all(isinstance(it, str) and it for it in values):
        return tuple(values)
    raise InvalidValue('a list of folders is wanted, such as ["~/news", "/srv/posts"]')


def _text(value: object) -> object:
    if isinstance(value, str) and value:
        return value
    raise InvalidValue("a name in quotes is wanted")


def _site(value: object) -> object:
    from reader.text.urls import refusal  # late: hardly anyone sets it

    if isinstance(value, str) and refusal(value) is None and not value.startswith("mailto:"):
        return value
    raise InvalidValue('an address is wanted, such as "https://example.org"')


def _cells_of(numbers: range) -> Callable[[object], object]:
    def parse(value: object) -> object:
        if type(value) is int and value in numbers:
            return value
        raise InvalidValue(f"a number of cells from {numbers[0]} to {numbers[-1]} is wanted")

    return parse


def _dwell(value: object) -> object:
    if type(value) in (int, float) and 0 <= float(str(value)) <= _LONGEST_DWELL:
        return float(str(value))
    raise InvalidValue(f"seconds from 0 to {_LONGEST_DWELL} are wanted")


def _one_of(kind: type[Enum]) -> Callable[[object], object]:
    *names, last = (f'"{it.value}"' for it in kind)

    def parse(value: object) -> object:
        if value in [it.value for it in kind]:
            return kind(value)
        raise InvalidValue(f"{', '.join(names)} or {last} is wanted")

    return parse


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    raise InvalidValue("true or false is wanted")


def _time_zone(value: object) -> object:
    from zoneinfo import ZoneInfo  # late: hardly anyone sets it

    try:
        if isinstance(value, str) and value:
            return ZoneInfo(value).key
    except (ValueError, OSError, KeyError):
        pass
    raise InvalidValue('the name of a time zone is wanted, such as "Europe/Berlin"')


OPTIONS: tuple[Option, ...] = (
    Option(
        "folders",
        "What is opened when the command line names no folder; without it, the sample posts.",
        'folders = ["~/news"]',
        _folders,
    ),
    Option(
        "site",
        "Address of the site that the posts belong to, for links to its other pages; without it, "
        "that of the post's own page.",
        'site = "https://example.org"',
        _site,
    ),
    Option(
        "theme",
        "The theme; T in the app lists them all. Without it, one that suits the terminal.",
        'theme = "broadsheet-dark"',
        _text,
    ),
    Option("measure", "Longest line of an article, in cells.", "measure = 76", _cells_of(MEASURES)),
    Option(
        "sidebar_width",
        "Cells of the category sidebar; without it, as wide as suits the terminal.",
        "sidebar_width = 24",
        _cells_of(WIDTHS),
    ),
    Option(
        "list_width",
        "Cells of the list of posts; without it, as wide as suits the terminal.",
        "list_width = 48",
        _cells_of(WIDTHS),
    ),
    Option(
        "dwell",
        "Seconds that an article is stayed with until it counts as read.",
        "dwell = 2",
        _dwell,
    ),
    Option(
        "dates",
        'How an article says when it appeared: the date ("absolute"), how long ago ("relative"), '
        'or "both".',
        'dates = "both"',
        _one_of(DateForm),
    ),
    Option(
        "front_page",
        "Whether all posts are laid out as a front page, in terminals of 120 columns and more.",
        "front_page = true",
        _flag,
    ),
    Option(
        "images",
        "Whether images are shown in their articles, those beside the posts and fetched ones.",
        "images = true",
        _flag,
    ),
    Option(
        "image_protocol",
        'How images reach the terminal: as dots ("kitty" or "sixel"), as half "blocks" of text, or '
        'in the way that suits a terminal that is known ("auto").',
        'image_protocol = "auto"',
        _one_of(ProtocolSetting),
    ),
    Option(
        "remote_images",
        'When images are fetched from the web: at a key ("ask"), when their article is stayed '
        'with ("always"), or "never".',
        'remote_images = "ask"',
        _one_of(RemoteImages),
    ),
    Option(
        "time_zone",
        "The time zone that dates are shown in; without it, that of the system.",
        'time_zone = "Europe/Berlin"',
        _time_zone,
    ),
)

KEYS_DESCRIPTION = (
    "Other keys for a command, by the id that `broadsheet config --keys` lists. Several are "
    "separated by blanks, and take the place of all that the command had."
)
KEYS_EXAMPLE = '"mark.star" = "* ctrl+s"'
