"""Any bytes in the files of the settings give settings, and problems that can be shown."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.settings import load_settings
from reader.settings.config_file import commented_config, load_config
from reader.settings.state_file import load_choices, load_recent
from reader.tui.keymap import build_keymap
from tests.property.effort import examples

from .byte_mutations import mutated

EXAMPLES = re.sub(r"^# (?=[\w\[])", "", commented_config(), flags=re.MULTILINE)
"""The file in which every setting has its example; the lines that explain them are no TOML."""
CONFIG = """\
theme = "nord"
measure = 80
folders = ["~/news", "/srv/posts"]
front_page = false
date_locale = "de"
dates = "relative"
remote_images = "ask"

[keys]
mark.star = "f5"
"move.down" = "n,down"

[searches]
"Short reads" = "is:unread minutes:<5"
"""
STATE = json.dumps({"theme": "nord", "measure": 80, "folders": ["/a"], "front_page": True})
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

configs = mutated(
    [CONFIG.encode(), EXAMPLES.encode()],
    [
        b"theme = ",
        b"[keys]\n",
        b"[searches]\n",
        b"[[keys]]\n",
        b"a.b.c = 1\n",
        b"1979-05-27",
        b"inf",
    ],
)


@settings(max_examples=examples(80))
@given(configs | st.binary(max_size=200))
@example(b"keys = 1\nsearches = [2]\n")
@example(b"a." * 5_000 + b"b = 1\n")
@example(b"x = " + b"[" * 5_000)
@example(b"x = " + b"9" * 5_000)
def test_any_config_file_gives_settings_and_problems(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.toml")
        path.write_bytes(data)
        config = load_config(path)
        loaded = load_settings(Path(folder, "state"), path)
        build_keymap(loaded.settings.keys)
    for problem in config.problems:
        assert problem.message.strip()
        assert (
            problem.line is None or 1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1
        )
    for name, query in config.searches.items():
        assert not CONTROLS.search(name + query)


@settings(max_examples=examples(80))
@given(mutated([STATE.encode(), b'["view.sort", "theme:nord"]']) | st.binary(max_size=100))
@example(b"[" * 100_000)
@example(b'{"measure": NaN, "theme": "\\ud800", "folders": ["\\u0000"]}')
def test_any_saved_choices_are_ignored_or_valid(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("settings.json", "recent.json"):
            Path(folder, name).write_bytes(data)
        load_choices(Path(folder))
        load_recent(Path(folder))
        load_settings(Path(folder), Path(folder, "config.toml"))
