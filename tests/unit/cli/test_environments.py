"""Every command where something is missing: it works, or one line says what is wrong.

In each environment, all commands run one after the other, as a person would try them. What root is
allowed to do is refused by dropping capabilities; otherwise a file in the place of a folder, links
in a circle and names that are too long fail for everybody.
"""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from reader.cli.command_line import COMMANDS, run
from reader.posts.loading.loader import load
from reader.store.marks import Marks

FOLDERS = {
    "CONFIG": ".config/broadsheet",
    "DATA": ".local/share/broadsheet",
    "STATE": ".local/state/broadsheet",
    "CACHE": ".cache/broadsheet",
}
FILES = (
    ".config/broadsheet/config.toml",
    ".local/share/broadsheet/marks.db",
    ".local/share/broadsheet/arrivals.db",
    ".local/share/broadsheet/feeds.db",
    ".local/state/broadsheet/settings.json",
    ".cache/broadsheet/tide.index",
    "Broadsheet/feeds.toml",
)
CLOSED_ADDRESS = "http://127.0.0.1:9/feed"
"""Nothing listens to the discard port."""


def command_lines(posts: Path) -> list[list[str]]:
    """Every command, with arguments with which it does something."""
    folder, post = str(posts), str(posts / "moon.md")
    return [
        [],
        [folder],
        ["--version"],
        ["list", folder],
        ["list", folder, "--json"],
        ["list"],
        ["show", folder, "moon.md"],
        ["show", post],
        ["search", "moon", folder],
        ["check", folder],
        ["cache"],
        ["cache", "--clear"],
        ["config"],
        ["config", "--keys"],
        ["config", "--make"],
        ["marks"],
        ["marks", "--import", post],
        ["feed", "add", CLOSED_ADDRESS, "--as-is", "--no-fetch"],
        ["feed", "list"],
        ["feed", "find", CLOSED_ADDRESS],
        ["feed", "rename", "feed", "Moon"],
        ["feed", "import", post],
        ["feed", "export"],
        ["feed", "check", CLOSED_ADDRESS],
        ["feed", "why", "Moon"],
        ["fetch", "--dry-run"],
        ["fetch"],
        ["feed", "remove", "Moon"],
        ["forget", folder, "--yes"],
        ["forget", "--all", "--yes"],
    ]


def test_every_command_is_run(posts: Path) -> None:
    assert {words[0] for words in command_lines(posts) if words} >= set(COMMANDS)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, without variables for the folders in it."""
    for name in FOLDERS:
        monkeypatch.delenv(f"XDG_{name}_HOME")
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


class Streams:
    """Standard streams that are no terminal, for one command."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._buffers = io.BytesIO(), io.BytesIO()
        self.out, self.err = (io.TextIOWrapper(buffer, encoding) for buffer in self._buffers)

    def errors(self) -> list[str]:
        """Lines of the error output."""
        self.err.flush()
        return self._buffers[1].getvalue().decode("utf-8", "replace").splitlines()


def run_all(
    posts: Path, monkeypatch: pytest.MonkeyPatch, encoding: str = "utf-8"
) -> dict[str, tuple[int, list[str]]]:
    """Run all commands in this process. Return status and error lines, by command line."""
    results = {}
    for words in command_lines(posts):
        streams = Streams(encoding)
        with monkeypatch.context() as patches:
            patches.setattr(sys, "stdin", io.StringIO())
            patches.setattr(sys, "stdout", streams.out)
            patches.setattr(sys, "stderr", streams.err)
            status = run(words)
        results[" ".join(words)] = status, streams.errors()
    return results


def assert_explained(results: dict[str, tuple[int, list[str]]]) -> None:
    """Check that each command worked, or said in a line why it did not."""
    for command, (status, lines) in results.items():
        assert status in (0, 1, 2), (command, status, lines)
        text = "\n".join(lines)
        assert "Traceback" not in text, (command, lines)
        assert "internal error" not in text, (command, lines)
        if status == 2:
            errors = [line for line in lines if line.startswith("Error: ")]
            assert len(errors) == 1, (command, lines)
            assert lines[-1] == errors[0], (command, lines)


def as_file(path: Path) -> None:
    path.write_text("This is a file.")


def as_loop(path: Path) -> None:
    path.symlink_to(path)


def as_dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere" / "at" / "all")


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("make", [as_file, as_loop, as_dangling_link])
def test_something_else_in_the_place_of_a_folder(
    posts: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    make: Callable[[Path], None],
) -> None:
    path = home / FOLDERS[name]
    path.parent.mkdir(parents=True)
    make(path)
    results = run_all(posts, monkeypatch)
    assert_explained(results)
    reason = "not a directory" if make is as_file else "too many levels of symbolic links"
    commands = {"CONFIG": "config --make", "DATA": "marks", "CACHE": "cache"}
    if name in commands and make is not as_dangling_link:
        status, lines = results[commands[name]]
        assert status == 2
        assert reason in lines[-1].casefold()


@pytest.mark.parametrize(
    "value",
    ["x" * 300, "\udcff\udcfe", "relative/folder", "", "/proc/self/fdinfo", "/dev/null"],
    ids=["long", "bytes", "relative", "empty", "proc", "device"],
)
def test_unusual_folders_of_the_system(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.chdir(home)
    folder = value if value.startswith("/") or "/" in value or not value else f"{home}/{value}"
    for name in FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", folder)
    assert_explained(run_all(posts, monkeypatch))
    assert not (home / "relative").exists()


def test_a_folder_in_the_place_of_each_file(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in FILES:
        (home / name).mkdir(parents=True)
    results = run_all(posts, monkeypatch)
    assert_explained(results)
    reason = "it is a folder, not a file"
    assert f"config.toml: cannot be read ({reason})" in results["config"][1][0]


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("make", [as_pipe, as_device])
def test_a_pipe_or_device_in_the_place_of_each_file(
    posts: Path, home: Path, run_in_child: Callable[..., str], make: Callable[[Path], None]
) -> None:
    for name in FILES:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        make(home / name)
    shown = run_in_child("config", "feed list", "marks")
    assert shown.count("it is a pipe or device, not a file") == 3


@pytest.mark.parametrize("value", ["", "relative", "~nobody/home", "$HOME"])
def test_a_home_that_is_no_full_path_is_refused_before_anything_is_written(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", value)
    results = run_all(posts, monkeypatch)
    del results["--version"]
    for status, lines in results.values():
        assert status == 2
        assert lines == [
            "Error: Your home folder is unknown: HOME must be the full path of a folder. Set it, as"
            " with `export HOME=/home/me`."
        ]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("make", [as_file, as_loop, as_dangling_link, Path.mkdir])
def test_a_home_that_cannot_be_used(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    path = home / "\udcff home"
    make(path)
    monkeypatch.setenv("HOME", str(path))
    assert_explained(run_all(posts, monkeypatch))


VARIABLES = {
    "COLUMNS": ("0", "-5", "9" * 30, "wide"),
    "HTTP_PROXY": ("\udcff", "::::", "http://["),
    "LANG": ("\udcff", "xx_YY.foo"),
    "LC_ALL": ("C", "POSIX", "xx_YY.foo"),
    "LINES": ("0",),
    "NO_COLOR": ("1",),
    "NO_PROXY": ("\udcff",),
    "SSL_CERT_FILE": ("/nowhere",),
    "TERM": ("", "dumb", "no-such-terminal", "\udcff"),
    "TMPDIR": ("/nowhere",),
    "TZ": ("No/Such/Zone", ":/etc/passwd", "\udcff", "../../etc"),
    "VISUAL": ("\udcff",),
}


@pytest.mark.parametrize("place", range(max(map(len, VARIABLES.values()))))
def test_senseless_variables(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    # Only for the commands: pytest asks for the width of the terminal before the end of a test.
    with monkeypatch.context() as variables:
        for name, values in VARIABLES.items():
            variables.setenv(name, values[place % len(values)])
        time.tzset()
        results = run_all(posts, monkeypatch)
    assert_explained(results)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_streams_that_cannot_show_everything(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    results = run_all(posts, monkeypatch, encoding)
    assert all(status in (0, 1, 2) for status, _ in results.values())


def test_a_current_folder_that_was_deleted(
    posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    results = run_all(posts, monkeypatch)
    assert_explained(results)
    assert results["marks"][1] == [
        "Error: The current folder cannot be used (no longer exists). Go to another one, as with"
        " `cd`."
    ]
    monkeypatch.chdir(tmp_path)


def test_names_that_are_not_text(posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = posts.parent / "\udce9t\udce9"
    posts.rename(folder)
    (folder / "moon.md").rename(folder / "moon\udcff\x1b[2J.md")
    (folder / "moon.md").write_text("---\ntitle: Moon\n---\nText.\n")
    assert_explained(run_all(folder, monkeypatch))


def test_marks_of_any_type(posts: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / FOLDERS["DATA"] / "marks.db"
    catalogue = load([posts]).catalogue
    Marks(path).set_starred(catalogue.posts, is_starred=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE marks SET title = ?, block = 'x'", (b"Tide \xff",))
        connection.execute("UPDATE marks SET date = CAST(X'C3' AS TEXT), progress = ?", (b"",))
    results = run_all(posts, monkeypatch)
    assert_explained(results)
    assert results["marks"] == (0, [])


# Permissions, which root has to give up.

_DROPPED = "-dac_override,-dac_read_search"
_PROGRAM = """
import sys
from pathlib import Path
import pytest
from tests.unit.cli.test_environments import assert_explained, run_all
with pytest.MonkeyPatch.context() as patches:
    results = run_all(Path(sys.argv[1]), patches)
assert_explained(results)
for command in sys.argv[2:]:
    print(command, *results[command])
"""


@pytest.fixture(scope="session")
def without_privileges() -> list[str]:
    """What a command line begins with, so that permissions count for it."""
    if os.name == "nt":
        pytest.skip("Windows has other permissions")
    if os.geteuid() != 0:
        return []
    program = shutil.which("setpriv")
    words = [f"--bounding-set={_DROPPED}", f"--inh-caps={_DROPPED}", "--"]
    if program is None or subprocess.run([program, *words, "true"], check=False).returncode:
        pytest.skip("root may read everything, and setpriv is missing")
    return [program, *words]


@pytest.fixture
def run_in_child(project: Path, posts: Path) -> Callable[..., str]:
    """Runs all commands in a child process, which cannot wait for a file forever."""

    def run_them(*shown: str, prefix: Sequence[str] = ()) -> str:
        words = [*prefix, sys.executable, "-c", _PROGRAM, str(posts), *shown]
        result = subprocess.run(
            words, cwd=project, capture_output=True, text=True, check=False, timeout=60
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run_them


@pytest.fixture
def run_unprivileged(
    without_privileges: list[str], run_in_child: Callable[..., str]
) -> Callable[..., str]:
    return partial(run_in_child, prefix=without_privileges)


@pytest.fixture
def closed() -> Iterator[Callable[[Path, int], None]]:
    """Changes modes until the end of the test, so that the folders can be deleted."""
    paths: list[Path] = []

    def close(path: Path, mode: int) -> None:
        paths.append(path)
        path.chmod(mode)

    yield close
    for path in reversed(paths):
        if os.path.exists(path):
            path.chmod(0o700)


@pytest.mark.parametrize("mode", [0o000, 0o500], ids=oct)
def test_own_folders_without_permission(
    home: Path,
    run_unprivileged: Callable[..., str],
    closed: Callable[[Path, int], None],
    mode: int,
) -> None:
    for name in FOLDERS.values():
        (home / name).mkdir(parents=True)
        closed(home / name, mode)
    shown = run_unprivileged("marks", "config --make", "cache", "config").casefold()
    if mode == 0o000:
        assert shown.count("permission denied") == 4


def test_a_home_without_permission(
    home: Path, run_unprivileged: Callable[..., str], closed: Callable[[Path, int], None]
) -> None:
    closed(home, 0o000)
    assert run_unprivileged("marks", "config --make").casefold().count("permission denied") == 2


def test_own_files_without_permission(
    posts: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_unprivileged: Callable[..., str],
    closed: Callable[[Path, int], None],
) -> None:
    for name in FILES:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(b"")
        closed(home / name, 0o000)
    shown = run_unprivileged("marks", "config", "feed list").casefold()
    assert shown.count("permission denied") == 3


def test_posts_without_permission(
    posts: Path,
    home: Path,
    run_unprivileged: Callable[..., str],
    closed: Callable[[Path, int], None],
) -> None:
    for path in [*posts.glob("*.md"), posts / "world"]:
        closed(path, 0o000)
    shown = run_unprivileged(f"show {posts / 'moon.md'}", f"list {posts}", f"check {posts}")
    reason = "cannot be read: permission denied"
    show, listing, check = shown.splitlines()
    assert "permission denied" in show
    assert f"{reason}, and there is no other post. Make the" in listing
    assert check == f"check {posts} 1 []"
    closed(posts, 0o000)
    assert "no permission to read" in run_unprivileged(f"list {posts}")
