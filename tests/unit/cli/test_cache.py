"""`broadsheet cache` shows what is kept, and deletes it."""

from __future__ import annotations

from pathlib import Path

from reader.posts.loading.loader import load
from reader.posts.options import LoadOptions
from reader.settings import cache_folder
from reader.store.first_screen import index_path
from reader.store.index import Index
from reader.web.image_cache import ImageCache

from .conftest import Broadsheet


def keep(folder: Path) -> Path:
    """Leave an index of a folder, as a run of the app does."""
    path = index_path(cache_folder(), [folder])
    Index(path, [folder], LoadOptions()).save(load([folder]).catalogue)
    return path


def test_nothing_is_kept_at_first(broadsheet: Broadsheet) -> None:
    result = broadsheet("cache")
    assert result.exit_code == 0
    assert result.output == f"{cache_folder()}: 0 kept, 0.0 kB\n"


def test_each_index_is_named_with_its_folders(broadsheet: Broadsheet, posts: Path) -> None:
    path = keep(posts)
    lines = broadsheet("cache").output.splitlines()
    assert lines[0].startswith(f"{cache_folder()}: 1 kept")
    assert path.name in lines[1]
    assert lines[1].endswith(str(posts))


def test_clear_deletes_the_indexes_and_nothing_else(broadsheet: Broadsheet, posts: Path) -> None:
    path = keep(posts)
    other = cache_folder() / "mine.txt"
    other.write_text("not ours")
    assert "1 deleted" in broadsheet("cache", "--clear").output
    assert not path.exists()
    assert other.exists()
    assert "0 kept" in broadsheet("cache").output


def test_an_index_that_cannot_be_read_is_shown_and_cleared(
    broadsheet: Broadsheet, posts: Path
) -> None:
    path = keep(posts)
    path.write_bytes(b"nonsense")
    assert "cannot name" in broadsheet("cache").output
    broadsheet("cache", "--clear")
    assert not path.exists()


def test_fetched_images_are_counted_and_deleted_too(broadsheet: Broadsheet) -> None:
    kept = ImageCache(cache_folder())
    kept.keep("https://example.org/a.png", bytes(1_000))
    assert "images  1.0 kB  1 fetched from the web" in broadsheet("cache").output
    broadsheet("cache", "--clear")
    assert kept.files() == []
