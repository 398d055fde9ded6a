"""Every command with closed, full and broken standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli.command_line import COMMANDS
from reader.cli.commands.feeds import COMMANDS as FEED_COMMANDS

from .real_terminal import write_news

# Each command runs in a fork of one process, which has imported everything before.
FORKS = """
import json, os, sys, tempfile
from importlib import import_module
from reader.cli import main
from reader.cli.command_line import COMMANDS, OPEN

def change(number, kind):
    name = ("stdin", "stdout", "stderr")[number]
    if kind == "closed":
        os.close(number)
        setattr(sys, name, None)
    elif kind == "full":
        os.dup2(os.open("/dev/full", os.O_WRONLY), number)
    elif kind == "broken":
        reading, writing = os.pipe()
        os.close(reading)
        os.dup2(writing, number)

def run(words, changes):
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if not child:
            os.dup2(output.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            for number, kind in changes:
                change(number, kind)
            sys.argv = ["broadsheet", *words]
            main()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        errors.seek(0)
        return status, os.fstat(output.fileno()).st_size, errors.read().decode()

for module in (*COMMANDS.values(), OPEN):
    import_module(module)
table = json.loads(sys.argv[1])
print(json.dumps([[run(words, changes) for changes in table[1]] for words in table[0]]))
"""

NORMAL: list[tuple[int, str]] = []
CHANGES = {
    "normal": NORMAL,
    "closed output": [(1, "closed")],
    "full disk": [(1, "full"), (2, "full")],
    "broken pipe": [(1, "broken")],
    "only output": [(0, "closed"), (2, "closed")],
    "nothing": [(2, "closed"), (1, "closed"), (0, "closed")],
}
"""What is done to the standard streams, by number."""
STATUSES = {"closed output": 2, "full disk": 2, "nothing": 2, "broken pipe": 141}
"""Exit status of a command that prints something."""
MESSAGE = "Error: The output cannot be written: it is closed.\n"


class Ended(NamedTuple):
    """How a command has ended."""

    status: int
    output: int
    """Number of bytes on standard output."""
    errors: str


def words_to_try(news: Path) -> list[list[str]]:
    """Return each command as it is called in everyday use, as far as it needs no network."""
    feeds = news.parent / "feeds.opml"
    feeds.write_text('<opml><body><outline xmlUrl="http://127.0.0.1:9/f"/></body></opml>')
    marks = news.parent / "marks.json"
    marks.write_text("{}")
    post = news / "gull.md"
    lines = f"""\
{news}
--plain {news}
--plain {post}
--help
--version
list {news}
list --json {news}
show {post}
show {news} gull.md
search gull {news}
check {news}
cache
config
forget {news}
marks
marks --import {marks}
feed
feed import {feeds}
feed list
feed export
feed why missing
feed rename missing other
feed remove missing
feed add --help
feed check --help
feed find --help
fetch missing
list {news}/missing"""
    return [line.split() for line in lines.splitlines()]


@pytest.fixture
def ended(tmp_path: Path) -> dict[str, dict[str, Ended]]:
    words = words_to_try(write_news(tmp_path / "news"))
    done = subprocess.run(
        [sys.executable, "-c", FORKS, json.dumps([words, list(CHANGES.values())])],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    return {
        " ".join(command): dict(zip(CHANGES, (Ended(*end) for end in ends), strict=True))
        for command, ends in zip(words, json.loads(done.stdout), strict=True)
    }


def test_every_command_ends_with_a_sentence_and_the_right_status(
    ended: dict[str, dict[str, Ended]],
) -> None:
    wrong = []
    for command, ends in ended.items():
        normal = ends["normal"]
        for change, end in ends.items():
            status = STATUSES.get(change, normal.status) if normal.output else normal.status
            is_said = change != "closed output" or MESSAGE in end.errors or not normal.output
            if end.status != status or not is_said or "internal error" in end.errors:
                wrong.append((command, change, end, normal))
    assert wrong == []


def test_every_command_is_tried(tmp_path: Path) -> None:
    tried = words_to_try(tmp_path)
    assert {words[0] for words in tried} >= set(COMMANDS)
    assert {words[1] for words in tried if words[0] == "feed" and words[1:]} == set(FEED_COMMANDS)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("marks >&-", MESSAGE),
        ("list {news} >/dev/full", "Error: The output cannot be written: No space left on device."),
        ("{news} <&-", "Error: The app needs a terminal."),
    ],
)
def test_a_shell_closes_a_stream(tmp_path: Path, words: str, message: str) -> None:
    news = write_news(tmp_path / "news")
    done = subprocess.run(
        f"{sys.executable} -m reader {words.format(news=news)}",
        shell=True,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1
    assert done.returncode == 2
