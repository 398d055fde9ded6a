"""Functions that open the dialogs of the main screen and handle their answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from textual.app import App

from reader.posts.errors import PostError
from reader.tui import post_actions
from reader.tui.notices import notify
from reader.tui.panes import Pane
from reader.tui.screens.front_matter import FrontMatterScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.link import LinkScreen
from reader.tui.screens.main_parts import MainParts
from reader.tui.screens.outline import OutlineScreen
from reader.tui.screens.problems import ProblemsScreen

T = TypeVar("T")


def show_help(app: App[None], parts: MainParts) -> None:
    """Show all keys."""
    app.push_screen(HelpScreen(parts.session.keymap.commands))


def show_problems(app: App[None], parts: MainParts) -> None:
    """List problems and skipped files, and open the file that is chosen."""
    library, folders = parts.library, parts.session.folders
    screen = ProblemsScreen(library.problems, library.other_files, folders)
    app.push_screen(screen, _if_given(parts.navigator.open_path))


def show_outline(app: App[None], parts: MainParts) -> None:
    """List the headings of an article, and go to the one that is chosen."""
    article, pane = parts.article, parts.article_pane
    headings = article.headings
    if not headings:
        notify(app, "This article has no headings.")
        return
    parts.panes.enter(Pane.ARTICLE)
    outline = OutlineScreen(headings, pane.current_heading, lambda: pane.right_margin)
    app.push_screen(outline, _if_given(article.go_to_document_block))


def show_front_matter(app: App[None], parts: MainParts) -> None:
    """Show the front matter of the current post as it is written."""
    post = parts.navigator.current_post
    if post is None:
        return
    try:
        text = parts.library.library.load_front_matter(post)
    except PostError as error:
        notify(app, str(error), is_warning=True)
    else:
        text = text or "This file has no front matter."
        app.push_screen(FrontMatterScreen(f"Front matter · {post.id}", text))


DIALOGS: Mapping[str, Callable[[App[None], MainParts], None]] = {
    "help": show_help,
    "problems": show_problems,
    "outline": show_outline,
    "front_matter": show_front_matter,
}
"""The functions that open a dialog, by the name that bindings use."""


def confirm_link(app: App[None], url: str) -> None:
    """Show the address of a link, and open it in the browser if the person confirms it."""
    app.push_screen(LinkScreen(url), _if_given(partial(post_actions.open_web_link, app)))


def _if_given(act: Callable[[T], object]) -> Callable[[T | None], None]:
    def on_answer(answer: T | None) -> None:
        if answer is not None:
            act(answer)

    return on_answer
