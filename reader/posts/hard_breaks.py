"""Whether each line break in the text of a post is a line break in the article.

In CommonMark it is a space. These programs keep it, unless they are told otherwise:

- Obsidian, in which the setting "Strict line breaks" is off by default:
  https://help.obsidian.md/Editing+and+formatting/Basic+formatting+syntax
- Hexo, whose renderers have the option `breaks`: https://github.com/hexojs/hexo-renderer-marked and
  https://github.com/hexojs/hexo-renderer-markdown-it
- Zenn: https://zenn.dev/zenn/articles/markdown-guide

The folders that a post is in tell which program it is written for. The nearest one counts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from reader.posts.front_matter import Value
from reader.posts.front_matter.model import MalformedError
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.site import CONFIGURATION_FILES, load_text
from reader.posts.vault import MAX_LEVELS, is_vault, vault_settings

_HEXO_FILES = ("_config.yml", "_config.yaml")
_HEXO_RENDERERS = ("marked", "markdown")
"""Keys of the settings of Hexo's renderers."""
_ZENN_ARTICLE: tuple[re.Pattern[str], ...] = (
    re.compile(r"^emoji:", re.M),
    re.compile(r"^type:\s*[\"']?(?:tech|idea)\b", re.M),
)
_ZENN_BOOK = (re.compile(r"^(?:chapters|price|toc_depth):", re.MULTILINE),)
_MAX_ZENN_HEAD = 2_048
"""Maximum number of characters that are searched for the keys of Zenn."""


def has_hard_breaks(path: str) -> bool:
    """Return whether the line breaks of a post are kept.

    Args:
        path: Absolute path of the post's file.
    """
    for folder in Path(path).parents[:MAX_LEVELS]:
        for find in _PROGRAMS:
            answer = find(folder, Path(path))
            if answer is not None:
                return answer
    return False


def _obsidian(folder: Path, _post: Path) -> bool | None:
    """Return the setting of a vault."""
    return vault_settings(folder).get("strictLineBreaks") is not True if is_vault(folder) else None


def _hexo(folder: Path, post: Path) -> bool | None:
    """Return the setting of a site whose posts are in its folder `source`, or in its `source_dir`.

    Jekyll has a configuration file of the same name, which has the key `source` then.
    """
    name = next((name for name in _HEXO_FILES if _is_file(folder / name)), None)
    settings = {} if name is None else _load_yaml(folder / name)
    sources = ("source", settings.get("source_dir"))
    if name is None or "source" in settings or post.relative_to(folder).parts[0] not in sources:
        return None
    if "pandoc" in settings or "hexo-renderer-pandoc" in load_text(
        os.fspath(folder / "package.json")
    ):
        return False
    return all(_breaks(settings.get(key)) for key in _HEXO_RENDERERS)


def _breaks(settings: Value | None) -> bool:
    """Return the option `breaks` of a renderer, which may be in a mapping called `render`.

    A text is the name of a set of options in which it is off.
    """
    if not isinstance(settings, Mapping):
        return not settings
    render = settings.get("render")
    options = {**settings, **(render if isinstance(render, Mapping) else {})}
    return options.get("breaks") != "false"


def _zenn(folder: Path, post: Path) -> bool | None:
    """Return True for articles and for chapters of books.

    Neither the folder nor the file of a post is named after Zenn, so that its tool or its keys have
    to be there as well. See https://zenn.dev/zenn/articles/deprecated-book-deployment for books.
    """
    parts = post.relative_to(folder).parts
    if parts[0] == "articles" and len(parts) == 2:
        head, keys = post, _ZENN_ARTICLE
    elif parts[0] == "books" and len(parts) == 3:
        head, keys = post.parent / "config.yaml", _ZENN_BOOK
    else:
        return None
    text = load_text(os.fspath(head))[:_MAX_ZENN_HEAD]
    has_keys = all(key.search(text) for key in keys)
    return True if has_keys or "zenn-cli" in load_text(os.fspath(folder / "package.json")) else None


def _site(folder: Path, _post: Path) -> bool | None:
    """Return False for the root of a site of another generator."""
    names = (name for name in CONFIGURATION_FILES if not name.startswith(("config.y", "config.p")))
    return False if any(_is_file(folder / name) for name in names) else None


_PROGRAMS: tuple[Callable[[Path, Path], bool | None], ...] = (_hexo, _zenn, _site, _obsidian)


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)


def _load_yaml(path: Path) -> Mapping[str, Value]:
    try:
        return YamlFormat().load(load_text(os.fspath(path)))
    except MalformedError:
        return {}
