"""Fetched images on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from reader.web.image_cache import ImageCache


def test_what_is_kept_is_found_by_its_address(tmp_path: Path) -> None:
    kept = ImageCache(tmp_path)
    kept.keep("https://example.org/a.png", b"one")
    found = kept.find("https://example.org/a.png")
    assert found is not None
    assert found.read_bytes() == b"one"
    assert kept.find("https://example.org/b.png") is None
    kept.keep("https://example.org/a.png", b"two")
    assert found.read_bytes() == b"two"
    assert [size for _, size in kept.files()] == [3]


def test_those_go_that_were_not_asked_for_the_longest(tmp_path: Path) -> None:
    kept = ImageCache(tmp_path, room=100)
    for number in range(3):
        kept.keep(str(number), bytes(30))
        path = kept.find(str(number))
        assert path is not None
        os.utime(path, ns=(number, number))
    assert kept.find("0") is not None  # it has been asked for now
    kept.keep("3", bytes(30))
    assert [kept.find(str(number)) is not None for number in range(4)] == [True, False, True, True]
    kept.keep("large", bytes(101))
    assert kept.find("large") is None
    assert len(kept.files()) == 3


def test_nothing_is_kept_where_there_is_no_folder(tmp_path: Path) -> None:
    for kept in (ImageCache(None), ImageCache(tmp_path / "file")):
        (tmp_path / "file").touch()
        kept.keep("a", b"x")
        assert kept.find("a") is None
        assert kept.files() == []


def test_nothing_unfinished_is_left_behind(tmp_path: Path) -> None:
    kept = ImageCache(tmp_path)
    kept.keep("a", b"x")
    assert len(list((tmp_path / "images").iterdir())) == 1
    kept.clear()
    assert list((tmp_path / "images").iterdir()) == []
