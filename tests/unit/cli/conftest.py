"""Fixtures: a small folder of posts, and the command line within this process."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from reader.cli.command_line import command_line

POSTS = {
    "world/tide.md": """\
---
title: The tide comes in
description: Twice a day.
date: 2024-03-02-11-20-02
categories: [world, science]
tags: [sea]
featured: true
image: https://example.org/tide.jpg
author: Ada Marsh
---
The harbour was *full* by noon.

## What the gauge says

- High: 5 m
- Low: 1 m
""",
    "moon.md": """\
---
title: 月がとても青い
date: 2024-05-06
categories: [science]
---
The moon did it.
""",
    "draft.md": """\
---
title: Not yet
date: 2024-06-01
draft: true
---
Soon.
""",
    "README.md": "These are the posts of a test.\n",
}


class Broadsheet(Protocol):
    """Runs `broadsheet WORD...` within this process; its output is not a terminal."""

    def __call__(self, *words: object) -> Result: ...


@pytest.fixture
def broadsheet() -> Broadsheet:
    def run(*words: object) -> Result:
        arguments = [str(word) for word in words]
        return CliRunner().invoke(
            command_line, arguments, prog_name="broadsheet", catch_exceptions=False
        )

    return run


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder with two posts, a draft and a README."""
    folder = tmp_path / "posts"
    for name, text in POSTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
