"""What an opened folder says about its files: their site, and whether they are posts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from reader.posts.generators import is_posts_folder
from reader.posts.loading.folder_layout import FolderLayout
from reader.posts.loading.names import is_in_template_folder
from reader.posts.loading.neighbours import Neighbours, is_dated_post, is_index, load_head
from reader.posts.loading.walk import (
    FRONT_MATTER_SUFFIXES,
    MARKDOWN_SUFFIXES,
    SOURCE_SUFFIXES,
    FoundFile,
    WalkResult,
)
from reader.posts.path_info import PathFacts, PathInfo
from reader.posts.post import Post
from reader.posts.site import Site, find_site

SAMPLE_SIZE = 100
"""Approximate number of files, evenly spread, that decide whether a site has dated posts."""

_VAULT_SETTINGS = (".obsidian", "logseq/config.edn")
"""Settings in the root of a folder of notes."""

MAX_LEVELS_TO_VAULT = 12
"""Maximum number of folders above a file of which one may be the root of a folder of notes."""

_PLACEHOLDER = re.compile(r"\{\{(?![<%])[^{}\n]{0,200}\}\}|<%[^\n]{0,200}%>")
"""A gap in a note template of Obsidian or its plug-in Templater."""


class FolderContext:
    """The rules by which the files of an opened folder are posts.

    Args:
        path: Absolute path of the folder.
        files: All files found in it.
        known_facts: What is already known about paths, in place of what the files say.
        has_sites: Whether a site was found in the folder or above it.
    """

    def __init__(
        self,
        path: str,
        files: Sequence[FoundFile],
        known_facts: Mapping[str, PathFacts] = MappingProxyType({}),
        *,
        has_sites: bool = False,
    ) -> None:
        self.site = find_site(path)
        markdown = (file.relative for file in files if file.suffix in MARKDOWN_SUFFIXES)
        self.layout = FolderLayout(markdown, known_facts)
        self._path = path
        self._files = files
        self._neighbours = Neighbours(files)
        name = os.path.basename(path)  # noqa: PTH119 - text
        # The root of a site may be called `blog`.
        self._is_posts_folder = is_posts_folder(name) and not has_sites
        self._is_vault = _is_vault(path)
        self.has_sites = has_sites and not self._is_vault
        """Whether files without a date may be pages of a site."""
        self._sites: dict[str, Site] = {}

    @classmethod
    def from_walk(cls, found: WalkResult) -> dict[str, FolderContext]:
        """Return the contexts of the folders in which files were found, by path."""
        by_folder: dict[str, list[FoundFile]] = {}
        for file in found.files:
            by_folder.setdefault(file.folder, []).append(file)
        return {
            path: cls(path, files, has_sites=path in found.with_sites)
            for path, files in by_folder.items()
        }

    def site_for(self, file: FoundFile) -> Site:
        """Return the site whose settings apply to a file."""
        root = None if file.site is None else file.site.root
        if root is None or not root.startswith(os.path.join(self._path, "")):  # noqa: PTH118
            return self.site
        site = self._sites.get(root)
        if site is None:
            site = self._sites[root] = find_site(root)
        return site

    def reason_to_skip(self, file: FoundFile, post: Post, *, has_front_matter: bool) -> str | None:
        """Return why a file is not a post and not a page of a site, or None if it is.

        Args:
            file: The file.
            post: What was parsed from it.
            has_front_matter: Whether it has front matter.
        """
        if not has_front_matter and file.suffix in FRONT_MATTER_SUFFIXES:
            return "an HTML page without front matter"
        if file.suffix in SOURCE_SUFFIXES and (twin := self._neighbours.rendered_twin(file)):
            return f"the source of {twin}"
        if self._is_template(file, post):
            return "a template for new notes"
        has_partials = file.site is not None and file.site.generator.has_partials
        if has_partials and file.relative.rpartition("/")[2].startswith("_"):
            return "a part of other pages, because its name begins with “_”"
        page = self._neighbours.page_with(file, post)
        if page is not None:
            return f"a part of the page {page.relative}"
        is_markdown = file.suffix in MARKDOWN_SUFFIXES
        if has_front_matter or is_markdown or self._is_in_posts_folder(file):
            return None
        return "no front matter, and not in a posts folder"

    def is_page(self, file: FoundFile, post: Post, *, has_front_matter: bool) -> bool:
        """Whether a file is a page of a site: it has no date and is not in a posts folder."""
        if not self.has_sites:
            return False
        if post.is_dated and (file.site is None or file.site.is_date_enough(file.path)):
            return False
        if self._is_in_posts_folder(file):
            return not post.is_dated and self._is_list_page(file)
        if not has_front_matter and self._neighbours.has_dated_sibling(file):
            return False
        return self.has_posts

    @cached_property
    def has_posts(self) -> bool:
        """Whether a site contains posts by their folders or dates.

        If it contains none, as one of documentation, its pages are listed.
        """
        markdown = [file for file in self._files if file.suffix in MARKDOWN_SUFFIXES]
        if any(
            PathInfo(file.relative).date is not None
            or (self._is_in_posts_folder(file) and not self._is_list_page(file))
            for file in markdown
        ):
            return True
        return any(map(is_dated_post, markdown[:: max(1, len(markdown) // SAMPLE_SIZE)]))

    def _is_in_posts_folder(self, file: FoundFile) -> bool:
        if self._is_posts_folder or any(map(is_posts_folder, file.relative.split("/")[:-1])):
            return True
        return file.site is not None and file.site.is_in_posts_folder(file.path)

    def _is_list_page(self, file: FoundFile) -> bool:
        """Whether a file in a posts folder, without a date, lists the posts of that folder."""
        folders = file.relative.split("/")[:-1]
        if any(name in ("_posts", "_drafts") for name in folders):
            return False
        if file.suffix in FRONT_MATTER_SUFFIXES:
            return True
        if not folders or not is_posts_folder(folders[-1]):
            return False
        # Grav calls it `01.blog/blog.md`.
        name = file.relative.rpartition("/")[2].partition(".")[0].lower()
        return is_index(file.relative) or name == folders[-1].rpartition(".")[2].lower()

    def _is_template(self, file: FoundFile, post: Post) -> bool:
        """Whether a file is a template for new notes, by its folder and its placeholders."""
        folder = file.relative.rpartition("/")[0]
        if not folder or post.is_dated or not is_in_template_folder(folder, is_exact=False):
            return False
        if is_in_template_folder(folder, is_exact=True) and _is_in_vault(file.path):
            return True
        return _PLACEHOLDER.search(load_head(file)) is not None


def _is_vault(folder: str) -> bool:
    """Whether a folder is the root of a folder of notes."""
    return any(os.path.exists(os.path.join(folder, path)) for path in _VAULT_SETTINGS)  # noqa: PTH118


def _is_in_vault(path: str) -> bool:
    """Whether a file is in a folder of notes, in the opened folder or above it."""
    for _ in range(MAX_LEVELS_TO_VAULT):
        path = os.path.dirname(path)  # noqa: PTH120 - text
        if _is_vault(path):
            return True
    return False
