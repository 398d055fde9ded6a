"""Metadata in the path of a file: name, slug, date, category, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from datetime import date

from reader.posts.conflicted_copies import parse_conflicted_copy
from reader.text.clean import one_line

POSTS_FOLDERS = frozenset(
    ("_posts", "posts", "post", "_drafts", "drafts", "blog", "blogs", "news", "articles", "article")
)
"""Folders in which text files are posts even without front matter."""

_SECTION_ROOTS = POSTS_FOLDERS | {"content", "contents"}
"""Folders whose subfolders are categories."""

_STRUCTURE = frozenset({
    "app", "apps", "assets", "data", "docs", "lib", "pages", "pub", "public", "resource",
    "resources", "site", "source", "src", "static", "test", "tests", "web", "www",
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
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?", re.IGNORECASE)

_DATED_NAME = re.compile(
    r"\A(?P<year>\d{4})(?:[-_.](?P<month>\d{1,2})[-_.](?P<day>\d{1,2})|(?P<digits>\d{4}))(?:[-_.\s]+|$)"
)
_DATE_IN_TEXT = re.compile(r"(?<!\d)(\d{4})[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)")
_MONTH_IN_FOLDERS = re.compile(r"(?:^|/)(\d{4})[-/_](\d{1,2})(?=/)")
_NUMBERS = re.compile(r"[\d\W_]+")


class PathInfo:
    """The metadata in a file's path.

    Args:
        relative: Path relative to the opened folder, separated by `/`.
    """

    def __init__(self, relative: str) -> None:
        self.relative = relative
        *folders, file = relative.split("/")
        copy = parse_conflicted_copy(file)
        self.copy_mark = None if copy is None else copy.mark
        """What tells a conflicted copy from its original, or None if the file is not a copy."""
        stem = (file if copy is None else copy.original).rpartition(".")[0]
        # Middleman's `post.html.md`: https://middlemanapp.com/advanced/pretty-urls
        stem = stem.removesuffix(".html") or stem
        before, _, ending = stem.rpartition(".")
        self._language = parse_language(ending) if before else None
        self._stem = stem if self._language is None else before
        is_index = bool(folders) and self._stem.casefold() == "index"
        self.folders = folders[:-1] if is_index else folders
        """The folders that contain the file, outermost first, without the folder of a page bundle
        (https://gohugo.io/content-management/page-bundles/)."""
        self.name = one_line(folders[-1] if is_index else self._stem)
        """The file's name without suffixes, or the folder's name if the file is an `index`."""
        self._leading_day = _leading_day(self.name)

    @property
    def slug(self) -> str:
        """The name without a leading date."""
        return (_DATED_NAME.sub("", self.name) if self._leading_day else self.name) or self.name

    @property
    def date(self) -> date | None:
        """The date in the name or else in the folders. A month alone gives its first day.

        Jekyll requires a leading date: https://jekyllrb.com/docs/posts/#creating-posts.
        """
        day = self._leading_day or find_date(self.name)
        if day is not None:
            return day
        above = "/".join((*self.folders, ""))
        month = _MONTH_IN_FOLDERS.search(above)
        return find_date(above) or (None if month is None else _day(month[1], month[2], "1"))

    @property
    def category(self) -> str | None:
        """The category that the folders give: the first folder below the posts folder.

        Dates, numbers and languages are skipped. Without a posts folder, the first folder is
        used that does not belong to the structure of a site. If `_posts` has no such subfolder,
        its parent is used, as in Jekyll (https://jekyllrb.com/docs/posts/#categories).
        """
        roots = [
            index for index, name in enumerate(self.folders) if name.casefold() in _SECTION_ROOTS
        ]
        root = roots[-1] if roots else -1
        below = _first_name(self.folders[root + 1 :], POSTS_FOLDERS if roots else _STRUCTURE)
        if below is not None or root < 1 or self.folders[root] != "_posts":
            return below
        return _first_name([self.folders[root - 1]], _STRUCTURE | _SECTION_ROOTS)

    @property
    def language(self) -> str | None:
        """The language code in the file's name (`post.fr.md`) or in a folder (`fr/post.md`).

        See https://gohugo.io/content-management/multilingual/.
        """
        return self._language or next(filter(None, map(parse_language, self.folders)), None)

    @property
    def is_draft(self) -> bool:
        """Whether the file is in a folder of drafts.

        See https://jekyllrb.com/docs/posts/#drafts.
        """
        return any(name.casefold() in ("_drafts", "drafts") for name in self.folders)


def _first_name(folders: Iterable[str], ignored: Set[str]) -> str | None:
    for name in folders:
        is_dated = _NUMBERS.fullmatch(name) or _leading_day(name)
        if not is_dated and not parse_language(name) and name.casefold() not in ignored:
            return one_line(name).lstrip("_")
    return None


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


def _leading_day(name: str) -> date | None:
    """Return the date at the beginning of a name."""
    found = _DATED_NAME.match(name)
    if found is None:
        return None
    digits = found["digits"]
    if digits:
        return _day(found["year"], digits[:2], digits[2:])
    return _day(found["year"], found["month"], found["day"])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None
