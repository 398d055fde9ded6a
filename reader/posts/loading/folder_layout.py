"""What the files of an opened folder say about the path of each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from reader.posts.path_info import LANGUAGE_ALIASES, PathFacts, parse_language, split_language

_MANY = ""
"""Stands for several posts, in place of the only post of a folder."""


class FolderLayout:
    """Which folders contain a single post, and which names stand for languages.

    Args:
        relatives: Paths of the Markdown files, relative to the opened folder, separated by `/`.
            The translations of a post, such as `a.en.md` and `a.fr.md`, count as one post.
        known_facts: What is already known about paths, in place of what the files say.
    """

    def __init__(
        self,
        relatives: Iterable[str],
        known_facts: Mapping[str, PathFacts] = MappingProxyType({}),
    ) -> None:
        self._known_facts = known_facts
        self._folders: set[str] = set()
        self._only_posts: dict[str, str] = {}
        self._translations: Counter[str] = Counter()
        for relative in relatives:
            post, _ = _split_path(relative)
            self._translations[post] += 1
            self._add(post)
        self._languages = self._find_language_folders()

    def facts(self, relative: str) -> PathFacts:
        """Return what the layout says about a path."""
        known = self._known_facts.get(relative)
        if known is not None:
            return known
        folders = relative.split("/")[:-1]
        paths = ["/".join(folders[:depth]) for depth in range(1, len(folders) + 1)]
        shared = len(folders)
        while shared and self._contains_one_post(paths[shared - 1]):
            shared -= 1
        languages = {_name(path) for path in paths if path in self._languages}
        post, ending = _split_path(relative)
        if ending in LANGUAGE_ALIASES and self._translations[post] > 1:
            languages.add(ending)
        return PathFacts(shared, frozenset(languages))

    def _add(self, post: str) -> None:
        """Count a post in its folder and in those above, up to one with several posts.

        Folders that differ only in their languages count as one folder.
        """
        folder = path = post.rpartition("/")[0]
        while path and path not in self._folders:
            self._folders.add(path)
            path = path.rpartition("/")[0]
        name = f"{_without_languages(folder)}/{post.rpartition('/')[2]}"
        folder = _without_languages(folder)
        while folder:
            only = self._only_posts.setdefault(folder, name)
            if only == _MANY:
                return
            if only != name:
                self._only_posts[folder] = _MANY
            folder = folder.rpartition("/")[0]

    def _contains_one_post(self, folder: str) -> bool:
        """Whether a folder contains one post or its translations; False if that is not known."""
        return self._only_posts.get(_without_languages(folder), _MANY) != _MANY

    def _find_language_folders(self) -> set[str]:
        """Return the folders that have the name of a country and are next to another language."""
        named = [
            folder
            for folder in self._folders
            if parse_language(_name(folder)) or _name(folder) in LANGUAGE_ALIASES
        ]
        siblings = Counter(folder.rpartition("/")[0] for folder in named)
        return {
            folder
            for folder in named
            if _name(folder) in LANGUAGE_ALIASES and siblings[folder.rpartition("/")[0]] > 1
        }


@lru_cache(maxsize=8_192)
def _without_languages(folder: str) -> str:
    names = folder.split("/")
    return "/".join(
        name
        for name in names
        if not parse_language(name) and name.casefold() not in LANGUAGE_ALIASES
    )


def _name(folder: str) -> str:
    return folder.rpartition("/")[2].casefold()


def _split_path(relative: str) -> tuple[str, str]:
    """Return a path without suffixes, and the language before the suffix or an empty text."""
    folder, slash, file = relative.rpartition("/")
    stem, ending = split_language(file.rpartition(".")[0])
    return f"{folder}{slash}{stem}", ending.casefold()


def is_layout_unaffected(relative: str, others: Iterable[str]) -> bool:
    """Whether adding or removing a post leaves what a layout says about all posts unchanged.

    Args:
        relative: Path of the post, relative to the opened folder.
        others: Names of the other Markdown files in the post's own folder.
    """
    *folders, file = relative.split("/")
    names = (*map(str.casefold, folders), *(_split_path(name)[1] for name in (file, *others)))
    if not LANGUAGE_ALIASES.keys().isdisjoint(names):
        return False
    return not folders or len({_split_path(name)[0] for name in others}) > 1
