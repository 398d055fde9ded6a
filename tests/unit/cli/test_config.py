"""`broadsheet config`, and how the settings affect the other commands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.settings import cache_folder, config_file, data_folder, state_folder

from .conftest import Broadsheet


def write(text: str) -> Path:
    path = config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_it_prints_values_and_sources(broadsheet: Broadsheet) -> None:
    path = write(
        'measure = 60\nfolders = ["/a", "/b"]\n[keys]\n"mark.star" = "*"\n[searches]\nA = "b"\n'
    )
    result = broadsheet("config")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == str(path)
    assert f"  measure = 60  [{path}:1]" in lines
    assert f'  folders = ["/a", "/b"]  [{path}:2]' in lines
    assert f'  keys.mark.star = "*"  [{path}:4]' in lines
    assert f'  searches."A" = "b"  [{path}:6]' in lines
    assert "  dwell = 2  [default]" in lines
    assert '  dates = "both"  [default]' in lines
    assert "  theme = -  [default]" in lines


def test_it_prints_where_files_are_stored(broadsheet: Broadsheet) -> None:
    lines = broadsheet("config").stdout.splitlines()
    stored = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    assert stored[1:] == [str(data_folder()), str(state_folder()), str(cache_folder())]


def test_it_reports_problems_and_exits_with_1(broadsheet: Broadsheet) -> None:
    path = write('mesure = 60\n[keys]\n"mark.star" = "u"\n')
    result = broadsheet("config")
    assert result.exit_code == 1
    assert f"{path}:1: unknown setting mesure" in result.stderr
    assert f"{path}:3: mark.star = “u”: u belongs to mark.read" in result.stderr


def test_it_writes_an_explained_file_and_never_overwrites_one(broadsheet: Broadsheet) -> None:
    path = config_file()
    assert broadsheet("config", "--make").exit_code == 0
    assert tomllib.loads(path.read_text("utf-8")) == {}
    path.write_text("measure = 60")
    result = broadsheet("config", "--make")
    assert result.exit_code == 2
    assert "already exists" in result.stderr
    assert path.read_text() == "measure = 60"


def test_it_lists_commands_with_their_current_keys(broadsheet: Broadsheet) -> None:
    write('[keys]\n"mark.star" = "* ctrl+s"\n')
    lines = broadsheet("config", "--keys").stdout.splitlines()
    assert any(line.split()[:3] == ["mark.star", "*", "Ctrl+S"] for line in lines)
    assert any(line.startswith("go.in ") for line in lines)


def test_the_folders_of_the_settings_are_the_default(broadsheet: Broadsheet, posts: Path) -> None:
    write(f'folders = ["{posts}"]\n')
    assert "The tide comes in" in broadsheet("list").stdout
    assert "sample posts" not in broadsheet("list").stderr


def test_problems_are_written_to_standard_error(broadsheet: Broadsheet, posts: Path) -> None:
    path = write("measure = 1\n")
    result = broadsheet("list", posts)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{path}:1: measure: ")


@pytest.mark.parametrize(
    ("dates", "shown"),
    [("absolute", "Sat 2 Mar 2024, 11:20 · Ada"), ("relative", "ago · Ada")],
)
def test_dates_have_the_form_that_is_set(
    broadsheet: Broadsheet, posts: Path, dates: str, shown: str
) -> None:
    write(f'dates = "{dates}"\n')
    assert shown in broadsheet("show", posts, "world/tide.md").stdout


def test_times_are_shown_in_the_time_zone_that_is_set(broadsheet: Broadsheet, posts: Path) -> None:
    (posts / "zoned.md").write_text("---\ntitle: Z\ndate: 2024-01-01T20:00:00Z\n---\nx\n")
    write('time_zone = "Asia/Tokyo"\n')
    assert "Tue 2 Jan 2024, 05:00" in broadsheet("show", posts, "zoned.md").stdout
