"""Loads with an index, as in the app, and a clock for files that are old enough to be trusted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import LoadResult, load_catalogue
from reader.posts.catalogue import Catalogue
from reader.posts.files import FileContent, load_file
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.posts.post import Post, Problem, SkippedFile
from reader.store.first_screen import index_path
from reader.store.index import Index

HOUR = 3_600_000_000_000


class IndexedLoads:
    """Loads folders with an index in a cache folder."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.opened: list[str] = []
        self.loaded: list[str] = []
        """Names of the files that the last load opened."""

    def path(self, *folders: Path) -> Path:
        """Return the path of the index of the folders."""
        return index_path(self.cache, folders)

    def recall(self, *folders: Path, options: LoadOptions | None = None) -> Catalogue:
        """Return the posts in the index, without looking at the folders."""
        return Catalogue(self.index(*folders, options=options).load())

    def load(
        self, *folders: Path, options: LoadOptions | None = None, save: bool = True
    ) -> LoadResult:
        """Load the folders with the index, and save it."""
        index = self.index(*folders, options=options)
        index.load()
        posts: list[Post] = []
        problems: list[Problem] = []
        skipped: list[SkippedFile] = []
        self.opened.clear()
        for batch in load_in_batches(folders, options=options, cache=index):
            posts += batch.posts
            problems += batch.problems
            skipped += batch.skipped
        self.loaded = sorted(self.opened)
        catalogue = Catalogue(posts)
        if save:
            index.save(catalogue)
        problems.sort(key=lambda problem: (problem.path, problem.line or 0))
        skipped.sort(key=lambda file: file.path)
        return LoadResult(catalogue, tuple(problems), tuple(skipped))

    def index(self, *folders: Path, options: LoadOptions | None = None) -> Index:
        """Return the index of the folders, not loaded yet."""
        return Index(self.path(*folders), folders, options or LoadOptions())


def facts(result: LoadResult) -> tuple[object, ...]:
    """Return the whole result of a load, to compare it with that of another."""
    catalogue = result.catalogue
    return (catalogue.posts, catalogue.hidden, result.problems, result.skipped)


def assert_same_as_cold(result: LoadResult, *folders: Path) -> None:
    """Check that a load without an index has the same result."""
    assert facts(result) == facts(load_catalogue(*folders))


@pytest.fixture
def loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexedLoads:
    indexed = IndexedLoads(tmp_path / "cache")

    def open_file(path: str) -> FileContent:
        indexed.opened.append(Path(path).name)
        return load_file(path)

    monkeypatch.setattr("reader.posts.loading.post_reader.load_file", open_file)
    return indexed


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an hour pass between the writing and the loading of files."""
    now = time.time_ns
    monkeypatch.setattr("reader.posts.loading.post_reader.time.time_ns", lambda: now() + HOUR)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of 13 posts, one of them faulty and one of them hidden."""
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    for number in range(10):
        write(folder / f"{number}.md", f"Post {number}", day=number + 1)
    write(folder / "sub" / "deep.md", "Deep", day=20, more="featured: true\n")
    write(folder / "draft.md", "Draft", day=21, more="draft: true\n")
    (folder / "faulty.md").write_text("---\ntitle: A: b\ndate: 2024-02-30\n---\nText\n")
    return folder


def write(path: Path, title: str, *, day: int = 1, more: str = "", body: str = "Text") -> None:
    """Write a post."""
    head = f"title: {title}\ndate: 2024-01-{day:02}\ncategories: [a, b]\n{more}"
    path.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")


Damage = Callable[[Path], object]
