"""Which arguments are commands, which are folders, and what is reported about invalid ones."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import reader
from reader.cli.command_line import COMMANDS, run
from reader.cli.commands.feeds import COMMANDS as FEED_COMMANDS
from reader.resources import sample_posts_folder
from reader.settings import (
    SUBSCRIPTIONS_FILE,
    Settings,
    config_file,
    save_settings,
    state_folder,
)
from tests.unit.cli.conftest import Broadsheet


class RecordedApp:
    """Replaces the app in tests of what opens it."""

    opened: tuple[list[Path], bool] | None = None
    opens: object = None
    is_first_start: object = None
    return_code: int | None = 0
    error: BaseException | None = None
    error_stack: tuple[str, ...] = ()
    session = SimpleNamespace(mark_store=None)

    def __init__(self, folders: list[Path], *, is_sample: bool, **others: object) -> None:
        RecordedApp.opened = (folders, is_sample)
        RecordedApp.opens = others["opens"]
        RecordedApp.is_first_start = others["is_first_start"]

    def run(self) -> None:
        """Return at once, as if the person had quit."""

    def finish_changes(self) -> None:
        """Do nothing."""


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> type[RecordedApp]:
    """Replaces the app by one that records its arguments, and pretends that there is a terminal."""
    module = ModuleType("reader.tui.app")
    vars(module)["ReaderApp"] = RecordedApp
    monkeypatch.setitem(sys.modules, "reader.tui.app", module)
    monkeypatch.setattr("reader.cli.commands.open.has_terminal", lambda: True)
    monkeypatch.setenv("TEXTUAL_FPS", "60")  # so that it is restored
    monkeypatch.setattr(RecordedApp, "opened", None)
    return RecordedApp


def test_folders_are_opened_in_the_app(
    broadsheet: Broadsheet, app: type[RecordedApp], posts: Path
) -> None:
    assert broadsheet(posts, posts / "world").exit_code == 0
    assert app.opened == ([posts, posts / "world"], False)


def test_no_folder_opens_the_sample_posts(broadsheet: Broadsheet, app: type[RecordedApp]) -> None:
    assert broadsheet().exit_code == 0
    assert app.opened == ([sample_posts_folder()], True)


def write_config(text: str) -> None:
    """Write the settings of the person."""
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text, "utf-8")


def test_no_folder_opens_the_feeds_and_the_folders_of_the_settings(
    broadsheet: Broadsheet, app: type[RecordedApp], posts: Path, tmp_path: Path
) -> None:
    feeds = Path("~/Broadsheet").expanduser()
    feeds.mkdir()
    broadsheet()
    assert app.opened == ([sample_posts_folder()], True)
    (feeds / SUBSCRIPTIONS_FILE).write_text("")
    broadsheet()
    assert app.opened == ([feeds], False)
    write_config(f'folders = ["{posts.as_posix()}", "~/Broadsheet/Tech"]')
    broadsheet()
    assert app.opened == ([feeds, posts], False)
    write_config(f'folders = ["~"]\nfeeds_folder = "{feeds.as_posix()}"')
    broadsheet()
    assert app.opened == ([Path("~").expanduser()], False)
    broadsheet(posts)
    assert app.opened == ([posts], False)


def test_the_first_start_is_one_with_nothing_chosen(
    broadsheet: Broadsheet, app: type[RecordedApp], posts: Path
) -> None:
    broadsheet()
    assert app.is_first_start
    broadsheet(posts)
    assert not app.is_first_start
    save_settings(Settings())
    broadsheet()
    assert not app.is_first_start
    shutil.rmtree(state_folder())
    write_config("")
    broadsheet()
    assert not app.is_first_start


def test_a_folder_named_like_a_command_is_opened_by_its_path(
    broadsheet: Broadsheet,
    app: type[RecordedApp],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path)

    assert broadsheet("./list").exit_code == 0
    assert app.opened == ([Path("list")], False)


def test_a_later_word_is_never_a_command(
    broadsheet: Broadsheet, app: type[RecordedApp], posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(posts)
    (posts / "check").mkdir()

    assert broadsheet(posts, "check").exit_code == 0
    assert app.opened == ([posts, Path("check")], False)


def test_the_apps_exit_status_is_passed_on(
    broadsheet: Broadsheet,
    app: type[RecordedApp],
    posts: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "return_code", 1)

    assert broadsheet(posts).exit_code == 1


def test_a_missing_folder_is_reported_before_the_app_opens(
    broadsheet: Broadsheet, app: type[RecordedApp], tmp_path: Path
) -> None:
    result = broadsheet(tmp_path / "nowhere")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{tmp_path / 'nowhere'}: " in result.stderr
    assert app.opened is None


def test_without_a_terminal_the_app_does_not_open(broadsheet: Broadsheet, posts: Path) -> None:
    result = broadsheet(posts)

    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr
    assert "broadsheet list" in result.stderr


def test_version(broadsheet: Broadsheet) -> None:
    assert broadsheet("--version").stdout == f"broadsheet {reader.__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["some-folder", "--help"]])
def test_help_names_every_command_and_shows_examples(
    broadsheet: Broadsheet, words: list[str]
) -> None:
    result = broadsheet(*words)

    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Usage: broadsheet [FOLDER|FILE]...\n       broadsheet COMMAND [ARGS]...\n"
    )
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)
    assert "broadsheet ./list " in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        [],
        *([name] for name in COMMANDS),
        *(["feed", name] for name in FEED_COMMANDS),
    ],
    ids=" ".join,
)
def test_help_fits_the_common_terminal_and_cuts_no_summary(
    broadsheet: Broadsheet, words: list[str]
) -> None:
    lines = broadsheet(*words, "--help").stdout.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    # click cuts a summary that is too long at a word. Only the usage repeats a word in capitals.
    assert [line for line in lines if re.search(r"[a-z]\.\.\.$", line)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(broadsheet: Broadsheet, name: str) -> None:
    result = broadsheet(name, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: broadsheet {name} ")


@pytest.mark.parametrize("words", [["--nonsense"], ["list", "--nonsense"], ["show"], ["check"]])
def test_wrong_use_is_status_2_and_refers_to_the_help(
    broadsheet: Broadsheet, words: list[str]
) -> None:
    result = broadsheet(*words)

    assert result.exit_code == 2
    assert "--help" in result.stderr
    assert result.stdout == ""


def test_a_message_has_no_control_characters_of_a_hostile_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status = run(["list", f"{tmp_path}/\x1b]0;owned\x07\x9b31m\udc80"])

    message = capsys.readouterr().err
    assert status == 2
    assert "owned" in message
    assert not {"\x1b", "\x07", "\x9b", "\udc80"} & set(message)


def test_a_message_has_no_control_characters_of_a_hostile_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run(["list", "--\x1b[31mred"])

    message = capsys.readouterr().err
    assert status == 2
    assert "[31mred" in message
    assert "\x1b" not in message


def test_a_file_is_opened_with_the_folder_that_contains_it(
    broadsheet: Broadsheet, app: type[RecordedApp], posts: Path
) -> None:
    assert broadsheet(posts / "world/tide.md", posts / "world/tide.md").exit_code == 0
    assert app.opened == ([posts / "world"], False)
    assert app.opens == posts / "world/tide.md"
