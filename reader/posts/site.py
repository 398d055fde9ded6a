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
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.posts.files import load_file
from reader.posts.front_matter import Value
from reader.posts.front_matter.json_format import JsonFormat
from reader.posts.front_matter.model import MalformedError
from reader.posts.front_matter.toml_format import TomlFormat
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.keys import normalise_key
from reader.posts.path_info import parse_language
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

_LANGUAGE_KEYS = (
    "defaultcontentlanguage", "defaultlanguage", "defaultlang", "lang", "language", "locale",
    "languagecode",
)  # fmt: skip
"""Keys of Hugo, Zola, Polyglot, Hexo and themes of Jekyll, normalised."""

MAX_LEVELS_UP = 3
"""Maximum number of folders above the opened one that are searched for a configuration file."""

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
    language: str | None = None
    """Code of the language of posts that name none, such as `en`."""

    @property
    def key(self) -> str:
        """Identifies the settings that change how posts are parsed."""
        return f"{self.address} {self.time_zone}"


NO_SITE = Site()
"""The site of a folder without a configuration file."""


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
            if os.path.isfile(parent / name):
                return _build_site(_load_configuration(os.fspath(parent / name), parse))
    return NO_SITE


def load_settings(root: str) -> Mapping[str, Value]:
    """Return the values of the first configuration file in the root of a site.

    They are empty if there is no such file, or if it cannot be parsed.

    Args:
        root: Absolute path of the folder.
    """
    for name, parse in CONFIGURATION_FILES.items():
        path = os.path.join(root, name)  # noqa: PTH118 - text
        if os.path.isfile(path):
            return _load_configuration(path, parse)
    return {}


def load_text(path: str) -> str:
    """Return the beginning of a configuration file as clean text; empty if it cannot be read."""
    try:
        return clean_text(decode(load_file(path).data[:MAX_CONFIGURATION_BYTES]).text)
    except (OSError, ValueError):
        return ""


def _load_configuration(
    path: str, parse: Callable[[str], Mapping[str, Value]]
) -> Mapping[str, Value]:
    try:
        return parse(load_text(path))
    except MalformedError:
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
        parse_language(first(*_LANGUAGE_KEYS)),
    )
