"""Metadata in the path of a file: name, slug, date, category, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from reader.posts.conflicted_copies import parse_conflicted_copy
from reader.text.clean import one_line
from reader.text.dates import PostDate

POSTS_FOLDERS = frozenset(
    ("_posts", "posts", "post", "_drafts", "drafts", "blog", "blogs", "news", "articles", "article")
)
"""Folders in which text files are posts even without front matter."""

TRANSLATED_POSTS_FOLDERS = frozenset(("docusaurus-plugin-content-blog",))
"""Folders of translated posts (https://docusaurus.io/docs/i18n/introduction)."""

_SECTION_ROOTS = POSTS_FOLDERS | TRANSLATED_POSTS_FOLDERS | {"content", "contents"}
"""Folders whose subfolders are categories."""

NOT_CATEGORIES = frozenset({"content", "docs", "pages", "src", "user"})
"""Folders that are never categories, wherever they are."""

_STRUCTURE = NOT_CATEGORIES | frozenset({
    "app", "apps", "assets", "data", "lib", "pub", "public", "resource", "resources",
    "site", "source", "static", "test", "tests", "web", "www",
})  # fmt: skip
"""Folders that belong to the structure of a site and are not categories."""

_LANGUAGES = frozenset({
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en",
    "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu",
    "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ky", "lt", "lv", "mk",
    "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "nn", "no", "pa", "pl", "pt", "ro",
    "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk",
    "ur", "uz", "vi", "zh",
})  # fmt: skip
"""Two-letter language codes of ISO 639-1."""
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?", re.IGNORECASE)

LANGUAGE_ALIASES: Mapping[str, str] = MappingProxyType({
    "br": "pt-BR", "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko",
    "se": "sv", "tw": "zh-TW", "ua": "uk",
})  # fmt: skip
"""Codes of countries that are used in place of the code of a language."""

_INNER_SUFFIXES = (".html", ".htm", ".blade")
"""Suffixes in front of a file's own, as in `post.html.md` of Middleman, and `post.blade.md` of
Jigsaw (https://jigsaw.tighten.com/docs/content-markdown/)."""

_GENERIC_NAMES = frozenset(("article", "blog_item", "default", "item", "page", "post"))
"""Names of files that say what kind of page they are, if they are alone in their folder. In Grav,
the name is that of the template."""
_SEQUENCE_NUMBER = re.compile(r"\d{1,4}\.(?=[^\W\d])")
"""A number that determines the order of folders in Grav, as in `01.blog`
(https://learn.getgrav.org/basics/basic-tutorial)."""

_HOUR, _MINUTE = r"(?:[01]\d|2[0-3])", r"[0-5]\d"
_DATED = (
    r"(?P<year>\d{4})(?:"
    r"[-_.年](?P<month>\d{1,2})[-_.月](?P<day>\d{1,2})日?"
    rf"(?:[-_.T\s](?P<hour>{_HOUR})[-_.:](?P<minute>{_MINUTE})(?:[-_.:](?P<second>{_MINUTE}))?"
    rf"|[-_T\s](?P<time>{_HOUR}{_MINUTE}{_MINUTE})|T(?P<short_time>{_HOUR}{_MINUTE}))?"
    rf"|(?P<digits>\d{{4}})(?P<digits_time>T?{_HOUR}{_MINUTE}(?:{_MINUTE})?"
    rf"|[-_]{_HOUR}{_MINUTE}{_MINUTE})?"
    r")"
)
"""A day, with or without a time of day: `2024-05-06-10-30`, `20240506`, `202405061030`."""
_LEADING_DATE = re.compile(rf"\A{_DATED}(?:[-_.\s]+|\Z|(?=[^\x00-\x7f\d]))")
_TRAILING_DATE = re.compile(rf"(?<=[^\W_])[-_.\s(\[]+{_DATED}[)\]]?\Z")
_DATE_IN_TEXT = re.compile(r"(?<!\d)(\d{4})[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)")
_MONTH_IN_FOLDERS = re.compile(r"(?:^|/)(\d{4})[-/_](\d{1,2})(?=/)")
_NUMBERS = re.compile(r"[\d\W_]+")


class PathFacts(NamedTuple):
    """What the other files of an opened folder say about a path."""

    shared_folders: int | None = None
    """Number of the path's folders, from the outermost on, that contain other posts as well. The
    folders below them belong to this post alone. None if that is not known."""
    languages: frozenset[str] = frozenset()
    """Keys of `LANGUAGE_ALIASES` that name languages in this path."""

    @property
    def key(self) -> str:
        """The facts as a text, from which `from_key` restores them."""
        return f"{self.shared_folders}:{','.join(sorted(self.languages))}"

    @classmethod
    def from_key(cls, key: str) -> PathFacts:
        """Return the facts with that key."""
        shared, _, languages = key.partition(":")
        return cls(
            int(shared) if shared.isdigit() else None, frozenset(filter(None, languages.split(",")))
        )


NO_FACTS = PathFacts()
"""The facts about a path without other files."""


class PathInfo:
    """The metadata in a file's path.

    Args:
        relative: Path relative to the opened folder, separated by `/`.
        facts: What the other files of the folder say about the path.
    """

    def __init__(self, relative: str, facts: PathFacts = NO_FACTS) -> None:
        self.relative = relative
        self._facts = facts
        *folders, file = relative.split("/")
        copy = parse_conflicted_copy(file)
        self.copy_mark = None if copy is None else copy.mark
        """What tells a conflicted copy from its original, or None if the file is not a copy."""
        file = file if copy is None else copy.original
        stem, ending = split_language(file.rpartition(".")[0])
        self._language = self._parse_language(ending)
        if ending and self._language is None:
            stem = f"{stem}.{ending}"
        shared = len(folders) if facts.shared_folders is None else facts.shared_folders
        is_own = bool(folders) and (
            stem.casefold() == "index"
            or (shared < len(folders) and stem.casefold() in _GENERIC_NAMES)
        )
        self.folders = folders[:-1] if is_own else folders
        """The folders that contain the file, outermost first, without the folder of a page bundle
        (https://gohugo.io/content-management/page-bundles/)."""
        self._shared = self.folders[:shared]
        self.name = one_line(_without_number(folders[-1]) if is_own else stem)
        """The file's name without suffixes, or the folder's name if the file is an `index`."""
        self._date, self._undated_name = _split_date(self.name)
        self._is_leading = self.name.endswith(self._undated_name)

    @property
    def slug(self) -> str:
        """The name without a leading date."""
        return (self._undated_name if self._is_leading else self.name) or self.name

    @property
    def title(self) -> str:
        """The name without a date at its beginning or end."""
        return self._undated_name or self.name

    @property
    def date(self) -> PostDate | None:
        """The date in the name or else in the folders. A month alone gives its first day.

        Jekyll requires a leading date: https://jekyllrb.com/docs/posts/#creating-posts.
        """
        day = self._date or find_date(self.name)
        if day is not None:
            return day
        above = "/".join((*self.folders, ""))
        month = _MONTH_IN_FOLDERS.search(above)
        return find_date(above) or (None if month is None else _day(month[1], month[2], "1"))

    @property
    def category(self) -> str | None:
        """The category that the folders give: the first folder below the posts folder.

        Dates, numbers, languages and the post's own folder are skipped. Without a posts folder,
        the first folder is used that does not belong to the structure of a site. If `_posts` has
        no such subfolder, its parent is used, as in Jekyll
        (https://jekyllrb.com/docs/posts/#categories).
        """
        names = [_without_number(name) for name in self.folders]
        roots = [index for index, name in enumerate(names) if name.casefold() in _SECTION_ROOTS]
        root = roots[-1] if roots else -1
        below = names[root + 1 : len(self._shared)]
        if below and below[-1].casefold() == self.name.casefold() and len(names) == len(below):
            below.pop()
        ignored = _SECTION_ROOTS | NOT_CATEGORIES if roots else _STRUCTURE
        category = self._first_name(below, ignored)
        if category is not None or root < 1 or names[root] != "_posts":
            return category
        return self._first_name([names[root - 1]], _STRUCTURE | _SECTION_ROOTS)

    @property
    def language(self) -> str | None:
        """The language code in the file's name (`post.fr.md`) or in a folder (`fr/post.md`).

        See https://gohugo.io/content-management/multilingual/.
        """
        return self._language or next(filter(None, map(self._parse_language, self.folders)), None)

    @property
    def is_draft(self) -> bool:
        """Whether the file is in a folder of drafts.

        See https://jekyllrb.com/docs/posts/#drafts.
        """
        return any(name.casefold() in ("_drafts", "drafts") for name in self.folders)

    def _parse_language(self, name: str) -> str | None:
        language = parse_language(name)
        if language is None and name.casefold() in self._facts.languages:
            return LANGUAGE_ALIASES[name.casefold()]
        return language

    def _first_name(self, folders: Iterable[str], ignored: Set[str]) -> str | None:
        for name in folders:
            is_dated = _NUMBERS.fullmatch(name) or _split_date(name)[0]
            if not is_dated and not self._parse_language(name) and name.casefold() not in ignored:
                return one_line(name).lstrip("_")
        return None


def _without_number(folder: str) -> str:
    return _SEQUENCE_NUMBER.sub("", folder, count=1) if folder[:1].isdigit() else folder


def split_language(stem: str) -> tuple[str, str]:
    """Split a file name without its suffix into the name and what may be its language.

    The second part is empty if there is none.
    """
    if "." not in stem:
        return stem, ""
    for suffix in _INNER_SUFFIXES:
        if stem.lower().endswith(suffix) and len(stem) > len(suffix):
            stem = stem[: -len(suffix)]
    before, _, ending = stem.rpartition(".")
    is_language = parse_language(ending) or ending.casefold() in LANGUAGE_ALIASES
    return (before, ending) if before and is_language else (stem, "")


def parse_language(name: str) -> str | None:
    """Return a language code with a hyphen (`pt-BR`), or None if the name is not one."""
    found = _LANGUAGE.fullmatch(name)
    return name.replace("_", "-") if found and found[1].casefold() in _LANGUAGES else None


def find_date(text: str) -> date | None:
    """Return the first valid date, year first, in a path or address."""
    for found in _DATE_IN_TEXT.finditer(text):
        day = _day(found[1], found[2], found[3])
        if day is not None:
            return day
    return None


def _split_date(name: str) -> tuple[PostDate | None, str]:
    """Return the date at the beginning or end of a name, and the name without it."""
    if not any(map(str.isdigit, name)):
        return None, name
    for pattern in (_LEADING_DATE, _TRAILING_DATE):
        found = pattern.search(name)
        day = None if found is None else _build_date(found)
        if found is not None and day is not None:
            return day, name[: found.start()] + name[found.end() :]
    return None, name


def _build_date(found: re.Match[str]) -> PostDate | None:
    """Return the date of a match of `_DATED`, with the time of day if it has one."""
    digits = found["digits"]
    month, day = (digits[:2], digits[2:]) if digits else (found["month"], found["day"])
    date_ = _day(found["year"], month, day)
    time = found["time"] or found["short_time"] or (found["digits_time"] or "").strip("T-_")
    if date_ is None or not (time or found["hour"]):
        return date_
    hour, minute, second = (
        (time[:2], time[2:4], time[4:]) if time else found.group("hour", "minute", "second")
    )
    return datetime(date_.year, date_.month, date_.day, int(hour), int(minute), int(second or 0))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None
