"""Posts straight from their files: without an index, which commands that print do not need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.library.feed_problems import feed_problems
from reader.library.open_folders import OpenFolders
from reader.posts.catalogue import LoadResult
from reader.posts.links.local_files import has_local_image, image_address
from reader.posts.loading.lanes import Hanging
from reader.posts.loading.loader import load, load_body, load_front_matter_text, load_post
from reader.posts.loading.loader import load_source as load_source_text
from reader.posts.post import Post
from reader.web.image_cache import ImageCache


class PostFiles:
    """Loads posts from their files.

    Args:
        opened: The open folders.
    """

    def __init__(self, opened: OpenFolders) -> None:
        self._opened = opened

    def has_image(self, post: Post, cache_folder: Path | None) -> bool:
        """Return whether the image in a post's front matter can be shown without fetching it.

        Args:
            post: The post.
            cache_folder: Where fetched images are kept.
        """
        if not post.image:
            return False
        if has_local_image(post):
            return True
        address = image_address(post.image, post)
        return address is not None and ImageCache(cache_folder).find(address) is not None

    def load_all(self, on_waiting: Callable[[str], object]) -> LoadResult:
        """Load every post of the folders. See `Library.load_all`."""
        hanging = Hanging(on_begin=on_waiting)
        result = load(self._opened.folders, options=self._opened.options, hanging=hanging)
        problems = feed_problems(self._opened)
        return replace(result, problems=(*result.problems, *problems)) if problems else result

    def load_post(self, path: Path) -> Post:
        """Load one file as a post. See `Library.load_post`."""
        return load_post(path)

    def load_body(self, post: Post) -> str:
        """Load the body of a post. See `Library.load_body`."""
        return load_body(post)

    def load_source(self, post: Post) -> str:
        """Load the whole file of a post. See `Library.load_source`."""
        return load_source_text(post.path)

    def load_front_matter(self, post: Post) -> str:
        """Load the front matter of a post as it is written. See `Library.load_front_matter`."""
        return load_front_matter_text(post.path)
