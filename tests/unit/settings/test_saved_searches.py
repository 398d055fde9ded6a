"""Saving searches in config.toml: one line changes, and the rest of the file does not."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import load_settings
from reader.settings.saved_searches import ConfigNotChangedError, remove_search, save_search
from reader.text.clean import one_line

MINE = """\
# My settings.
folders = ["~/news"]  # at home

[searches]
"Short reads" = "mins:<5 is:unread"  # for the bus
'By Ann' = 'by:"ann marsh"'

# Keys that my terminal has.
[keys]
"mark.star" = "*"
"""


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "broadsheet" / "config.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    return write


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_a_new_search_is_one_line_at_the_end_of_the_table(config: Callable[[str], Path]) -> None:
    path = config(MINE)
    save_search(path, "Tides", 'tag:"high tide"')
    added = '"Tides" = "tag:\\"high tide\\""\n'
    assert text_of(path) == MINE.replace("\n\n# Keys", f"\n{added}\n# Keys")
    assert load_settings(path.parent, path).settings.searches == {
        "Short reads": "mins:<5 is:unread",
        "By Ann": 'by:"ann marsh"',
        "Tides": 'tag:"high tide"',
    }


def test_a_renamed_search_keeps_its_line_and_its_comment(config: Callable[[str], Path]) -> None:
    path = config(MINE)
    save_search(path, "For the bus", "mins:<5", replaces="Short reads")
    assert text_of(path) == MINE.replace(
        '"Short reads" = "mins:<5 is:unread"  #', '"For the bus" = "mins:<5"  #'
    )


def test_a_name_that_exists_is_replaced(config: Callable[[str], Path]) -> None:
    path = config(MINE)
    save_search(path, "By Ann", "by:ann")
    assert text_of(path) == MINE.replace("""'By Ann' = 'by:"ann marsh"'""", '"By Ann" = "by:ann"')
    save_search(path, "By Ann", "mins:<5", replaces="Short reads")
    assert load_settings(path.parent, path).settings.searches == {"By Ann": "mins:<5"}
    assert "# for the bus" in text_of(path)


def test_only_the_line_of_a_removed_search_disappears(config: Callable[[str], Path]) -> None:
    path = config(MINE)
    remove_search(path, "Short reads")
    assert text_of(path) == MINE.replace('"Short reads" = "mins:<5 is:unread"  # for the bus\n', "")
    remove_search(path, "By Ann")
    remove_search(path, "Neither")
    assert load_settings(path.parent, path).settings.searches == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[searches]\n"A" = "b"\n'),
        ("measure = 60", 'measure = 60\n\n[searches]\n"A" = "b"\n'),
        ("measure = 60\r\n", 'measure = 60\r\n\r\n[searches]\r\n"A" = "b"\r\n'),
        ("\ufeff[searches]\n\n[keys]", '\ufeff[searches]\n"A" = "b"\n\n[keys]\n'),
        ("[searches] # mine", '[searches] # mine\n"A" = "b"\n'),
        ("# [searches]\n", '# [searches]\n\n[searches]\n"A" = "b"\n'),
    ],
)
def test_the_table_is_added_where_it_is_missing(
    config: Callable[[str], Path], before: str, after: str
) -> None:
    path = config(before)
    save_search(path, "A", "b")
    assert text_of(path) == after


def test_the_file_and_its_folder_are_created(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    save_search(path, "A", "b")
    assert text_of(path) == '[searches]\n"A" = "b"\n'


def test_a_linked_file_stays_linked_and_keeps_its_permissions(tmp_path: Path) -> None:
    target, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    target.write_text(MINE)
    target.chmod(0o640)
    link.symlink_to(target)
    save_search(link, "A", "b")
    assert link.is_symlink()
    assert '"A" = "b"' in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("measure 60", "not valid TOML"),
        ("searches = 3", "must be a table"),
        ('searches = {A = "x"}', "only an editor can change"),
        ('searches.A = "x"', "only an editor can change"),
        ('[searches]\n"A" = """\nx"""', "only an editor can change"),
    ],
)
def test_a_file_that_cannot_be_changed_stays_as_it_is(
    config: Callable[[str], Path], text: str, message: str
) -> None:
    path = config(text)
    with pytest.raises(ConfigNotChangedError, match=message):
        save_search(path, "A", "b")
    if "must be" not in message and "valid" not in message:
        with pytest.raises(ConfigNotChangedError, match=message):
            remove_search(path, "A")
    assert text_of(path) == text


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(ConfigNotChangedError, match="not encoded in UTF-8"):
        save_search(path, "A", "b")
    with pytest.raises(ConfigNotChangedError, match="cannot be read"):
        save_search(tmp_path, "A", "b")


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigNotChangedError, match="cannot be"):
        save_search(tmp_path / "file" / "config.toml", "A", "b")


names = st.text(max_size=12).map(one_line).filter(bool)


@given(st.lists(st.tuples(names, names)), st.lists(names), st.sampled_from(["", MINE]))
def test_any_names_and_texts_are_saved_and_removed(
    tmp_path_factory: pytest.TempPathFactory,
    saved: list[tuple[str, str]],
    removed: list[str],
    text: str,
) -> None:
    path = tmp_path_factory.mktemp("any") / "config.toml"
    path.write_text(text, encoding="utf-8")
    expected = dict(tomllib.loads(text).get("searches", {}))
    for name, query in saved:
        save_search(path, name, query)
        expected[name] = query
    for name in removed + [name for name, _ in saved[::2]]:
        remove_search(path, name)
        expected.pop(name, None)
    assert load_settings(path.parent, path).settings.searches == expected
