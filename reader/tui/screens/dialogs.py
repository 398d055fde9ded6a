"""Functions that open the dialogs of the main screen and handle their answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from textual.app import App

from reader.library.events import ChangesFound
from reader.library.reading.links import ArticleLink
from reader.posts.errors import PostError
from reader.posts.periods import parse_period
from reader.posts.problem_groups import ProblemReport
from reader.settings.config_file import load_config
from reader.settings.saved_searches import ConfigNotChangedError, remove_search, save_search
from reader.tui import post_actions
from reader.tui.bindings import Command
from reader.tui.notices import notify
from reader.tui.panes import Pane
from reader.tui.screens.changes import ChangesScreen
from reader.tui.screens.confirm import ConfirmScreen
from reader.tui.screens.feeds import dialogs as feed_dialogs
from reader.tui.screens.front_matter import FrontMatterScreen
from reader.tui.screens.help import HelpScreen, dialog_commands
from reader.tui.screens.link import LinkScreen
from reader.tui.screens.links import LinksScreen
from reader.tui.screens.main_parts import MainParts
from reader.tui.screens.outline import OutlineScreen
from reader.tui.screens.palette_dialogs import PaletteDialog, show_themes
from reader.tui.screens.problems import ProblemsScreen
from reader.tui.screens.prompt import PromptScreen
from reader.tui.screens.quote import QuoteScreen
from reader.tui.screens.save_search import SaveSearchScreen

T = TypeVar("T")


def show_help(app: App[None], parts: MainParts) -> None:
    """Show all keys; while a dialog is open, those that it has."""
    commands: Sequence[Command] = parts.session.keymap.commands
    if len(app.screen_stack) > 1:
        everywhere = [command for command in commands if command.is_everywhere]
        commands = [*dialog_commands(app.screen.BINDINGS, "In this dialog"), *everywhere]
    app.push_screen(HelpScreen(commands))


def show_problems(app: App[None], parts: MainParts) -> None:
    """List what went wrong, what is left out, and messages; open what is chosen."""
    library, session = parts.library, parts.session
    report = ProblemReport(
        (*parts.late.feeds.subscriptions.conflicts, *library.problems),
        library.other_files,
        library.catalogue.hidden,
        [message.line for message in session.message_history()],
        parts.late.feeds.subscriptions.problems,
        parts.saving.problems,
    )

    def edit(path: str) -> None:
        if post_actions.edit_file(app, path):
            library.load()
            parts.status.show()

    screen = ProblemsScreen(report, session.folders, edit)
    app.push_screen(screen, _if_given(parts.navigator.open_path))


def show_outline(app: App[None], parts: MainParts) -> None:
    """List the headings of an article, and go to the one that is chosen."""
    article, pane = parts.article, parts.article_pane
    if not parts.panes.shows_article or article.shown_path is None:
        notify(app, "Open an article to list its headings.")
        return
    headings = article.headings
    if not headings:
        notify(app, "This article has no headings.")
        return
    parts.panes.enter(Pane.ARTICLE)
    outline = OutlineScreen(headings, pane.current_heading, lambda: pane.right_margin)
    app.push_screen(outline, _if_given(article.go_to_document_block))


def show_links(app: App[None], parts: MainParts) -> None:
    """List the links of the article that is shown, and follow the one that is chosen."""
    if not parts.panes.shows_article or parts.article.shown_path is None:
        notify(app, "Open an article to list its links.")
        return
    if not parts.article.is_complete:
        notify(app, "The rest of the article is still being loaded. Try again in a moment.")
        return
    parts.panes.enter(Pane.ARTICLE)
    screen = LinksScreen(parts.late.links, partial(confirm_links, app, parts))

    def follow(link: ArticleLink) -> None:
        address = parts.navigator.follow(link.target)
        if address is not None:
            confirm_links(app, parts, [address])

    app.push_screen(screen, _if_given(follow))
    parts.late.links.list_links(parts.library.catalogue, screen.show)


def show_front_matter(app: App[None], parts: MainParts) -> None:
    """Show the front matter of the current post as it is written."""
    post = parts.picking.take_one()
    if post is None:
        return
    try:
        text = parts.library.library.load_front_matter(post)
    except PostError as error:
        notify(app, str(error), is_warning=True)
    else:
        text = text or "This file has no front matter."
        app.push_screen(FrontMatterScreen(f"Front matter · {post.id}", text))


def show_changes(app: App[None], parts: MainParts) -> None:
    """Show what the author of the current post changed since the person read it."""
    post = parts.picking.take_one()
    if post is None:
        return

    def show(found: ChangesFound) -> None:
        if found.changes is None:
            text = "The earlier version of this post can no longer be read."
            notify(app, text, is_warning=True)
        else:
            app.push_screen(ChangesScreen(found.post, found.former_title, found.changes))

    if message := parts.late.changes.begin(post, show):
        notify(app, message)


def show_date(app: App[None], parts: MainParts) -> None:
    """Ask for a date, and go to the nearest post of the list at or before it."""
    today = parts.session.today()

    def explain(text: str) -> str | None:
        period = parse_period(text, today)
        return period.words if period else None

    def go_to(text: str) -> None:
        if period := parse_period(text, today):
            parts.dates.go_to(period)

    prompt = PromptScreen(
        "Go to date",
        "2025-03  2025-03-05  yesterday  monday  3w  6m  3 march 2024",
        "Enter go to the nearest post at or before it · Esc close",
        explain,
    )
    app.push_screen(prompt, _if_given(go_to))


def select_paragraphs(app: App[None], parts: MainParts) -> None:
    """Select paragraphs of the article that is shown, to quote them."""
    if parts.late.quoting.begin():
        app.push_screen(QuoteScreen(parts.late.quoting))
    elif parts.article.shown_path is None:
        notify(app, "Open an article to select paragraphs in it.")
    else:
        notify(app, "The rest of the article is still being loaded. Try again in a moment.")


def open_commonplace(app: App[None], parts: MainParts) -> None:
    """Open the commonplace book."""
    empty = "The commonplace book is empty. In an article, V selects paragraphs and a adds them."
    if parts.late.quoting.book is None:
        notify(app, empty)
    else:
        parts.navigator.open_outside(parts.late.quoting.book, empty)


def show_save_search(app: App[None], parts: MainParts) -> None:
    """Ask for the name of what is listed, and save it; rename or remove it if it is saved.

    It is what was searched for, or else what is selected in the sidebar.
    """
    selection, searches = parts.facets.selection, parts.saved_searches
    text = parts.search.text or selection.query
    if not text:
        notify(app, "There is no search to save. Press / to search, then + to save it.")
        return
    proposal = text if parts.search.text else selection.title
    screen = SaveSearchScreen(text, searches.name_of(text), proposal, tuple(searches.texts))
    app.push_screen(screen, _if_given(partial(_save_search, app, parts, text)))


def _save_search(app: App[None], parts: MainParts, text: str, name: str) -> None:
    """Save a search in config.toml under a name; remove it if the name is empty."""
    path, former = parts.session.preferences.loaded.path, parts.saved_searches.name_of(text)
    try:
        if name:
            save_search(path, name, text, former)
            message = f"Saved “{name}” in {path}"
        elif former:
            remove_search(path, former)
            message = f"Removed “{former}” from {path}"
        else:
            return
    except ConfigNotChangedError as error:
        notify(app, str(error), is_warning=True)
    else:
        parts.saved_searches.replace(load_config(path).searches)
        notify(app, message)


def save_or_add(app: App[None], parts: MainParts) -> None:
    """Save what is searched for; without a search worth saving, add a feed.

    A single category or tag is one key away in the sidebar. What is worth a name is a text, or a
    combination of several values.
    """
    selection = parts.facets.selection
    is_search = parts.search.text or len(selection.values) > 1
    show = show_save_search if is_search else feed_dialogs.add_feed
    show(app, parts)


DIALOGS: Mapping[str, Callable[[App[None], MainParts], None]] = {
    "help": show_help,
    "problems": show_problems,
    "outline": show_outline,
    "links": show_links,
    "date": show_date,
    "paragraphs": select_paragraphs,
    "commonplace": open_commonplace,
    "front_matter": show_front_matter,
    "changes": show_changes,
    "themes": show_themes,
    "save_or_add": save_or_add,
    "add_feed": feed_dialogs.add_feed,
    "feeds": feed_dialogs.show_feeds,
    "welcome": feed_dialogs.welcome,
}
"""The functions that open a dialog, by the name that bindings use."""


def confirm_links(app: App[None], parts: MainParts, addresses: Sequence[str]) -> None:
    """Show the addresses of links, and open them in the browser if the person confirms it."""

    def open_all(confirmed: Sequence[str]) -> None:
        for address in confirmed:
            post_actions.open_web_link(app, address)
        parts.late.links.mark_visited(confirmed)

    app.push_screen(LinkScreen(addresses), _if_given(open_all))


async def show_palette(
    app: App[None], parts: MainParts, run_command: Callable[[str], Awaitable[None]]
) -> None:
    """Open the command palette, and wait until it receives keys."""
    await PaletteDialog(app, parts, run_command).open()


def confirm(app: App[None], question: str, act: Callable[[], object]) -> None:
    """Ask a question, and act if the answer is yes."""
    app.push_screen(ConfirmScreen(question), _if_given(lambda _: act()))


def _if_given(act: Callable[[T], object]) -> Callable[[T | None], None]:
    def on_answer(answer: T | None) -> None:
        if answer is not None:
            act(answer)

    return on_answer
