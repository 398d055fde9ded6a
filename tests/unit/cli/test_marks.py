"""`broadsheet marks`."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Broadsheet


def test_marks_are_printed_and_taken_in(broadsheet: Broadsheet, tmp_path: Path) -> None:
    one = {"path": "/a.md", "title": "A", "date": None, "read": True, "starred": False}
    file = tmp_path / "marks.json"
    file.write_text(json.dumps({"format": "broadsheet-marks", "version": 1, "posts": [one]}))
    assert "the marks of 1 post were taken in" in broadsheet("marks", "--import", file).stdout
    assert json.loads(broadsheet("marks").stdout)["posts"] == [{**one, "block": None, "text": None}]


def test_what_cannot_be_taken_in_is_told(broadsheet: Broadsheet, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    for text, said in [("{", "this is not JSON"), ("[]", "not an export of marks")]:
        file.write_text(text)
        result = broadsheet("marks", "--import", file)
        assert result.exit_code == 2
        assert f"{file}: " in result.stderr
        assert said in result.stderr
    assert "cannot be read" in broadsheet("marks", "--import", tmp_path / "none.json").stderr
