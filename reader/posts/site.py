"""Find the site that a folder of posts belongs to, by the generator's configuration file.

Configuration files are parsed up to a maximum size and never executed. The keys are documented by
the generators:

- Jekyll: https://jekyllrb.com/docs/configuration/options/
- Hugo: https://gohugo.io/configuration/
- Zola: https://www.getzola.org/documentation/getting-started/configuration/
- Hexo: https://hexo.io/docs/configuration
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


def _parse_php(source: str) -> Mapping[str, Value]:
    """Parse the `'key' => 'text'` entries of a PHP array. The first of each key is used."""
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
    "config.php": _parse_php,
}
"""Configuration files of Jekyll, Hexo, Hugo, Zola and Jigsaw, each with its parser."""

POSTS_OF_SITES = ("content", "source/_posts", "source/_drafts", "src/content", "_posts", "_drafts")
"""Folders below the root of a site that contain its posts."""

MAX_LEVELS_UP = 3
"""Maximum number of folders above the opened one that are searched for a configuration file."""

MAX_LEVELS_TO_ROOT = 6
"""Maximum number of folders above the opened one that are searched for the root of the site. The
opened folder may be that of a single post, deep in the site."""

MAX_CONFIGURATION_BYTES = 262_144
"""Maximum number of bytes of a configuration file that are parsed."""


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a site that concern its posts."""

    title: str = ""
    address: str | None = None
    """Address on the web (http or https), without a trailing slash."""
    time_zone: str | None = None
    """An IANA name such as `Europe/Rome`."""

    @property
    def key(self) -> str:
        """Identifies the settings that change how posts are parsed."""
        return f"{self.address} {self.time_zone}"


NO_SITE = Site()
"""The site of a folder without a configuration file."""


def start_folders(folder: str) -> list[str]:
    """Return the folders below an opened folder in which to look for posts.

    At the root of a site these are its posts folders, because the other folders contain layouts,
    themes and notes. Any other folder is searched itself.

    Args:
        folder: Absolute path of the opened folder.

    Returns:
        Relative paths, each with a trailing slash; an empty path stands for the folder itself.
    """
    root = Path(folder)
    if any(os.path.isfile(root / name) for name in CONFIGURATION_FILES):  # noqa: PTH113 - Path's raises
        names = (*POSTS_OF_SITES, *_folders_with_posts(root))
        found = [f"{name}/" for name in names if os.path.isdir(root / name)]  # noqa: PTH112
        if found:
            return found[::-1]
    return [""]


def _folders_with_posts(root: Path) -> Iterator[str]:
    """Return `sport/_posts` and the like: folders whose parent is the category of their posts.

    See https://jekyllrb.com/docs/posts/#categories.
    """
    try:
        names = sorted(os.listdir(root))  # noqa: PTH208 - of text
    except OSError:
        return
    yield from (f"{name}/_posts" for name in names if not name.startswith((".", "_")))


def find_site(folder: str) -> Site:
    """Return the site of a folder.

    It is described by the first configuration file in the folder or in the folders above it.
    A configuration file that cannot be parsed gives a site without settings.

    Args:
        folder: Absolute path of the opened folder.
    """
    opened = Path(folder)
    for parent in (opened, *opened.parents[:MAX_LEVELS_UP]):
        for name, parse in CONFIGURATION_FILES.items():
            path = parent / name
            if os.path.isfile(path):  # noqa: PTH113
                return _build_site(_load_configuration(os.fspath(path), parse))
    return NO_SITE


def find_site_root(folder: Path) -> Path | None:
    """Return the folder of the site that a folder belongs to, or None if it belongs to none.

    It is the nearest folder with a configuration file: the folder itself, or one above it. The
    home folder and those above it are no sites.

    Args:
        folder: Absolute path of a folder in which posts are.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises
    for parent in (folder, *folder.parents[:MAX_LEVELS_TO_ROOT]):
        if parent != folder and (parent in (home, *home.parents)):
            return None
        if any(os.path.isfile(parent / name) for name in CONFIGURATION_FILES):  # noqa: PTH113
            return parent
    return None


def _load_configuration(
    path: str, parse: Callable[[str], Mapping[str, Value]]
) -> Mapping[str, Value]:
    try:
        data = load_file(path).data[:MAX_CONFIGURATION_BYTES]
        return parse(clean_text(decode(data).text))
    except (OSError, MalformedError):
        return {}


def _build_site(values: Mapping[str, Value]) -> Site:
    texts = {
        normalise_key(key): one_line(value)
        for key, value in values.items()
        if isinstance(value, str)
    }

    def first(*keys: str) -> str:
        return next((texts[key] for key in keys if texts.get(key)), "")

    address = first("url", "baseurl", "siteurl")
    # Jekyll's `baseurl` is the path below `url`; Hugo's `baseURL` is the whole address.
    if address and "url" in texts and texts.get("baseurl", "").startswith("/"):
        address = address.rstrip("/") + texts["baseurl"]
    is_web = re.fullmatch(r"https?://[^\s/]\S*", address) is not None
    return Site(
        first("title", "sitename", "sitetitle"),
        address.rstrip("/") if is_web else None,
        first("timezone") or None,
    )
