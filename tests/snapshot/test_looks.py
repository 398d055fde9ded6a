"""Snapshots of the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import MakeApp, after

Compare = Callable[..., bool]

WIDE, BROAD, FACING, COMMON, SMALL = (120, 40), (200, 50), (100, 30), (80, 24), (40, 12)


@pytest.mark.parametrize("theme", ["broadsheet-dark", "broadsheet-light", "broadsheet-terminal"])
def test_three_panes(snap_compare: Compare, make_app: MakeApp, theme: str) -> None:
    prepare = after("l", shows="harbour.md")
    assert snap_compare(make_app(theme=theme), terminal_size=WIDE, run_before=prepare)


@pytest.mark.parametrize("theme", ["broadsheet-dark", "broadsheet-light"])
def test_the_front_page(snap_compare: Compare, make_app: MakeApp, theme: str) -> None:
    assert snap_compare(make_app(theme=theme), terminal_size=WIDE, run_before=after("j", "j"))


def test_a_broad_front_page(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app(), terminal_size=BROAD, run_before=after("j"))


def test_a_broad_terminal(snap_compare: Compare, make_app: MakeApp) -> None:
    prepare = after("F", "j", "j", shows="plums.md")
    assert snap_compare(make_app(), terminal_size=BROAD, run_before=prepare)


def test_the_article_further_down(snap_compare: Compare, make_app: MakeApp) -> None:
    prepare = after("z", "G", shows="harbour.md")
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=prepare)


def test_list_and_article(snap_compare: Compare, make_app: MakeApp) -> None:
    prepare = after(shows="harbour.md")
    assert snap_compare(make_app(), terminal_size=FACING, run_before=prepare)


def test_the_common_terminal(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app(), terminal_size=COMMON, run_before=after("j"))


def test_an_article_on_the_common_terminal(snap_compare: Compare, make_app: MakeApp) -> None:
    prepare = after("enter", shows="harbour.md")
    assert snap_compare(make_app(), terminal_size=COMMON, run_before=prepare)


def test_a_small_terminal(snap_compare: Compare, make_app: MakeApp) -> None:
    assert snap_compare(make_app(), terminal_size=SMALL, run_before=after())


def test_problems(snap_compare: Compare, make_app: MakeApp) -> None:
    prepare = after("F", "exclamation_mark", shows="harbour.md")
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=prepare)


def test_help(snap_compare: Compare, make_app: MakeApp) -> None:
    prepare = after("question_mark", *"pane")
    assert snap_compare(make_app(), terminal_size=COMMON, run_before=prepare)


def test_an_empty_folder(
    snap_compare: Compare, make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    app = make_app(Path("empty"))
    assert snap_compare(app, terminal_size=WIDE, run_before=after(posts=0))
