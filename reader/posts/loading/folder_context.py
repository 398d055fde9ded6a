"""What an opened folder says about its files: their site, and whether they are posts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from reader.posts.files import load_file
from reader.posts.front_matter import parse_front_matter
from reader.posts.loading.folder_layout import FolderLayout
from reader.posts.loading.walk import FRONT_MATTER_SUFFIXES, MARKDOWN_SUFFIXES, FoundFile
from reader.posts.parsing import decode_file
from reader.posts.path_info import POSTS_FOLDERS, PathFacts
from reader.posts.site import find_site

SAMPLE_SIZE = 100
"""Approximate number of files, evenly spread, that decide whether a folder contains notes."""

SAMPLE_BYTES = 65_536
"""Number of bytes of each sampled file that are searched for front matter."""


class FolderContext:
    """The site of an opened folder, and the rule by which its files are posts.

    Args:
        path: Absolute path of the folder.
        files: All files found in it. Without files, the folder is not one of notes.
        known_facts: What is already known about paths, in place of what the files say.
    """

    def __init__(
        self,
        path: str,
        files: Sequence[FoundFile],
        known_facts: Mapping[str, PathFacts] = MappingProxyType({}),
    ) -> None:
        self.site = find_site(path)
        markdown = (file.relative for file in files if file.suffix in MARKDOWN_SUFFIXES)
        self.layout = FolderLayout(markdown, known_facts)
        self._is_posts_folder = os.path.basename(path).lower() in POSTS_FOLDERS  # noqa: PTH119
        self._files = files
        self._contains_notes: bool | None = None

    @classmethod
    def from_files(cls, files: Iterable[FoundFile]) -> dict[str, FolderContext]:
        """Return the contexts of the folders in which the files were found, by path."""
        by_folder: dict[str, list[FoundFile]] = {}
        for file in files:
            by_folder.setdefault(file.folder, []).append(file)
        return {path: cls(path, found) for path, found in by_folder.items()}

    def reason_to_skip(self, file: FoundFile) -> str | None:
        """Return why a file without front matter is not a post, or None if it is one."""
        if file.suffix in FRONT_MATTER_SUFFIXES:
            return "an HTML page without front matter"
        if self._is_posts_folder or _is_in_posts_folder(file.relative):
            return None
        if file.suffix in MARKDOWN_SUFFIXES and self._is_folder_of_notes():
            return None
        return "no front matter, and not in a posts folder"

    def _is_folder_of_notes(self) -> bool:
        """Whether most Markdown files of the folder have no front matter."""
        if self._contains_notes is None:
            notes = [file for file in self._files if file.suffix in MARKDOWN_SUFFIXES]
            sample = notes[:: max(1, len(notes) // SAMPLE_SIZE)]
            without = sum(not _has_front_matter(file) for file in sample)
            self._contains_notes = 2 * without > len(sample)
        return self._contains_notes


def _is_in_posts_folder(relative: str) -> bool:
    return any(name.lower() in POSTS_FOLDERS for name in relative.split("/")[:-1])


def _has_front_matter(file: FoundFile) -> bool:
    try:
        data = load_file(file.path).data
    except (OSError, ValueError):
        return True
    return parse_front_matter(decode_file(data[:SAMPLE_BYTES])).format is not None
