"""Disks that are mounted and unmounted in opened folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.loading import mounts
from reader.posts.loading.mounts import mounts_below
from tests.mounting import run_with_mounts

_TABLE = r"""
1 0 8:1 / / rw - ext4 /dev/sda1 rw
2 1 0:5 / FOLDER rw - tmpfs tmpfs rw
3 1 0:6 / FOLDER/a\040disk rw - tmpfs tmpfs rw
4 1 0:7 / FOLDER/sub/\134b rw - tmpfs tmpfs rw
5 1 0:8 / FOLDER-2/c rw - tmpfs tmpfs rw
6 1 0:9
"""


def test_what_is_mounted_below_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my news"
    table = tmp_path / "mountinfo"
    table.write_text(_TABLE.replace("FOLDER", str(folder).replace(" ", r"\040")))
    monkeypatch.setattr(mounts, "_MOUNTS", table)
    assert {line[0] for line in mounts_below([str(folder)])} == {"3", "4"}
    assert {line[0] for line in mounts_below([str(folder / "sub" / "\\b")])} == set()
    assert {line[0] for line in mounts_below(["/"])} == {"1", "2", "3", "4", "5"}
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert {line[0] for line in mounts_below([str(link)])} == {"3", "4"}


def test_without_a_table_nothing_is_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "none")
    assert mounts_below(["/"]) == frozenset()


_MOUNTED = """
import subprocess, sys
from pathlib import Path
from reader.library.events import LoadFailed
from reader.library.folder_loader import FolderLoader
from reader.library.open_folders import OpenFolders
from reader.library.requests import LoadRequest
from reader.posts.loading.watch import _Presence, _Roots

store, folder = Path(sys.argv[1]), Path(sys.argv[2])
loader = FolderLoader(OpenFolders((folder,)))
roots = _Roots([folder])

def mount():
    subprocess.run(["mount", "--bind", store, folder], check=True)

def unmount():
    subprocess.run(["umount", folder], check=True)

def load():
    events = []
    loader.load(LoadRequest(len(events)), events.append, lambda: False)
    if isinstance(events[-1], LoadFailed):
        return events[-1].error.reason
    return [post.title for post in events[-1].catalogue.posts]

subprocess.run(["mount", "-t", "tmpfs", "tmpfs", store], check=True)
(store / "a.md").write_text("# Tide")
(folder / ".hidden").touch()
print(load(), roots.check().name)
for _ in range(2):
    mount()
    print(load(), roots.check().name, roots.check().name)
    unmount()
    print(load(), roots.check().name, roots.check().name)
(folder / "b.md").write_text("# Moon")
print(load())
(folder / "b.md").unlink()
print(load())
"""


def test_an_unmounted_disk_is_not_a_folder_without_posts(tmp_path: Path, project: Path) -> None:
    store, folder = tmp_path / "store", tmp_path / "news"
    store.mkdir()
    folder.mkdir()
    unmounted = "its disk is not mounted any more CHANGED SAME"
    assert run_with_mounts(_MOUNTED, store, folder, project=project).splitlines() == [
        "[] SAME",
        "['Tide'] CHANGED SAME",
        unmounted,
        "['Tide'] CHANGED SAME",
        unmounted,
        "['Moon']",
        "[]",
    ]


_MOUNTED_BELOW = """
import subprocess, sys
from pathlib import Path
from reader.posts.loading.watch import _Roots

folder = Path(sys.argv[1])
roots = _Roots([folder])
for command in (["mount", "-t", "tmpfs", "tmpfs"], ["umount"]):
    print(roots.check().name)
    subprocess.run([*command, folder / "below" / "disk"], check=True)
    print(roots.check().name)
"""


def test_a_disk_that_is_mounted_below_a_folder_is_noticed(tmp_path: Path, project: Path) -> None:
    (tmp_path / "below" / "disk").mkdir(parents=True)
    shown = run_with_mounts(_MOUNTED_BELOW, tmp_path, project=project)
    assert shown.split() == ["SAME", "CHANGED"] * 2
