"""`broadsheet marks`: export and import."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Broadsheet


def test_marks_are_printed_and_imported(broadsheet: Broadsheet, tmp_path: Path) -> None:
    one = {"path": "/a.md", "title": "A", "date": None, "read": True, "starred": False}
    file = tmp_path / "marks.json"
    file.write_text(json.dumps({"format": "broadsheet-marks", "version": 1, "posts": [one]}))
    assert "marks of 1 post imported" in broadsheet("marks", "--import", file).stdout
    unset = dict.fromkeys(("block", "text", "progress", "later", "seen"))
    assert json.loads(broadsheet("marks").stdout)["posts"] == [{**one, **unset}]


def test_a_file_that_cannot_be_imported_is_reported(broadsheet: Broadsheet, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    for text, message in [("{", "this is not JSON"), ("[]", "not an export of marks")]:
        file.write_text(text)
        result = broadsheet("marks", "--import", file)
        assert result.exit_code == 2
        assert f"{file}: " in result.stderr
        assert message in result.stderr
    assert "cannot be read" in broadsheet("marks", "--import", tmp_path / "none.json").stderr
