"""The commands as processes: closed pipes, limited locales, and hostile posts in a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BROADSHEET = [sys.executable, "-m", "reader"]

HOSTILE = """\
---
title: "Tide \\e]0;owned\\a comes \\x9b31m in"
description: "\\e[2J gone"
date: 2024-13-45
categories: ["wor\\eld"]
---
Raw \x1b[31mred\x1b[0m, \x1b]52;c;b3duZWQ=\x07 and \x9b2J.

[link](http://example.org/\x1b]8;;x\x07 "\x07") `\x1b[5n` ![\x1b[6n](a.png)

```
\x1bP1$q"p\x1b\\
```
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with one post that tries to control the terminal by its text and its name."""
    (tmp_path / "tide\x1b]0;owned\x07.md").write_text(HOSTILE, "utf-8")
    return tmp_path


def run(*words: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*BROADSHEET, *map(str, words)],
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("options", [["--json", "--full"], []])
def test_a_closed_pipe_ends_a_command_quietly(tmp_path: Path, options: list[str]) -> None:
    # More than the buffer of a pipe, so that output remains after the pipe is closed.
    title = "word " * 2000
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: {title}\n---\n{title}\n", "utf-8")

    with subprocess.Popen(
        [*BROADSHEET, "list", str(tmp_path), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)
        process.stdout.close()
        errors = process.stderr.read()

    assert process.returncode == 141
    assert errors == b""


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "--json"],
        ["show"],
        ["check"],
        ["search", "comes"],
        ["search", "comes", "--json"],
    ],
)
def test_a_hostile_post_sends_no_control_characters_through_a_pipe(
    hostile: Path, words: list[str]
) -> None:
    post_id = [path.name for path in hostile.iterdir()] if words == ["show"] else []

    done = run(*words, hostile, *post_id)

    text = done.stdout.decode("utf-8")
    assert "comes" in text or words == ["check"]
    assert text.count("\n") > 0
    for output in (text, done.stderr.decode("utf-8")):
        controls = {char for char in output if char < " " or "\x7f" <= char <= "\x9f"}
        assert not controls - {"\n", "\t"}


@pytest.mark.parametrize(
    "words", [["list"], ["list", "--json", "--full"], ["show", "月.md"], ["check"]]
)
@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "no_SUCH.locale"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_a_limited_locale_loses_characters_and_nothing_else(
    tmp_path: Path, words: list[str], variables: dict[str, str]
) -> None:
    (tmp_path / "月.md").write_text(
        "---\ntitle: Tide 月がとても青い\nfeatured: true\n---\nTide – “in”\n\n- • 月\n", "utf-8"
    )
    command, *rest = words

    done = run(command, tmp_path, *rest, **variables)

    assert done.returncode == 0
    assert done.stderr == b""
    assert b"Tide" in done.stdout or command == "check"


def test_json_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 月がとても青い\n---\nText.\n", "utf-8")

    done = run("list", "--json", tmp_path, PYTHONIOENCODING="latin-1")

    assert json.loads(done.stdout.decode("utf-8"))[0]["title"] == "月がとても青い"


def test_without_a_terminal_the_app_reports_that_it_needs_one(project: Path) -> None:
    done = run(project / "sample_posts")

    assert done.returncode == 2
    assert done.stdout == b""
    assert b"needs a terminal" in done.stderr
    assert b"Traceback" not in done.stderr
