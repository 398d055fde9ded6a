"""What other files say about a file: a rendered twin, the page of a bundle, dated posts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from reader.posts.files import load_file
from reader.posts.front_matter import parse_front_matter
from reader.posts.generators import is_posts_folder
from reader.posts.loading.walk import MARKDOWN_SUFFIXES, FoundFile
from reader.posts.parsing import decode_file, parse_post
from reader.posts.path_info import PathInfo
from reader.posts.post import Post
from reader.text.dates import PostDate

MAX_SIBLINGS = 20
"""Maximum number of files in the same folder among which a dated post is looked for."""

MAX_HEAD_BYTES = 65_536
"""Number of bytes of a file that are parsed to find out what it is."""

_TWIN_SUFFIXES = (".md", ".markdown", ".html")
"""Suffixes of what is rendered from a file with one of `SOURCE_SUFFIXES`."""


class Neighbours:
    """The files of an opened folder, by the folder that contains them.

    Args:
        files: All files found in the opened folder.
    """

    def __init__(self, files: Sequence[FoundFile]) -> None:
        self._files = files
        self._with_dated_posts: dict[str, bool] = {}
        """Whether a folder contains dated posts, by its path relative to the opened one."""
        self._with_dated_index: dict[str, bool] = {}
        """Whether the `index` file of a folder is a dated post, by the path of the file."""

    @cached_property
    def _by_folder(self) -> Mapping[str, Sequence[FoundFile]]:
        """All files by the path of their folder relative to the opened one."""
        files: dict[str, list[FoundFile]] = {}
        for file in self._files:
            files.setdefault(_folder(file), []).append(file)
        return files

    @cached_property
    def _rendered(self) -> Mapping[str, Sequence[FoundFile]]:
        """The files that may have been rendered from others, by path without suffix."""
        files: dict[str, list[FoundFile]] = {}
        for file in self._files:
            if file.suffix in _TWIN_SUFFIXES:
                files.setdefault(_stem(file), []).append(file)
        return files

    @cached_property
    def _indexes(self) -> Mapping[str, FoundFile]:
        """The `index` file of each folder that has one."""
        return {_folder(file): file for file in reversed(self._files) if is_index(file.relative)}

    def has_dated_sibling(self, file: FoundFile) -> bool:
        """Whether a file is next to a dated post."""
        folder = _folder(file)
        if folder not in self._with_dated_posts:
            siblings = self._by_folder.get(folder, ())[:MAX_SIBLINGS]
            self._with_dated_posts[folder] = any(map(is_dated_post, siblings))
        return self._with_dated_posts[folder]

    def rendered_twin(self, file: FoundFile) -> str | None:
        """Return the name of the post that was rendered from a file, or None.

        Args:
            file: A file with one of `SOURCE_SUFFIXES`.
        """
        for twin in self._rendered.get(_stem(file), ()):
            if twin.suffix in MARKDOWN_SUFFIXES or _has_front_matter(twin):
                return os.path.basename(twin.path)  # noqa: PTH119 - text
        return None

    def page_with(self, file: FoundFile, post: Post) -> FoundFile | None:
        """Return the `index` file of the page that another file is a part of, or None.

        In Hugo and Zola, every other file of a folder with an `index` file is a part of that page
        (https://gohugo.io/content-management/page-bundles/). Elsewhere, this is assumed of files
        without a date of their own beside a dated `index` file in a subfolder of a posts folder.

        Args:
            file: The file.
            post: What was parsed from it.
        """
        has_bundles = file.site is not None and file.site.generator.has_bundles
        if not self._indexes or is_index(file.relative):
            return None
        # The date may be only that of the folder, such as `2024-05-06-a-trip`.
        if not has_bundles and post.is_dated and post.date != _date_of_folder(_folder(file)):
            return None
        index = self._nearest_index(file, has_bundles=has_bundles)
        if index is None or has_bundles:
            return index
        if index.path not in self._with_dated_index:
            self._with_dated_index[index.path] = is_dated_post(index)
        return index if self._with_dated_index[index.path] else None

    def _nearest_index(self, file: FoundFile, *, has_bundles: bool) -> FoundFile | None:
        """Return the `index` file of the innermost folder that has one, below posts folders."""
        folders = _folder(file).split("/")
        for depth in range(len(folders), 0, -1):
            if is_posts_folder(folders[depth - 1]):
                return None
            if has_bundles or any(map(is_posts_folder, folders[: depth - 1])):
                index = self._indexes.get("/".join(folders[:depth]))
                if index is not None:
                    return index
        # The opened folder itself can be a page.
        is_page = has_bundles and file.site is not None and file.site.is_inside_content(file.folder)
        name = os.path.basename(file.folder)  # noqa: PTH119 - text
        return self._indexes.get("") if is_page and not is_posts_folder(name) else None


def is_index(path: str) -> bool:
    """Whether a file is the page of its folder, such as `index.md` or `index.fr.md`."""
    return path.rpartition("/")[2].partition(".")[0].lower() == "index"


def load_head(file: FoundFile) -> str:
    """Return the beginning of a file as clean text; empty if it cannot be read."""
    try:
        return decode_file(load_file(file.path).data[:MAX_HEAD_BYTES])
    except (OSError, ValueError):
        return ""


def is_dated_post(file: FoundFile) -> bool:
    """Whether a file has front matter, and it or its path names a date."""
    parsed = parse_post(load_head(file).encode(), path=file.path, post_id=file.relative)
    return parsed.has_front_matter and parsed.post.is_dated


def _has_front_matter(file: FoundFile) -> bool:
    return parse_front_matter(load_head(file)).format is not None


@lru_cache(maxsize=1024)
def _date_of_folder(folder: str) -> PostDate | None:
    """Return the date that a folder gives to the page in it."""
    return PathInfo(f"{folder}/index.md").date


def _folder(file: FoundFile) -> str:
    return file.relative.rpartition("/")[0]


def _stem(file: FoundFile) -> str:
    return file.relative.rpartition(".")[0]
