"""Loading config.toml: valid settings are used, and problems are reported by line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import LoadedSettings, Settings, load_settings, save_settings
from reader.settings.config_file import commented_config, load_config
from reader.settings.options import OPTIONS
from reader.text.dates import DateForm

COMPLETE = """\
# mine
folders = ["~/news"]
theme = "nord"
measure = 60
dwell = 0.5
dates = "relative"
images = false
time_zone = "Asia/Tokyo"

[keys]
"mark.star" = "*"
app.help = "f2"

[searches]
"Short reads" = "mins:<5"
"""


def loaded(tmp_path: Path, text: str) -> LoadedSettings:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return load_settings(tmp_path / "state", path)


def test_every_kind_of_setting_is_loaded(tmp_path: Path) -> None:
    settings = loaded(tmp_path, COMPLETE).settings
    assert settings == Settings(
        folders=("~/news",),
        theme="nord",
        measure=60,
        dwell=0.5,
        dates=DateForm.RELATIVE,
        images=False,
        time_zone="Asia/Tokyo",
        keys={"mark.star": "*", "app.help": "f2"},
        searches={"Short reads": "mins:<5"},
    )


def test_every_value_has_a_source(tmp_path: Path) -> None:
    save_settings(Settings(theme="nord", measure=60), tmp_path / "state")
    found = loaded(
        tmp_path, "\nmeasure = 64\n[keys]\n\n'mark.star' = 'x'\n[ searches ]\n'A b' = 'c'\n"
    )
    assert found.source_for("measure") == f"{tmp_path / 'config.toml'}:2"
    assert found.source_for("theme") == "chosen in the app"
    assert found.source_for("dwell") == "default"
    assert found.source_for("keys.mark.star") == f"{tmp_path / 'config.toml'}:5"
    assert found.source_for("searches.A b") == f"{tmp_path / 'config.toml'}:7"
    assert (found.settings.measure, found.settings.theme) == (64, "nord")


def test_without_a_file_the_defaults_are_used(tmp_path: Path) -> None:
    found = load_settings(tmp_path, tmp_path / "none.toml")
    assert found.settings == Settings()
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\nmesure = 60", 2, "unknown setting mesure; did you mean measure?"),
        ("xyzzy = 1", 1, "the settings are folders, feeds_folder, "),
        ("measure = 300", 1, "measure: must be a number of cells from 40 to 88"),
        ("measure = true", 1, "a number of cells"),
        ('# x\n\nmeasure = "wide"', 3, "a number of cells"),
        ("dwell = -1", 1, "seconds from 0 to 3600"),
        ("resume_within = -1", 1, "hours from 0 to 8760"),
        ("resume_within = true", 1, "hours from 0 to 8760"),
        ('dwell = "long"', 1, "seconds"),
        ("folders = 3", 1, "a list of folders"),
        ("folders = [3]", 1, "a list of folders"),
        ("theme = 3", 1, "a name in quotes"),
        ('dates = "old"', 1, '"both", "absolute" or "relative"'),
        ("dates = [1]", 1, '"both", "absolute" or "relative"'),
        ("images = 1", 1, "true or false"),
        ('time_zone = "Mars/North"', 1, "the name of a time zone"),
        ('time_zone = "../../etc/passwd"', 1, "the name of a time zone"),
        ("keys = 3", 1, "keys: must be a table"),
        ("[keys]\n'mark.star' = 3", 2, "mark.star: must be keys in quotes"),
        ("searches = 3", 1, "searches: must be a table"),
        ('[searches]\n"Short reads" = 3', 2, "Short reads: must be a search in quotes"),
        ('[searches]\n\n"Short reads" = " "', 3, "Short reads: must be a search in quotes"),
        ("measure = 60\nmeasure = 61", 2, "not valid TOML"),
        ("measure 60", 1, "not valid TOML"),
        ("\udcff = 1", None, "it is not encoded in UTF-8"),
    ],
)
def test_problems_are_reported_with_their_line(
    tmp_path: Path, text: str, line: int | None, message: str
) -> None:
    found = loaded(tmp_path, text)
    assert found.settings == Settings()
    [problem] = found.problems
    assert problem.line == line
    assert message in problem.message
    where = str(tmp_path / "config.toml") if line is None else f"{tmp_path / 'config.toml'}:{line}"
    assert str(problem).startswith(f"{where}: ")


def test_an_invalid_value_does_not_affect_others(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'measure = 1\ndwell = 3\n[keys]\n"x" = "y"')
    assert found.settings == Settings(dwell=3.0, keys={"x": "y"})
    assert len(found.problems) == 1


@given(st.text(max_size=200))
def test_no_content_raises_an_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    load_config(path)


def test_a_folder_instead_of_the_file_is_reported(tmp_path: Path) -> None:
    [problem] = load_settings(tmp_path, tmp_path).problems
    assert "cannot be read" in problem.message


def test_the_commented_config_sets_nothing_and_lists_every_setting(tmp_path: Path) -> None:
    text = commented_config()
    assert tomllib.loads(text) == {}
    uncommented = loaded(tmp_path, re.sub(r"^# (?=\w+ = |\[|\")", "", text, flags=re.MULTILINE))
    assert uncommented.problems == ()
    assert set(uncommented.lines) >= {setting.name for setting in fields(Settings)}


def test_the_examples_show_the_defaults() -> None:
    shown = {
        option.name: option.parse(tomllib.loads(option.example)[option.name]) for option in OPTIONS
    }
    defaults = Settings()
    for name in ("measure", "dwell", "dates", "images"):
        assert shown[name] == getattr(defaults, name)


def test_the_docs_explain_every_setting(project: Path) -> None:
    text = (project / "docs/settings.md").read_text("utf-8")
    explained = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert explained == [setting.name for setting in fields(Settings)]
