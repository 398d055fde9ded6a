"""Which changes of files are read by themselves, and which need a look at all the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader import load_catalogue
from reader.library.folder_loader import FolderLoader
from reader.posts.loading.walk import walk
from reader.tui.messages import PostsRead


class Readings:
    """Reads a folder, and notes whether all of it was walked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.walks = 0
        self._reader = FolderLoader([folder], None)

        def counted(*args: object) -> object:
            self.walks += 1
            return walk(*args)  # type: ignore[arg-type]

        monkeypatch.setattr("reader.posts.loading.loader.walk", counted)

    def read(self, *names: str) -> PostsRead:
        """What is told at the end of a reading of these files; without any, of everything."""
        told: list[object] = []
        paths = frozenset(str(self.folder / name) for name in names) if names else None
        self._reader.read(1, told.append, lambda: False, paths)
        last = told[-1]
        assert isinstance(last, PostsRead)
        return last

    def walks_for(self, *names: str) -> int:
        """How often the folder was walked to read these files; what was told is the truth."""
        before = self.walks
        told = self.read(*names)
        walked = self.walks - before
        whole = load_catalogue(self.folder)
        assert told.is_done
        assert told.catalogue.posts == whole.catalogue.posts
        assert told.catalogue.hidden == whole.catalogue.hidden
        assert set(told.problems) == set(whole.problems)
        return walked


def write(path: Path, title: str) -> None:
    path.write_text(f"---\ntitle: {title}\ndate: 2024-05-06\n---\nText\n", encoding="utf-8")


@pytest.fixture
def readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Readings:
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("a", "b", "c"):
        write(folder / f"{name}.md", name)
    found = Readings(folder, monkeypatch)
    found.read()
    return found


def test_changed_new_and_deleted_posts_are_read_alone(readings: Readings) -> None:
    write(readings.folder / "a.md", "Changed")
    write(readings.folder / "new.md", "New: with a problem")
    (readings.folder / "b.md").unlink()
    assert readings.walks_for("a.md", "b.md", "new.md") == 0
    (readings.folder / "new.md").unlink()
    (readings.folder / "c.md").rename(readings.folder / "d.md")
    assert readings.walks_for("c.md", "d.md", "new.md") == 0


def test_what_is_told_is_only_what_was_read(readings: Readings) -> None:
    write(readings.folder / "a.md", "Changed")
    told = readings.read("a.md")
    assert told.changed == {str(readings.folder / "a.md")}


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
def test_what_hangs_together_with_other_files_is_read_with_them(
    readings: Readings, change: Callable[[Path], str]
) -> None:
    assert readings.walks_for(change(readings.folder)) == 1


def test_a_link_to_a_post_keeps_all_readings_whole(readings: Readings) -> None:
    readings.walks_for(_link(readings.folder))
    (readings.folder / "a.md").unlink()
    assert readings.walks_for("a.md") == 1
