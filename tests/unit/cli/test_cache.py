"""`broadsheet cache` shows and deletes what is stored between runs."""

from __future__ import annotations

from pathlib import Path

from reader.posts.loading.loader import load
from reader.posts.options import LoadOptions
from reader.settings import cache_folder
from reader.store.first_screen import index_path
from reader.store.index import Index
from reader.web.image_cache import ImageCache

from .conftest import Broadsheet


def save_index(folder: Path) -> Path:
    """Save an index of a folder, as a run of the app does."""
    path = index_path(cache_folder(), [folder])
    Index(path, [folder], LoadOptions()).save(load([folder]).catalogue)
    return path


def test_the_cache_is_empty_at_first(broadsheet: Broadsheet) -> None:
    result = broadsheet("cache")
    assert result.exit_code == 0
    assert result.output == f"{cache_folder()}: 0 kept, 0.0 kB\n"


def test_each_index_is_listed_with_its_folders(broadsheet: Broadsheet, posts: Path) -> None:
    path = save_index(posts)
    lines = broadsheet("cache").output.splitlines()
    assert lines[0].startswith(f"{cache_folder()}: 1 kept")
    assert path.name in lines[1]
    assert lines[1].endswith(str(posts))


def test_clear_deletes_the_indexes_and_nothing_else(broadsheet: Broadsheet, posts: Path) -> None:
    path = save_index(posts)
    other = cache_folder() / "mine.txt"
    other.write_text("not ours")
    assert "1 deleted" in broadsheet("cache", "--clear").output
    assert not path.exists()
    assert other.exists()
    assert "0 kept" in broadsheet("cache").output


def test_an_index_that_cannot_be_read_is_shown_and_cleared(
    broadsheet: Broadsheet, posts: Path
) -> None:
    path = save_index(posts)
    path.write_bytes(b"nonsense")
    assert "the index is damaged" in broadsheet("cache").output
    broadsheet("cache", "--clear")
    assert not path.exists()


def test_fetched_images_are_counted_and_deleted_too(broadsheet: Broadsheet) -> None:
    images = ImageCache(cache_folder())
    images.keep("https://example.org/a.png", bytes(1_000))
    assert "images  1.0 kB  1 fetched from the web" in broadsheet("cache").output
    broadsheet("cache", "--clear")
    assert images.files() == []
