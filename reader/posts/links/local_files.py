"""Find the local file that a path in a post leads to, such as that of an image."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from reader.posts.generators import find_site_root
from reader.posts.links.resolve import is_external, target_path
from reader.posts.post import Post
from reader.posts.vault import attachment_folder, find_vault
from reader.text.urls import absolute_url, refusal_reason

STATIC_FOLDERS = (
    "", "static", "public", "source", "assets", "content", "src", "images", "files",
)  # fmt: skip
"""Folders that site generators publish as the root of the site. A file whose path begins with a
slash is in one of them, for example in Hugo's static/, https://gohugo.io/getting-started/directory-structure/."""

MAX_PARTS_DROPPED = 3
"""Maximum number of folders at the beginning of a path that exist only on the site: the site may be
in a subfolder of its host, and the opened folder in one of the site."""


def find_local_file(target: str, post: Post) -> Path | None:
    """Return the file that a path leads to, with symbolic links resolved.

    The file is looked for beside the post, in the folder with the post's name, in the opened
    folder, and at the root of the site or in the vault that the opened folder belongs to. Its name
    may have accents in the other form of Unicode, as macOS writes names.

    Args:
        target: Address or path as written in the post.
        post: The post that contains it.

    Returns:
        None if the target is on the web, does not exist, or is neither in the opened folder nor in
        that of the site or the vault.
    """
    path = target_path(target)
    if not path or is_external(target) or "\0" in path:
        return None
    spellings = dict.fromkeys((path, normalize("NFC", path), normalize("NFD", path)))
    return next(filter(None, (_find(spelling, post) for spelling in spellings)), None)


def _find(path: str, post: Post) -> Path | None:
    opened = Path(post.path.removesuffix(post.id))
    try:
        site = find_site_root(opened) or find_site_root(_real_path(opened))
        places = [(opened, _paths_in_folder(path, post, opened))]
        if site is not None:
            # A path from the root of the site leads there, even if the opened folder has the same.
            at = 0 if path.startswith("/") else 1
            places.insert(at, (site, _paths_in_site(path, post, site)))
        if "/" not in path and (vault := find_vault(Path(post.path))) is not None:
            places.append((vault, iter([attachment_folder(vault, Path(post.path)) / path])))
        files = (_first_file_within(_real_path(folder), paths) for folder, paths in places)
        return next(filter(None, files), None)
    except OSError:
        return None


def has_local_image(post: Post) -> bool:
    """Return whether the file of the image in a post's front matter exists."""
    return post.image is not None and find_local_file(post.image, post) is not None


def image_address(source: str, post: Post) -> str | None:
    """Return the address of an image on the web; None if it has none that may be fetched.

    Args:
        source: Address or path as written in the post. A path is looked for on the post's own site.
        post: The post that contains it.
    """
    url = absolute_url(source, post.link, None)
    return url if url.startswith(("http://", "https://")) and refusal_reason(url) is None else None


def _first_file_within(root: Path, candidates: Iterator[Path]) -> Path | None:
    files = (_real_path(candidate) for candidate in candidates if os.path.isfile(candidate))
    return next((file for file in files if file.is_relative_to(root)), None)


def _real_path(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve() raises for links in a circle


def _paths_in_folder(path: str, post: Post, opened: Path) -> Iterator[Path]:
    folder, file = posixpath.split(post.id)
    stem = file.rpartition(".")[0]
    if not path.startswith("/"):
        yield opened / posixpath.join(folder, path)
        # https://hexo.io/docs/asset-folders.html#Post-Asset-Folder
        yield opened / posixpath.join(folder, stem, path)
    elif posixpath.basename(posixpath.dirname(path)) in (stem, post.slug):
        # The folder is published beside the page: /2024/05/06/stem/boat.png.
        yield opened / posixpath.join(folder, stem, posixpath.basename(path))
    yield from _static_paths(path, opened)


def _paths_in_site(path: str, post: Post, site: Path) -> Iterator[Path]:
    if not path.startswith("/"):
        yield Path(post.path).parent / path
    yield from _static_paths(path, site)


def _static_paths(path: str, root: Path) -> Iterator[Path]:
    """Yield where a path from the root of the site may be, below the folder with the site."""
    parts = path.strip("/").split("/")
    dropped = min(len(parts) - 2, MAX_PARTS_DROPPED) if path.startswith("/") else 0
    for start in range(max(0, dropped) + 1):
        for folder in STATIC_FOLDERS:
            yield root.joinpath(folder, *parts[start:])
