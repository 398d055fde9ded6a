"""Files and folders that hang: the others are loaded meanwhile, and they themselves afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import TypeAlias

import pytest

from reader.posts.catalogue import Catalogue
from reader.posts.loading import post_reader
from reader.posts.loading.lanes import MAX_HANGING, MAX_SECONDS, Hanging
from reader.posts.loading.loader import load
from reader.posts.loading.post_reader import Batch
from reader.posts.loading.reload import reload_files
from reader.posts.options import LoadOptions
from reader.posts.parsing import parse_post
from reader.store.index import Index
from tests.child_python import python_path
from tests.stuck_disk import StuckDisk

ROOT = Path(__file__).parents[3]

Stick: TypeAlias = Callable[..., StuckDisk]


class Folder:
    """A folder that is loaded again and again, by an app that gives up what hangs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ended: SimpleQueue[str] = SimpleQueue()
        """Paths of what no longer hangs."""
        self.hanging = Hanging(gives_up=True, on_end=self.ended.put)
        self.index = Index(None, [path], LoadOptions())

    def load(self) -> Batch:
        """Load the folder, and return everything that was found as one batch."""
        self.index.begin()
        result = load([self.path], hanging=self.hanging, cache=self.index)
        self.index.save(Catalogue(result.catalogue.posts))
        return Batch(
            tuple(result.catalogue.posts), result.problems, result.skipped, 0, result.files
        )

    def titles(self) -> list[str]:
        return sorted(post.title for post in self.load().posts)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    for name in ("a", "b", "c"):
        write(tmp_path / "news" / f"{name}.md")
    return Folder(tmp_path / "news")


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    """Return a function that makes a disk stuck; it answers at the end of the test."""
    disks: list[StuckDisk] = []

    def make(*names: str) -> StuckDisk:
        disks.append(StuckDisk(monkeypatch, *names))
        return disks[-1]

    yield make
    for disk in disks:
        disk.answer()


def write(path: Path, title: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: {title or path.stem}\ndate: 2024-05-06\n---\nText\n"
    path.write_text(text, encoding="utf-8")


def test_a_file_that_hangs_is_a_problem_until_it_has_been_read(
    folder: Folder, stick: Stick
) -> None:
    disk = stick("b.md")
    found = folder.load()
    assert sorted(post.title for post in found.posts) == ["a", "c"]
    [problem] = found.problems
    assert problem.path == str(folder.path / "b.md")
    assert problem.message.startswith(f"it has been read for more than {MAX_SECONDS:.0f} seconds")
    assert "its disk or network" in problem.remedy
    assert found.files_loaded == 3
    disk.answer()
    assert folder.ended.get() == problem.path
    found = folder.load()
    assert (sorted(post.title for post in found.posts), found.problems) == (["a", "b", "c"], ())
    # What the thread has read at last is used.
    assert disk.reads.count("b.md") == 1


def test_a_known_post_stays_while_its_file_hangs(folder: Folder, stick: Stick) -> None:
    assert folder.titles() == ["a", "b", "c"]
    write(folder.path / "b.md", "changed")
    disk = stick("b.md")
    found = folder.load()
    assert sorted(post.title for post in found.posts) == ["a", "b", "c"]
    assert [Path(problem.path).name for problem in found.problems] == ["b.md"]
    disk.answer()
    folder.ended.get()
    assert folder.titles() == ["a", "c", "changed"]


def test_what_hangs_is_not_tried_again(folder: Folder, stick: Stick) -> None:
    disk = stick("b.md")
    first = folder.load()
    assert folder.load().problems == first.problems
    assert disk.reads.count("b.md") == 1
    paths = [str(folder.path / "b.md")]
    assert (
        reload_files(paths, [str(folder.path)], LoadOptions(), folder.index, folder.hanging) is None
    )


def test_beside_many_files_that_hang_no_more_are_tried(folder: Folder, stick: Stick) -> None:
    names = [f"b{number}.md" for number in range(MAX_HANGING + 3)]
    for name in names:
        write(folder.path / name)
    write(folder.path / "other" / "d.md")
    disk = stick(*names)
    found = folder.load()
    assert len([name for name in disk.reads if name in names]) == MAX_HANGING
    assert sorted(post.title for post in found.posts) == ["a", "b", "d"]
    messages = [problem.message.split(",")[0] for problem in found.problems]
    assert messages.count("it has not been read") == 4  # the rest of them, and c.md
    assert len(messages) == len(names) + 1
    disk.answer()
    while folder.hanging.concerns([found.problems[0].path]):
        folder.ended.get()
        folder.load()
    assert len(folder.titles()) == len(names) + 4


def test_a_folder_that_hangs_does_not_keep_the_others(folder: Folder, stick: Stick) -> None:
    write(folder.path / "mount" / "d.md")
    disk = stick("mount")
    found = folder.load()
    assert sorted(post.title for post in found.posts) == ["a", "b", "c"]
    [problem] = found.problems
    assert problem.path.rstrip("/") == str(folder.path / "mount")
    assert "has not answered" in problem.message
    assert "its disk or network" in problem.remedy
    disk.answer()
    folder.ended.get()
    assert folder.titles() == ["a", "b", "c", "d"]


def test_a_text_that_takes_the_parser_too_long_is_parsed_once(
    folder: Folder, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = stick("parser of b.md")

    def slow(data: bytes, *, path: str, **rest: object) -> object:
        disk.hang(f"parser of {Path(path).name}")
        return parse_post(data, path=path, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(post_reader, "parse_post", slow)
    assert folder.titles() == ["a", "c"]
    disk.answer()
    folder.ended.get()
    assert folder.titles() == ["a", "b", "c"]
    assert disk.reads.count("parser of b.md") == 1


def test_what_was_read_of_a_removed_file_is_forgotten(folder: Folder, stick: Stick) -> None:
    disk = stick("b.md")
    folder.load()
    (folder.path / "b.md").unlink()
    (folder.path / "b.md").mkdir()
    disk.answer()
    folder.ended.get()
    assert folder.load().problems == ()
    (folder.path / "b.md").rmdir()
    write(folder.path / "b.md")
    assert folder.titles() == ["a", "b", "c"]


def test_without_giving_up_everything_waits(folder: Folder, stick: Stick) -> None:
    disk = stick("b.md")
    waited: list[str] = []

    def on_begin(path: str) -> None:
        waited.append(path)
        disk.answer()

    result = load([folder.path], hanging=Hanging(on_begin=on_begin))
    assert waited == [str(folder.path / "b.md")]
    assert [post.title for post in result.catalogue.posts] == ["a", "b", "c"]
    assert result.problems == ()


def test_posts_are_loaded_without_any_thread(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_thread: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert folder.titles() == ["a", "b", "c"]


def test_a_file_that_hangs_for_ever_does_not_keep_the_process(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    program = (
        "import sys, threading\n"
        "from reader.posts.loading import lanes, loader, post_reader\n"
        "hanging = threading.Event()\n"
        "lanes.monotonic = lambda: 1000.0 * hanging.is_set()\n"
        "post_reader.load_file = lambda _path: (hanging.set(), threading.Event().wait())\n"
        "found = loader.load([sys.argv[1]], hanging=lanes.Hanging(gives_up=True))\n"
        "print(len(found.problems))\n"
    )
    command = [sys.executable, "-P", "-c", program, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": python_path(ROOT)}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    assert done.stdout == "1\n"
