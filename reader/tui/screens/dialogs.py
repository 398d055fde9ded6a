"""Functions that open the dialogs of the main screen and handle their answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual.app import App

from reader.library.library import Library
from reader.posts.errors import PostError
from reader.posts.post import Post, Problem, SkippedFile
from reader.tui import post_actions
from reader.tui.bindings import Command
from reader.tui.controllers.article import ArticleController
from reader.tui.notices import notify
from reader.tui.screens.front_matter import FrontMatterScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.link import LinkScreen
from reader.tui.screens.outline import OutlineScreen
from reader.tui.screens.problems import ProblemsScreen
from reader.tui.widgets.article_pane import ArticlePane

T = TypeVar("T")


def show_help(app: App[None], commands: Sequence[Command]) -> None:
    """Show all keys."""
    app.push_screen(HelpScreen(commands))


def show_problems(
    app: App[None],
    problems: Sequence[Problem],
    skipped: Sequence[SkippedFile],
    folders: Sequence[Path],
    open_path: Callable[[str], object],
) -> None:
    """List problems and skipped files; `open_path` is called with the file that is chosen."""
    app.push_screen(ProblemsScreen(problems, skipped, folders), _if_given(open_path))


def show_outline(app: App[None], article: ArticleController, pane: ArticlePane) -> None:
    """List the headings of an article, and go to the one that is chosen."""
    headings = article.headings
    if not headings:
        notify(app, "This article has no headings.")
        return
    outline = OutlineScreen(headings, pane.current_heading, lambda: pane.right_margin)
    app.push_screen(outline, _if_given(article.go_to_document_block))


def show_front_matter(app: App[None], library: Library, post: Post) -> None:
    """Show the front matter of a post as it is written."""
    try:
        text = library.load_front_matter(post)
    except PostError as error:
        notify(app, str(error), is_warning=True)
    else:
        text = text or "This file has no front matter."
        app.push_screen(FrontMatterScreen(f"Front matter · {post.id}", text))


def confirm_link(app: App[None], url: str) -> None:
    """Show the address of a link, and open it in the browser if the person confirms it."""
    app.push_screen(LinkScreen(url), _if_given(partial(post_actions.open_web_link, app)))


def _if_given(act: Callable[[T], object]) -> Callable[[T | None], None]:
    def on_answer(answer: T | None) -> None:
        if answer is not None:
            act(answer)

    return on_answer
