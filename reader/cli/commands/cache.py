"""`broadsheet cache`: show or delete what is stored for a fast start."""

from __future__ import annotations

import click

from reader.cli.output import write_lines
from reader.posts.errors import ReaderError
from reader.settings import cache_folder
from reader.store.cache_folder import IndexFile, delete_index_files, index_files
from reader.web.image_cache import FOLDER, ImageCache


@click.command("cache", short_help="Show where the cache is and how large it is, or delete it.")
@click.option(
    "--clear", "is_cleared", is_flag=True, help="Delete the cache; it is rebuilt when needed."
)
def command(is_cleared: bool) -> None:
    """Show where indexes and fetched images are stored between runs, and how large they are."""
    folder = cache_folder()
    image_cache = ImageCache(folder)
    image_sizes = [size for _, size in image_cache.files()]
    try:
        indexes = delete_index_files(folder) if is_cleared else index_files(folder)
        if is_cleared:
            image_cache.clear()
    except OSError as error:
        action = "deleted" if is_cleared else "read"
        raise ReaderError(f"{folder}: the cache cannot be {action} ({error.strerror}).") from error
    total = sum(index.size for index in indexes) + sum(image_sizes)
    state = "deleted" if is_cleared else "kept"
    lines = [_index_line(index) for index in indexes]
    if image_sizes:
        count = len(image_sizes)
        lines.append(f"  {FOLDER}  {format_size(sum(image_sizes))}  {count} fetched from the web")
    write_lines([f"{folder}: {len(indexes)} {state}, {format_size(total)}", *lines])


def _index_line(index: IndexFile) -> str:
    folders = ", ".join(index.folders) or "unknown folders (the index is damaged)"
    return f"  {index.path.name}  {format_size(index.size)}  {folders}"


def format_size(size: int) -> str:
    """Return a number of bytes in decimal units, such as `12.3 MB`."""
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size / 1_000:,.1f} kB"
