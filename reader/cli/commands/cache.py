"""`broadsheet cache`: what is kept for an instant start, and away with it."""

from __future__ import annotations

import click

from reader.cli.output import write_lines
from reader.posts.errors import ReaderError
from reader.settings import cache_folder
from reader.store.cache_folder import IndexFile, delete_index_files, index_files
from reader.web.image_cache import FOLDER, ImageCache


@click.command("cache")
@click.option("--clear", "is_cleared", is_flag=True, help="Delete it; it is made anew when needed.")
def command(is_cleared: bool) -> None:
    """Show where catalogues and fetched images are kept between runs, and how large they are."""
    folder = cache_folder()
    kept_images = ImageCache(folder)
    images = [size for _, size in kept_images.files()]
    try:
        kept = delete_index_files(folder) if is_cleared else index_files(folder)
        if is_cleared:
            kept_images.clear()
    except OSError as error:
        raise ReaderError(f"{folder}: the cache cannot be deleted: {error.strerror}") from error
    total = sum(index.size for index in kept) + sum(images)
    done = "deleted" if is_cleared else "kept"
    lines = [_line(index) for index in kept]
    if images:
        lines.append(f"  {FOLDER}  {_in_words(sum(images))}  {len(images)} fetched from the web")
    write_lines([f"{folder}: {len(kept)} {done}, {_in_words(total)}", *lines])


def _line(index: IndexFile) -> str:
    folders = ", ".join(index.folders) or "folders that it cannot name any more"
    return f"  {index.path.name}  {_in_words(index.size)}  {folders}"


def _in_words(size: int) -> str:
    """Bytes as a person would say them: `12.3 MB`."""
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size / 1_000:,.1f} kB"
