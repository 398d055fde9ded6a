"""The cache of fetched images on disk."""

from __future__ import annotations

import os
from pathlib import Path

from reader.web.image_cache import ImageCache


def test_a_cached_image_is_found_by_its_address(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path)
    cache.keep("https://example.org/a.png", b"one")
    found = cache.find("https://example.org/a.png")
    assert found is not None
    assert found.read_bytes() == b"one"
    assert cache.find("https://example.org/b.png") is None
    cache.keep("https://example.org/a.png", b"two")
    assert found.read_bytes() == b"two"
    assert [size for _, size in cache.files()] == [3]


def test_the_least_recently_used_images_are_deleted(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path, max_bytes=100)
    for number in range(3):
        cache.keep(str(number), bytes(30))
        path = cache.find(str(number))
        assert path is not None
        os.utime(path, ns=(number, number))
    assert cache.find("0") is not None  # now the most recently used
    cache.keep("3", bytes(30))
    is_cached = [cache.find(str(number)) is not None for number in range(4)]
    assert is_cached == [True, False, True, True]
    cache.keep("large", bytes(101))
    assert cache.find("large") is None
    assert len(cache.files()) == 3


def test_nothing_is_cached_without_a_usable_folder(tmp_path: Path) -> None:
    for cache in (ImageCache(None), ImageCache(tmp_path / "file")):
        (tmp_path / "file").touch()
        cache.keep("a", b"x")
        assert cache.find("a") is None
        assert cache.files() == []


def test_no_temporary_file_is_left_behind(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path)
    cache.keep("a", b"x")
    assert len(list((tmp_path / "images").iterdir())) == 1
    cache.clear()
    assert list((tmp_path / "images").iterdir()) == []
