"""The site that a folder of posts belongs to, as far as its configuration files tell.

They are read as text, bounded, and never run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.posts.files import load_file
from reader.posts.front_matter import Value
from reader.posts.front_matter.json_format import JsonFormat
from reader.posts.front_matter.model import MalformedError
from reader.posts.front_matter.toml_format import TomlFormat
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.keys import normalise_key
from reader.text.clean import clean_text, one_line
from reader.text.decode import decode

_PHP_ENTRY = re.compile(
    r"""['"](?P<key>\w+)['"]\s*=>\s*(?P<quote>['"])(?P<value>[^'"\n]*)(?P=quote)"""
)


def _read_php(source: str) -> Mapping[str, Value]:
    """The `'key' => 'text'` entries of a PHP array, the first of each key."""
    values: dict[str, Value] = {}
    for entry in _PHP_ENTRY.finditer(source):
        values.setdefault(entry["key"], entry["value"])
    return values


CONFIGURATION_FILES: dict[str, Callable[[str], Mapping[str, Value]]] = {
    "_config.yml": YamlFormat().load,
    "_config.yaml": YamlFormat().load,
    "hugo.toml": TomlFormat().load,
    "hugo.yaml": YamlFormat().load,
    "hugo.yml": YamlFormat().load,
    "hugo.json": JsonFormat().load,
    "config/_default/hugo.toml": TomlFormat().load,
    "config/_default/hugo.yaml": YamlFormat().load,
    "config/_default/config.toml": TomlFormat().load,
    "config/_default/config.yaml": YamlFormat().load,
    "config.toml": TomlFormat().load,
    "config.yaml": YamlFormat().load,
    "config.yml": YamlFormat().load,
    "config.php": _read_php,
}
"""Configuration files of Jekyll, Hexo, Hugo, Zola and Jigsaw, and how each is read."""

POSTS_OF_SITES = ("content", "source/_posts", "source/_drafts", "src/content", "_posts", "_drafts")
"""Where the posts of a site lie below its root."""

_LEVELS_UP = 3
"""Folders above the opened one in which a configuration file is looked for."""

_LONGEST = 262_144


@dataclass(frozen=True, slots=True)
class Site:
    """What a site says about itself."""

    title: str = ""
    address: str | None = None
    """Where it is on the web (http or https), without a slash at the end."""
    time_zone: str | None = None
    """An IANA name such as `Europe/Rome`."""

    @property
    def key(self) -> str:
        """Differs between sites whose posts would be read in different ways."""
        return f"{self.address} {self.time_zone}"


NO_SITE = Site()
"""A folder of posts that belongs to no site."""


def start_folders(folder: str) -> list[str]:
    """Where to look for posts below an opened folder: relative paths, each with a slash at its end.

    Of the root of a site its posts folders, because the rest are layouts, themes and notes;
    of any other folder the folder itself.
    """
    root = Path(folder)
    if any(os.path.isfile(root / name) for name in CONFIGURATION_FILES):  # noqa: PTH113 - Path's raises
        names = (*POSTS_OF_SITES, *_folders_with_posts(root))
        found = [f"{name}/" for name in names if os.path.isdir(root / name)]  # noqa: PTH112
        if found:
            return found[::-1]
    return [""]


def _folders_with_posts(root: Path) -> Iterator[str]:
    """Folders of posts within folders of the root, by which Jekyll sorts posts: `sport/_posts`."""
    try:
        names = sorted(os.listdir(root))  # noqa: PTH208 - of text
    except OSError:
        return
    yield from (f"{name}/_posts" for name in names if not name.startswith((".", "_")))


def find_site(folder: str) -> Site:
    """The site of a folder: of the first configuration file in it or in the folders above it."""
    here = Path(folder)
    for place in (here, *here.parents[:_LEVELS_UP]):
        for name, read in CONFIGURATION_FILES.items():
            path = place / name
            if os.path.isfile(path):  # noqa: PTH113
                return _site_of(_read(os.fspath(path), read))
    return NO_SITE


def _read(path: str, read: Callable[[str], Mapping[str, Value]]) -> Mapping[str, Value]:
    try:
        data = load_file(path).data[:_LONGEST]
        return read(clean_text(decode(data).text))
    except (OSError, MalformedError):
        return {}


def _site_of(values: Mapping[str, Value]) -> Site:
    texts = {
        normalise_key(key): one_line(value)
        for key, value in values.items()
        if isinstance(value, str)
    }

    def first(*keys: str) -> str:
        return next((texts[key] for key in keys if texts.get(key)), "")

    address = first("url", "baseurl", "siteurl")
    if address and "url" in texts and texts.get("baseurl", "").startswith("/"):
        address = address.rstrip("/") + texts["baseurl"]
    is_web = re.fullmatch(r"https?://[^\s/]\S*", address) is not None
    return Site(
        first("title", "sitename", "sitetitle"),
        address.rstrip("/") if is_web else None,
        first("timezone") or None,
    )
