"""Locating the shipped folders. tests/packaging covers real installations."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import ReaderError
from reader.resources import locate, sample_posts_folder, styles_folder


def test_the_checkout_has_both_folders() -> None:
    assert list(styles_folder().glob("*.tcss"))
    assert list(sample_posts_folder().rglob("*.md"))


def test_a_folder_inside_the_package_comes_first(tmp_path: Path) -> None:
    package = tmp_path / "reader"
    (package / "styles").mkdir(parents=True)
    (tmp_path / "styles").mkdir()
    (tmp_path / "pyproject.toml").touch()

    assert locate("styles", package) == package / "styles"


def test_a_checkout_has_the_folder_beside_the_package(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "pyproject.toml").touch()

    assert locate("styles", tmp_path / "reader") == tmp_path / "styles"


def test_a_folder_beside_the_package_needs_a_pyproject(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()

    with pytest.raises(ReaderError, match=r"styles folder is missing from .*reader\. Reinstall"):
        locate("styles", tmp_path / "reader")
