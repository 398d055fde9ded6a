"""The commands on a real terminal: colours, widths, Ctrl-C, and posts that try to control it."""

from __future__ import annotations

import os
import re
import signal
import sys
from functools import partial
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len

STYLE = re.compile(r"\x1b\[[0-9;]*m")
HYPERLINK = re.compile(r"\x1b\]8;[^;\x1b\x07]*;[^\x1b\x07]*\x1b\\")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")

HOSTILE = """\
---
title: "Tide \\e]0;owned\\a comes \\x9b31m in"
description: "\\e[2J gone"
date: 2024-13-45
categories: ["wor\\eld"]
---
# Heading \x1b[2J

Raw \x1b[31mred\x1b[0m, \x1b]52;c;b3duZWQ=\x07 and \x9b2J, *and \x1b[?1049h* so on.

[link](http://example.org/\x1b]8;;x\x07 "\x07") `\x1b[5n` ![\x1b[6n](a.png)
"""

POST = """\
---
title: The tide comes in
date: 2024-03-02
categories: [world]
---
## A heading

Some *emphasis* and a [link](https://example.org/).
"""


def start(*words: object, columns: int = 80, **variables: str) -> pexpect.spawn:
    """Start Broadsheet on a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "reader", *map(str, words)],
        env=os.environ | variables,
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=60,
        # Processes in the background of a shell, where tests can run, ignore Ctrl-C.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def printed(*words: object, columns: int = 80, **variables: str) -> str:
    """Return everything that a command writes to a terminal."""
    child = start(*words, columns=columns, **variables)
    text: str = child.read()
    child.close()
    return text


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    (tmp_path / "tide.md").write_text(POST, "utf-8")
    return tmp_path


def test_show_is_coloured(posts: Path) -> None:
    text = printed("show", posts, "tide.md")

    assert COLOUR.search(text)
    assert "A heading" in STYLE.sub("", text)


def test_no_color_is_respected(posts: Path) -> None:
    text = printed("show", posts, "tide.md", NO_COLOR="1")

    assert not COLOUR.search(text)
    assert "A heading" in text


def test_a_dumb_terminal_gets_plain_text(posts: Path) -> None:
    text = printed("show", posts, "tide.md", TERM="dumb")

    assert "\x1b" not in text
    assert "A heading" in text


def test_search_highlights_the_words_that_it_found(posts: Path) -> None:
    text = printed("search", "heading", posts)

    assert "\x1b[1;7mheading" in text
    assert "tide.md" in text


@pytest.mark.parametrize("columns", [30, 60])
def test_show_and_list_fit_the_terminal(posts: Path, columns: int) -> None:
    (posts / "long.md").write_text(f"---\ntitle: {'Long ' * 30}\n---\n{'word ' * 60}\n", "utf-8")

    for words in (["show", posts, "long.md"], ["list", posts]):
        text = HYPERLINK.sub("", STYLE.sub("", printed(*words, columns=columns)))
        widths = [cell_len(line) for line in text.split("\r\n")]
        assert columns - 8 < max(widths) <= columns


@pytest.mark.parametrize("command", ["list", "show", "check", "search"])
def test_a_hostile_post_sends_no_control_characters_to_the_terminal(
    tmp_path: Path, command: str
) -> None:
    path = tmp_path / "tide\x1b]0;owned\x07.md"
    path.write_text(HOSTILE, "utf-8")

    before = ["comes"] if command == "search" else []
    text = printed(command, *before, tmp_path, *([path.name] if command == "show" else []))

    rest = HYPERLINK.sub("", STYLE.sub("", text)).replace("\r\n", "\n")
    assert "comes" in rest or command == "check"
    controls = {char for char in rest if char < " " or "\x7f" <= char <= "\x9f"}
    assert not controls - {"\n", "\t"}


def test_ctrl_c_exits_quietly(tmp_path: Path) -> None:
    # More than the buffer of a terminal, so that the command is still writing.
    for number in range(20):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: T\n---\n{'word ' * 50_000}", "utf-8")
    child = start("list", tmp_path, "--json", "--full")
    child.expect_exact("[\r\n")

    child.sendintr()
    rest = child.read()
    child.close()

    assert child.exitstatus == 130
    assert "Traceback" not in rest


def test_python_m_reader_opens_the_samples_and_quits() -> None:
    child = start(columns=100)
    child.expect_exact("Welcome")

    child.send("s\x11")
    child.read()
    child.close()

    assert child.exitstatus == 0
