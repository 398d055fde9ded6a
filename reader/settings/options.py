"""The settings of config.toml: what each does, an example, and how its value is parsed.

Both the file that `broadsheet config --make` writes and the checks of what the user wrote use this
table. A test compares docs/settings.md with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

from reader.settings.languages import LANGUAGE_CODE
from reader.settings.model import MEASURES, WIDTHS, ProtocolSetting, RemoteImages
from reader.text.dates import DateForm
from reader.text.urls import refusal_reason

MAX_DWELL = 3_600
"""Maximum value of `dwell`, in seconds."""
MAX_FETCH_EVERY = 1_440
"""Maximum value of `fetch_every`, in minutes: a day."""
MAX_RESUME_WITHIN = 8_760
"""Maximum value of `resume_within`, in hours: a year."""
KEYS = "keys"
"""The table of the file that assigns keys to commands."""
SEARCHES = "searches"
"""The table of the file with the saved searches."""


class InvalidValue(ValueError):  # noqa: N818 - its text completes "measure: …" for the user
    """A setting does not accept a value. The text says what it must be."""


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of the file."""

    name: str
    description: str
    """What the setting does, and its default if the example does not show it."""
    example: str
    """A line of TOML. It sets the default, or a typical value if the default is not to set it."""
    parse: Callable[[object], object]
    """Return a TOML value as a value of `Settings`.

    Raises:
        InvalidValue: The setting does not accept the value.
    """


def _parse_folders(value: object) -> object:
    values = [value] if isinstance(value, str) else value
    if isinstance(values, list) and all(isinstance(name, str) and name for name in values):
        return tuple(values)
    raise InvalidValue('must be a list of folders, such as ["~/news", "/srv/posts"]')


def _parse_languages(value: object) -> object:
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list) and all(
        isinstance(name, str) and LANGUAGE_CODE.fullmatch(name) for name in names
    ):
        return tuple(name.replace("_", "-") for name in names)
    raise InvalidValue('must be a list of language codes, such as ["de", "pt-BR"]')


def _parse_name(value: object) -> object:
    if isinstance(value, str) and value:
        return value
    raise InvalidValue("must be a name in quotes")


def _parse_file(value: object) -> object:
    if isinstance(value, str) and (value.startswith("~") or PurePath(value).is_absolute()):
        return value
    raise InvalidValue('must be the full path of a file, such as "~/notes/commonplace.md"')


def _parse_feeds_folder(value: object) -> object:
    if isinstance(value, str) and (value.startswith("~") or PurePath(value).is_absolute()):
        return value
    raise InvalidValue('must be the full path of a folder, such as "~/Broadsheet"')


def _parse_fetch_every(value: object) -> object:
    if type(value) is int and 0 <= value <= MAX_FETCH_EVERY:
        return value
    raise InvalidValue(f"must be a number of minutes from 0 to {MAX_FETCH_EVERY}")


def _parse_site(value: object) -> object:
    if isinstance(value, str) and refusal_reason(value) is None and not value.startswith("mailto:"):
        return value
    raise InvalidValue('must be a web address, such as "https://example.org"')


def _cells_parser(numbers: range) -> Callable[[object], object]:
    def parse(value: object) -> object:
        if type(value) is int and value in numbers:
            return value
        raise InvalidValue(f"must be a number of cells from {numbers[0]} to {numbers[-1]}")

    return parse


def _parse_dwell(value: object) -> object:
    if type(value) in (int, float) and 0 <= float(str(value)) <= MAX_DWELL:
        return float(str(value))
    raise InvalidValue(f"must be a number of seconds from 0 to {MAX_DWELL}")


def _parse_resume_within(value: object) -> object:
    if type(value) in (int, float) and 0 <= float(str(value)) <= MAX_RESUME_WITHIN:
        return float(str(value))
    raise InvalidValue(f"must be a number of hours from 0 to {MAX_RESUME_WITHIN}")


def _enum_parser(kind: type[Enum]) -> Callable[[object], object]:
    *names, last = (f'"{member.value}"' for member in kind)

    def parse(value: object) -> object:
        if value in [member.value for member in kind]:
            return kind(value)
        raise InvalidValue(f"must be {', '.join(names)} or {last}")

    return parse


def _parse_bool(value: object) -> object:
    if isinstance(value, bool):
        return value
    raise InvalidValue("must be true or false")


def _parse_time_zone(value: object) -> object:
    # Imported late: few users set a time zone, and the import takes 2 ms of every start.
    from zoneinfo import ZoneInfo

    try:
        if isinstance(value, str) and value:
            return ZoneInfo(value).key
    except (ValueError, OSError, KeyError):
        pass
    raise InvalidValue('must be the name of a time zone, such as "Europe/Berlin"')


OPTIONS: tuple[Option, ...] = (
    Option(
        "folders",
        "Folders to open when the command line names none. Default: the sample posts.",
        'folders = ["~/news"]',
        _parse_folders,
    ),
    Option(
        "feeds_folder",
        "Folder that the entries of feeds are written to as posts, with the list of your feeds.",
        'feeds_folder = "~/Broadsheet"',
        _parse_feeds_folder,
    ),
    Option(
        "fetch_every",
        "Minutes between two fetches of your feeds while the app is open. 0 fetches only when you "
        "press the key for it.",
        "fetch_every = 30",
        _parse_fetch_every,
    ),
    Option(
        "site",
        "Address of the website that the posts belong to. Links to its other pages are opened "
        "there. Default: the address in the site's configuration file, or else the post's own.",
        'site = "https://example.org"',
        _parse_site,
    ),
    Option(
        "languages",
        "Languages in which posts are shown, the most preferred first, if they are translated. "
        "Default: the language of the system, then that of the site.",
        'languages = ["de", "en"]',
        _parse_languages,
    ),
    Option(
        "theme",
        "Colour theme. Press T in the app for the list. Default: one that suits the terminal.",
        'theme = "broadsheet-dark"',
        _parse_name,
    ),
    Option(
        "measure",
        "Maximum line length of an article, in cells.",
        "measure = 76",
        _cells_parser(MEASURES),
    ),
    Option(
        "sidebar_width",
        "Width of the category sidebar, in cells. Default: one that suits the terminal.",
        "sidebar_width = 24",
        _cells_parser(WIDTHS),
    ),
    Option(
        "list_width",
        "Width of the post list, in cells. Default: one that suits the terminal.",
        "list_width = 48",
        _cells_parser(WIDTHS),
    ),
    Option(
        "pin_panes",
        "Leave the list and the sidebar their widths while an article is open. Otherwise they give "
        "way to the full length of its lines.",
        "pin_panes = false",
        _parse_bool,
    ),
    Option(
        "dwell",
        "Seconds that an article must be open before it is marked as read.",
        "dwell = 2",
        _parse_dwell,
    ),
    Option(
        "resume_within",
        "Hours within which a start opens the article again that you were reading. Later, the list "
        "begins with a row to continue it.",
        "resume_within = 6",
        _parse_resume_within,
    ),
    Option(
        "dates",
        'How the date of an article is shown: as a date ("absolute"), as the time since then '
        '("relative"), or as "both".',
        'dates = "both"',
        _enum_parser(DateForm),
    ),
    Option(
        "front_page",
        "Show all posts as a front page if the terminal has at least 80 columns, or 120 if it has "
        "30 rows or fewer.",
        "front_page = true",
        _parse_bool,
    ),
    Option(
        "images",
        "Show images in articles: both those stored beside the posts and those fetched from the "
        "web.",
        "images = true",
        _parse_bool,
    ),
    Option(
        "image_protocol",
        'How images are sent to the terminal: as pixels ("kitty" or "sixel"), as half-block '
        'characters ("blocks"), or in the best way that the terminal is known to support ("auto").',
        'image_protocol = "auto"',
        _enum_parser(ProtocolSetting),
    ),
    Option(
        "remote_images",
        'When images are fetched from the web: when you press a key ("ask"), when you stay on '
        'their article ("always"), or "never".',
        'remote_images = "ask"',
        _enum_parser(RemoteImages),
    ),
    Option(
        "time_zone",
        "Time zone in which dates are shown. Default: the time zone of the system.",
        'time_zone = "Europe/Berlin"',
        _parse_time_zone,
    ),
    Option(
        "commonplace",
        "Markdown file that quotes from articles are saved in. Default: commonplace.md in the data "
        "folder.",
        'commonplace = "~/notes/commonplace.md"',
        _parse_file,
    ),
)

KEYS_DESCRIPTION = (
    "Keys of commands, by the ids that `broadsheet config --keys` lists. Separate several keys "
    "with spaces. They replace all default keys of the command."
)
KEYS_EXAMPLE = '"mark.star" = "* ctrl+s"'
SEARCHES_DESCRIPTION = (
    "Saved searches, by the names under which the sidebar lists them. Press + in a search to save "
    "it here."
)
SEARCHES_EXAMPLE = '"Short reads" = "mins:<5 is:unread"'
