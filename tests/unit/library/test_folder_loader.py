"""Which changed files are loaded alone, and which need a walk through the folders."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest

from reader import load_catalogue
from reader.library.events import FoldersChanged, LoadFailed, PostsLoaded
from reader.library.folder_loader import FolderLoader
from reader.library.open_folders import OpenFolders
from reader.library.requests import LoadRequest
from reader.posts.loading.walk import walk
from tests.stuck_disk import StuckDisk


class Loads:
    """Loads a folder again and again, and counts the walks."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.walks = 0
        self.events: SimpleQueue[object] = SimpleQueue()
        """What was emitted, also between two loads."""
        self._loader = FolderLoader(OpenFolders((folder,)))

        def counted(*args: object) -> object:
            self.walks += 1
            return walk(*args)  # type: ignore[arg-type]

        monkeypatch.setattr("reader.posts.loading.load_in_lanes.walk", counted)

    def load(self, *names: str) -> PostsLoaded:
        """Return the last event of a load of these files; without any, of all files."""
        last = self.last_event(*names)
        assert isinstance(last, PostsLoaded)
        return last

    def last_event(self, *names: str) -> object:
        """Return the last event of a load, which may have failed."""
        events: list[object] = []
        paths = frozenset(str(self.folder / name) for name in names) if names else None

        def emit(event: object) -> None:
            events.append(event)
            self.events.put(event)

        self._loader.load(LoadRequest(1, paths), emit, lambda: False)
        return events[-1]

    def changed_paths(self) -> frozenset[str] | None:
        """Wait until files are emitted as changed, and return their paths."""
        while not isinstance(event := self.events.get(timeout=60), FoldersChanged):
            pass
        return event.paths

    def walks_for(self, *names: str) -> int:
        """Return how often the folder was walked to load these files; check what was emitted."""
        before = self.walks
        event = self.load(*names)
        walked = self.walks - before
        whole = load_catalogue(self.folder)
        assert event.is_complete
        assert event.catalogue.all_posts == whole.catalogue.posts
        assert event.catalogue.hidden == whole.catalogue.hidden
        assert set(event.problems) == set(whole.problems)
        return walked


def write(path: Path, title: str) -> None:
    path.write_text(f"---\ntitle: {title}\ndate: 2024-05-06\n---\nText\n", encoding="utf-8")


@pytest.fixture
def loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loads:
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("a", "b", "c"):
        write(folder / f"{name}.md", name)
    found = Loads(folder, monkeypatch)
    found.load()
    return found


def test_changed_new_and_deleted_posts_are_loaded_alone(loads: Loads) -> None:
    write(loads.folder / "a.md", "Changed")
    write(loads.folder / "new.md", "New: with a problem")
    (loads.folder / "b.md").unlink()
    assert loads.walks_for("a.md", "b.md", "new.md") == 0
    (loads.folder / "new.md").unlink()
    (loads.folder / "c.md").rename(loads.folder / "d.md")
    assert loads.walks_for("c.md", "d.md", "new.md") == 0


def test_only_changed_files_are_emitted_as_changed(loads: Loads) -> None:
    write(loads.folder / "a.md", "Changed")
    event = loads.load("a.md")
    assert event.changed == {str(loads.folder / "a.md")}


def _without_front_matter(folder: Path) -> str:
    (folder / "plain.md").write_text("Just text.\n", encoding="utf-8")
    return "plain.md"


def _in_a_new_folder(folder: Path) -> str:
    (folder / "deep").mkdir()
    write(folder / "deep" / "x.md", "Deep")
    return "deep/x.md"


def _link(folder: Path) -> str:
    (folder / "link.md").symlink_to(folder / "a.md")
    return "link.md"


def _side_car(folder: Path) -> str:
    (folder / "a.meta").write_text(".. title: From beside\n", encoding="utf-8")
    return "a.md"


def _folder_itself(folder: Path) -> str:
    (folder / "sub").mkdir()
    return "sub"


def _configuration(folder: Path) -> str:
    (folder / "_config.yml").write_text("url: https://example.org\n", encoding="utf-8")
    return "_config.yml"


@pytest.mark.parametrize(
    "change",
    [_without_front_matter, _in_a_new_folder, _link, _side_car, _folder_itself, _configuration],
)
def test_files_that_depend_on_others_are_loaded_with_them(
    loads: Loads, change: Callable[[Path], str]
) -> None:
    assert loads.walks_for(change(loads.folder)) == 1


def test_with_a_link_to_a_post_all_files_are_loaded(loads: Loads) -> None:
    loads.walks_for(_link(loads.folder))
    (loads.folder / "a.md").unlink()
    assert loads.walks_for("a.md") == 1


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loads:
    folder = tmp_path / "root"
    (folder / "content" / "posts" / "trip").mkdir(parents=True)
    (folder / "hugo.toml").write_text("title = 'Root'\n")
    write(folder / "content" / "posts" / "a.md", "A")
    write(folder / "content" / "posts" / "trip" / "index.md", "Trip")
    (folder / "content" / "about.md").write_text("---\ntitle: About\n---\nText\n")
    found = Loads(folder, monkeypatch)
    found.load()
    return found


def test_an_edited_post_of_a_site_is_loaded_alone(site: Loads) -> None:
    write(site.folder / "content" / "posts" / "a.md", "Changed")
    assert site.walks_for("content/posts/a.md") == 0
    write(site.folder / "content" / "posts" / "trip" / "index.md", "Changed")
    assert site.walks_for("content/posts/trip/index.md") == 0


def test_files_that_decide_about_others_need_a_walk(site: Loads) -> None:
    posts = site.folder / "content" / "posts"
    write(posts / "trip" / "map.md", "A part of the page")
    assert site.walks_for("content/posts/trip/map.md") == 1
    write(posts / "trip" / "map.md", "Still a part of it")
    assert site.walks_for("content/posts/trip/map.md") == 1
    (posts / "trip" / "index.md").unlink()
    assert site.walks_for("content/posts/trip/index.md") == 1
    write(site.folder / "content" / "about.md", "Now with a date")
    assert site.walks_for("content/about.md") == 1
    (site.folder / "content" / "about.md").write_text("---\ntitle: A page again\n---\nText\n")
    assert site.walks_for("content/about.md") == 1
    write(posts / "b.md", "New")
    assert site.walks_for("content/posts/b.md") == 1


def test_the_source_of_a_rendered_post_needs_a_walk(loads: Loads) -> None:
    write(loads.folder / "a.qmd", "Source")
    assert loads.walks_for("a.qmd") == 1
    (loads.folder / "a.md").unlink()
    assert loads.walks_for("a.md") == 1
    assert loads.walks_for("a.qmd") == 1


def test_a_loaded_story_is_shown_in_the_preferred_language(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name in ("a.md", "a.fr.md", "b.md"):
        write(folder / name, name)
    (tmp_path / "hugo.toml").write_text('defaultContentLanguage = "de"\n')
    shown: dict[str, list[str]] = {}
    for language in ("fr", "de", "en"):
        loader = FolderLoader(OpenFolders((folder,), languages=(language,)))
        events: list[PostsLoaded] = []
        loader.load(LoadRequest(1), events.append, lambda: False)  # type: ignore[arg-type]
        catalogue = events[-1].catalogue
        shown[language] = [post.id for post in catalogue.posts]
        assert catalogue.languages_of(catalogue.posts[0]) in (("fr", "de"), ("de", "fr"))
    assert shown == {
        "fr": ["a.fr.md", "b.md"],
        "de": ["a.md", "b.md"],
        "en": ["a.md", "b.md"],
    }


@pytest.mark.parametrize(
    ("function", "names"),
    [
        ("post_reader.load_file", []),
        ("post_reader.load_file", ["a.md"]),
        ("walk._list_once", []),
        ("folder_check.os.scandir", []),
        ("folder_check.os.scandir", ["a.md"]),
    ],
)
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EMFILE, "the system allows no more open files"),
        (errno.ENFILE, "the system allows no more open files"),
        (errno.ENOMEM, "the system has no more memory"),
    ],
)
def test_no_post_is_dropped_if_the_system_has_run_out_of_something(
    loads: Loads,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    names: list[str],
    number: int,
    reason: str,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    write(loads.folder / "a.md", "Changed")
    with monkeypatch.context() as patch:
        patch.setattr(f"reader.posts.loading.{function}", fail)
        event = loads.last_event(*names)
    assert isinstance(event, LoadFailed)
    assert event.error.reason == reason
    assert len(loads.load().catalogue.all_posts) == 3


def test_a_file_that_hangs_is_a_problem_until_it_has_been_read(
    loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = StuckDisk(monkeypatch, "b.md")
    write(loads.folder / "b.md", "Changed")
    event = loads.load("b.md")
    assert event.is_complete
    assert [post.title for post in event.catalogue.posts] == ["a", "b", "c"]
    [problem] = event.problems
    assert problem.path == str(loads.folder / "b.md")
    disk.answer()
    assert loads.changed_paths() == frozenset({problem.path})
    event = loads.load("b.md")
    assert [post.title for post in event.catalogue.posts] == ["a", "Changed", "c"]
    assert event.problems == ()


def test_an_opened_folder_that_hangs_is_named_and_loaded_once_it_answers(
    loads: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = StuckDisk(monkeypatch, loads.folder.name)
    failed = loads.last_event()
    assert isinstance(failed, LoadFailed)
    assert failed.error.path == loads.folder
    assert "has not answered" in failed.error.reason
    assert isinstance(loads.last_event(), LoadFailed)
    assert disk.reads == [loads.folder.name]
    disk.answer()
    assert loads.changed_paths() == frozenset({str(loads.folder)})
    assert len(loads.load(".").catalogue.posts) == 3
