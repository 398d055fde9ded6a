"""Which changed files are loaded alone, and which need a walk through the folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader import load_catalogue
from reader.library.events import PostsLoaded
from reader.library.folder_loader import FolderLoader
from reader.library.requests import LoadRequest
from reader.posts.loading.walk import walk
from reader.posts.options import LoadOptions


class Loads:
    """Loads a folder again and again, and counts the walks."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.walks = 0
        self._loader = FolderLoader([folder], None, LoadOptions())

        def counted(*args: object) -> object:
            self.walks += 1
            return walk(*args)  # type: ignore[arg-type]

        monkeypatch.setattr("reader.posts.loading.loader.walk", counted)

    def load(self, *names: str) -> PostsLoaded:
        """Return the last event of a load of these files; without any, of all files."""
        events: list[object] = []
        paths = frozenset(str(self.folder / name) for name in names) if names else None
        self._loader.load(LoadRequest(1, paths), events.append, lambda: False)
        last = events[-1]
        assert isinstance(last, PostsLoaded)
        return last

    def walks_for(self, *names: str) -> int:
        """Return how often the folder was walked to load these files; check what was emitted."""
        before = self.walks
        event = self.load(*names)
        walked = self.walks - before
        whole = load_catalogue(self.folder)
        assert event.is_complete
        assert event.catalogue.posts == whole.catalogue.posts
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
