"""Every command prints hostile text: on a terminal and in a pipe, as results and in errors."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.cli.command_line import COMMANDS, run
from reader.settings import config_file
from tests.feed_server import document, feed_server

MARKER = "MARK"
HOSTILE = f"[i]{MARKER}\x1b[2J\x9b3J\x07\u202eb\u2066\U000e0041\u2028[/b]\x85e"
ESCAPED = rf"[i]{MARKER}\u001b[2J\u009b3J\u0007\u202eb\u2066\U000e0041\u2028[/b]\u0085e"
"""The same for YAML and TOML."""
SPOOFED = "Error: x"
NAME = f"{HOSTILE.replace('/', '')}\n{SPOOFED}\udcff"
"""The same as a file name, with a line that looks like an error and a byte that is not UTF-8."""
POST = f"""\
---
title: "{ESCAPED}"
description: "{ESCAPED}"
date: 2024-01-01
categories: ["{ESCAPED}"]
image: "{ESCAPED}"
{ESCAPED}: [
---
# Heading {HOSTILE}

Text {HOSTILE} [link {HOSTILE}](https://example.org/{HOSTILE}) ![alt {HOSTILE}]({HOSTILE})

```
{HOSTILE}
```
"""
RSS = f"""\
<rss version="2.0"><channel><title>{MARKER}&#x9b;3J&#x202e;&#x2028;&#x85;[/b]</title>
<item><title>{MARKER}&#x9b;3J&#x202e;[/b]</title><guid>{MARKER}&#x9b;3J&#x202e;</guid>
<link>https://example.org/{MARKER}&#x9b;3J&#x202e;</link>
<category>{MARKER}&#x9b;3J&#x202e;</category>
<description>{MARKER}&#x9b;3J&#x202e;</description></item>
</channel></rss>
"""
OWN_SEQUENCES = re.compile(r"\x1b\[[\d;?]*[mlhKA]|\x1b\]8;[^\x1b]*\x1b\\|\r")
"""Styles, hyperlinks, and what draws the progress of a fetch."""
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e0fff]"
)


class Terminal(io.TextIOWrapper):
    """A stream that looks like a terminal, or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), "utf-8", write_through=True)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    @property
    def written(self) -> str:
        """What was written."""
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8", "surrogateescape")


def command_lines(home: Path, url: str) -> Iterator[list[str]]:
    """Every command, with hostile text in its input and in its arguments."""
    folder, post, missing = (
        str(home / NAME),
        str(home / NAME / f"{NAME}.md"),
        str(home / f"x{NAME}"),
    )
    feeds = ["--folder", folder]
    yield from ([], [folder], [missing], [HOSTILE, missing], [f"--{HOSTILE}"], ["--plain", folder])
    yield from (["list", folder], ["list", folder, "--json"], ["list", missing])
    yield from (["list", folder, "--sort", HOSTILE], ["list", f"--{HOSTILE}"])
    yield from (["show", post], ["show", folder, HOSTILE], ["show", missing])
    yield from (["search", MARKER, folder], ["search", f"{MARKER} {HOSTILE}:x", folder])
    yield from (["search", MARKER, folder, "--json"], ["search", MARKER, missing])
    yield from (["check", folder], ["check", folder, "--json"], ["check", missing])
    yield from (["cache"], ["config"], ["config", "--keys"], ["config", HOSTILE])
    yield from (["marks"], ["marks", "--import", post], ["marks", "--import", missing])
    yield from (["fetch", *feeds], ["fetch", *feeds, "--json"], ["fetch", HOSTILE, *feeds])
    yield from (["fetch", "--folder", missing],)
    yield from (["feed", "list", *feeds], ["feed", "list", *feeds, "--json"])
    yield from (["feed", "why", "a", *feeds], ["feed", "why", "a", *feeds, "--json"])
    yield from (["feed", "why", HOSTILE, *feeds], ["feed", "find", url], ["feed", "find", HOSTILE])
    yield from (["feed", "check", url], ["feed", "check", url, "--json"])
    yield from (["feed", "check", missing], ["feed", "check", post])
    yield from (["feed", "add", HOSTILE, *feeds], ["feed", "add", url, *feeds, "--no-fetch"])
    yield from (["feed", "add", f"{url}2", *feeds, "--as-is", "--no-fetch", "--name", HOSTILE],)
    yield from (["feed", "rename", HOSTILE, "x", *feeds], ["feed", "rename", "a", HOSTILE, *feeds])
    yield from (["feed", "import", post, *feeds], ["feed", "import", missing, *feeds])
    yield from (["feed", "export", *feeds], ["feed", "remove", HOSTILE, *feeds])
    yield from (["feed", HOSTILE], ["feed", "remove", "a", *feeds])
    yield from (["forget", missing], ["forget", folder, "--yes"], ["forget", "--all", "--yes"])


def test_every_command_is_run(tmp_path: Path) -> None:
    assert {words[0] for words in command_lines(tmp_path, "") if words} >= set(COMMANDS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of feeds with a post, and settings."""
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / f"{NAME}.md").write_text(POST, "utf-8")
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(
        f'"{ESCAPED}" = 1\ntheme = "{ESCAPED}"\n[keys]\n"mark.star" = "{ESCAPED}"\n'
        f'[searches]\n"{ESCAPED}" = "{ESCAPED}"\n',
        "utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("is_terminal", [True, False])
def test_no_command_prints_what_controls_a_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    shown = ""
    with feed_server() as server:
        url = server.url("/feed")
        for path in ("/feed", "/feed2"):
            server.answer(path, document(RSS.encode()))
        (home / NAME / "feeds.toml").write_text(
            f'[[feed]]\nid = "a"\nname = "{ESCAPED}"\nurl = "{url}"\ncategory = "{ESCAPED}"\n'
            f'"{ESCAPED}" = 1\n[[feed]]\nid = "b"\nname = "b"\nurl = "{ESCAPED}"\n',
            "utf-8",
        )
        for words in command_lines(home, url):
            streams = written_by(words, monkeypatch, is_terminal=is_terminal)
            assert not UNSAFE.search("".join(streams)), (words, streams)
            assert f"\n{SPOOFED}" not in "".join(streams), (words, streams)
            shown += "".join(streams)
    assert f"[i]{MARKER}" in shown


def test_an_error_is_one_line_with_all_of_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "x\x1b[2Jy\nError: z")

    _, error = written_by(["list", missing], monkeypatch, is_terminal=False)

    assert error.startswith(f"Error: {tmp_path}/x␛[2Jy Error: z: there is no such folder.")
    assert error.count("\n") == 1


def written_by(
    words: Sequence[str], monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool
) -> tuple[str, str]:
    """Run a command. Return what it wrote as results, without styles, and as errors."""
    out, err = Terminal(is_terminal=is_terminal), Terminal(is_terminal=is_terminal)
    with monkeypatch.context() as patches:
        patches.setattr(sys, "stdin", io.StringIO())
        patches.setattr(sys, "stdout", out)
        patches.setattr(sys, "stderr", err)
        run(list(words))
    return OWN_SEQUENCES.sub("", out.written), err.written
