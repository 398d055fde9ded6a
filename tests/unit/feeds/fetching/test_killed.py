"""A fetch that is killed at any moment leaves whole posts, and the next one completes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child_python import python_path
from tests.feed_server import FeedServer, document, feed_server

# Fetches into new folders again and again. Each time it kills itself one step later, looks at what
# is left, and fetches once more. A step is a change of a file in the feeds folder, or a save of the
# state, before and after it. It prints what it found after the last step.
DRIVER = """
import json, os, shutil, signal, sys
from pathlib import Path
from reader.cli.command_line import run
from reader.cli.commands import fetch as _  # once, and not again in each process
from reader.feeds.fetching.preparing import RawDocument, prepare
from reader.store.feeds.states import FeedStates

base, toml = Path(sys.argv[1]), sys.argv[2]
prepare(RawDocument(sys.argv[3].encode(), "", "", is_new=True))  # so that the first one is not slow

def fetch(folder, steps):
    if (pid := os.fork()) == 0:
        left = steps
        def step():
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        def hook(event, arguments):
            names = ("open", "os.link", "os.remove", "os.rename", "os.mkdir")
            if event in names and str(arguments[0]).startswith(f"{folder}/f"):
                step()
        sys.addaudithook(hook)
        for name in ("save_history", "save_fetch_state"):
            def patched(*words, original=getattr(FeedStates, name)):
                step()
                original(*words)
                step()
            setattr(FeedStates, name, patched)
        sys.stdout = open(os.devnull, "w")
        os._exit(run(["fetch", "--all", "--json", "--folder", str(folder)]))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def posts(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.md")}

found = []
while True:
    folder = base / f"feeds{len(found)}"
    os.environ["XDG_DATA_HOME"] = str(base / f"data{len(found)}")
    folder.mkdir()
    (folder / "feeds.toml").write_text(toml)
    status = fetch(folder, len(found) + 1)
    left = posts(folder)
    found.append([status, left, fetch(folder, 0), posts(folder)])
    if status == 0:
        break
print(json.dumps(found))
"""

ITEM = (
    "<item><guid>{0}</guid><title>{0}</title><pubDate>Fri, 27 Nov 2026 09:00:00 GMT</pubDate>"
    "<description>About {0}.</description></item>"
)
RSS = "<rss version='2.0'><channel><title>T</title>{}</channel></rss>"


@pytest.fixture
def servers() -> Iterator[list[FeedServer]]:
    with feed_server() as first, feed_server() as second:
        for server in (first, second):
            items = "".join(map(ITEM.format, ("Tide", "Moon") if server is first else ("Sun",)))
            server.answer("/feed", document(RSS.format(items).encode()))
        yield [first, second]


def test_killed_at_any_step(servers: list[FeedServer], tmp_path: Path, project: Path) -> None:
    toml = "".join(
        f'[[feed]]\nid = "feed-{number}"\nname = "F"\nurl = "{server.url("/feed")}"\n'
        for number, server in enumerate(servers)
    )

    result = subprocess.run(
        [sys.executable, "-P", "-c", DRIVER, tmp_path, toml, RSS.format(ITEM)],
        env=os.environ | {"PYTHONPATH": python_path(project)},
        stdout=subprocess.PIPE,
        check=True,
    )

    *killed, whole = json.loads(result.stdout)
    assert len(killed) >= 15
    assert len(whole[1]) == 3
    for step, (status, left, second_status, completed) in enumerate(killed, 1):
        assert status == -9, step
        assert left.items() <= whole[1].items(), step
        assert (second_status, completed) == (0, whole[1]), step
