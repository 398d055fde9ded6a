"""Wheel, sdist and editable install contain the style sheets and sample posts and find them."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import reader
from reader.resources import sample_posts_folder
from tests.packaging.conftest import Built, Environment

# Run in one worker, so that the packages are built once.
pytestmark = pytest.mark.xdist_group("packaging")

PRINT_PATHS = (
    "import json, reader, reader.resources as r; "
    "print(json.dumps([reader.__file__, str(r.styles_folder()), str(r.sample_posts_folder())]))"
)


def run(command: list[str | Path], folder: Path) -> str:
    """Run a command in a folder and return its standard output; fail if it does not succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shipped_files(project: Path) -> set[str]:
    """Return the files of styles/ and sample_posts/, relative to the checkout."""
    found = {
        str(path.relative_to(project))
        for name in ("styles", "sample_posts")
        for path in (project / name).rglob("*")
        if path.is_file()
    }
    assert len(found) > 20
    return found


def test_the_wheel_works_from_an_empty_folder(
    built: Built, new_environment: Callable[[], Environment], tmp_path: Path
) -> None:
    environment = new_environment()
    environment.install(str(built.wheel))
    empty = tmp_path / "empty"
    empty.mkdir()

    version = run([environment.broadsheet, "--version"], empty)
    posts = json.loads(run([environment.broadsheet, "list", "--json"], empty))
    paths = json.loads(run([environment.python, "-c", PRINT_PATHS], empty))

    assert version == f"broadsheet {reader.__version__}\n"
    assert {post["id"] for post in posts} == {
        post.id for post in reader.load_catalogue(sample_posts_folder()).catalogue.posts
    }
    assert all(Path(path).is_relative_to(environment.folder) for path in paths)


def test_an_editable_install_uses_the_checkout(
    project: Path, new_environment: Callable[[], Environment], tmp_path: Path
) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(project / name, checkout)
    for name in ("reader", "styles", "sample_posts"):
        shutil.copytree(project / name, checkout / name)
    environment = new_environment()
    environment.install("--editable", str(checkout))

    paths = json.loads(run([environment.python, "-c", PRINT_PATHS], tmp_path))

    assert paths == [
        str(checkout / "reader" / "__init__.py"),
        str(checkout / "styles"),
        str(checkout / "sample_posts"),
    ]


def test_the_wheel_contains_only_the_package(built: Built, project: Path) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())

    assert {name.partition("/")[0] for name in names} == {
        "reader",
        f"broadsheet-{reader.__version__}.dist-info",
    }
    assert names >= {f"reader/{name}" for name in shipped_files(project)}
    assert "reader/py.typed" in names
    assert not [name for name in names if "__pycache__" in name]


def test_the_sdist_contains_what_a_packager_needs(built: Built, project: Path) -> None:
    with tarfile.open(built.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}

    assert names >= shipped_files(project)
    assert names >= {"pyproject.toml", "README.md", "LICENSE", "Makefile", "tests/conftest.py"}
    assert not [name for name in names if name.startswith((".venv", ".git/", ".ci", "dist/"))]
