"""After any changes to a folder, a load with the index has the same result as one without."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from reader import load_catalogue
from reader.posts.catalogue import Catalogue
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.store.first_screen import first_screen, index_path
from reader.store.index import Index
from tests.property.effort import examples

NAMES = st.sampled_from(
    [
        "a.md", "b.md", "c.txt", "posts/d.md", "posts/e.html", "deep/er/f.md", "deep/er/g.md",
        "deep/cn/h.md", "deep/en/i.md", "a.cn.md", "a.qmd", "posts/g/index.md", "posts/g/h.md",
        "_config.yml",
    ]
)  # fmt: skip
CONTENTS = st.sampled_from(
    [
        "---\ntitle: One\ncategories: [x]\n---\nText\n",
        "---\ntitle: Two\ncategories: [x]\n---\nText\n",
        "---\ntitle: One: two\n---\n",
        "---\ndraft: true\n---\n",
        "---\nfeatured: true\ndate: 2024-05-06\n---\n",
        "No front matter.\n",
        "",
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, CONTENTS),
    st.tuples(st.just("write and reset time"), NAMES, CONTENTS),
    st.tuples(st.just("delete"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("touch"), NAMES, st.just("")),
    st.tuples(st.just("run"), st.just(""), st.just("")),
)


def change(folder: Path, step: str, name: str, other: str) -> None:
    """Change one file of the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if step.startswith("write"):
        before = path.stat() if path.exists() else None
        path.write_text(other)
        # The times of a file system have a coarse resolution; wait until they differ.
        while before and path.stat().st_ctime_ns == before.st_ctime_ns:
            path.write_text(other)
        if before and step.endswith("reset time"):
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif path.exists():
        if step == "delete":
            path.unlink()
        elif step == "touch":
            os.utime(path)
        elif step == "rename":
            (folder / other).parent.mkdir(parents=True, exist_ok=True)
            path.rename(folder / other)


def run(folder: Path, cache: Path) -> Catalogue:
    """Load the folder with the index and save it, as the app does."""
    index = Index(index_path(cache, [folder]), [folder], LoadOptions())
    index.load()
    posts = [post for batch in load_in_batches([folder], cache=index) for post in batch.posts]
    catalogue = Catalogue(posts)
    index.save(catalogue)
    return catalogue


def _clock(ahead: int) -> AbstractContextManager[object]:
    now = time.time_ns
    return mock.patch("time.time_ns", side_effect=lambda: now() + ahead)


@settings(max_examples=examples(60))
@given(st.lists(STEPS, min_size=1, max_size=12), st.sampled_from([0, 3_600_000_000_000]))
def test_an_indexed_load_has_the_result_of_a_cold_one(
    steps: list[tuple[str, str, str]], ahead: int
) -> None:
    with tempfile.TemporaryDirectory() as parent, _clock(ahead):
        folder, cache = Path(parent, "news"), Path(parent, "cache")
        folder.mkdir()
        for step in [*steps, ("run", "", "")]:
            if step[0] != "run":
                change(folder, *step)
                continue
            cold = load_catalogue(folder).catalogue
            for _ in range(2):
                indexed = run(folder, cache)
                assert indexed.posts == cold.posts
                assert indexed.hidden == cold.hidden
            preview = first_screen(index_path(cache, [folder]), LoadOptions())
            assert preview is not None
            assert preview.posts == cold.posts
