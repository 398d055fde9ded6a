"""Every command has a test of its keys."""

from __future__ import annotations

import re
from pathlib import Path

from reader.tui.bindings import COMMANDS


def test_the_keys_of_every_command_are_pressed_by_a_test() -> None:
    tests = "".join(
        path.read_text("utf-8") for path in Path(__file__).parent.glob("test_keys_*.py")
    )
    pressed = re.findall(r'^@keys_of\("([a-z._]+)"\)', tests, re.MULTILINE)
    assert set(pressed) == {command.id for command in COMMANDS}
