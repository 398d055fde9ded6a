"""The command palette and the list of themes: what they list, and what a choice does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from inspect import isawaitable
from typing import Any

from textual.app import App

from reader.tui.notices import notify
from reader.tui.palette.entries import (
    Kind,
    PaletteEntry,
    command_entries,
    theme_entries,
    view_entries,
)
from reader.tui.palette.recent import RecentEntries
from reader.tui.palette.search import PLACEHOLDER, PaletteSearch
from reader.tui.palette.setting_changes import (
    THEME,
    VALUE_SETTINGS,
    SettingChanges,
    ValueSetting,
)
from reader.tui.palette.themes import find_themes
from reader.tui.palette.values import find_values
from reader.tui.screens.chooser import ChooserScreen
from reader.tui.screens.main_parts import MainParts


class PaletteDialog:
    """Opens the palette, and does what is chosen from it.

    Args:
        app: The app, which shows the dialogs and has the themes.
        parts: The widgets and controllers of the main screen.
        run_command: Runs the command with an id.
    """

    def __init__(
        self, app: App[None], parts: MainParts, run_command: Callable[[str], Awaitable[None]]
    ) -> None:
        self._app = app
        self._parts = parts
        self._settings = setting_changes(app, parts)
        self._recent = RecentEntries(parts.session.preferences.state_folder)
        self._actions: dict[Kind, Callable[[Any], object]] = {
            Kind.COMMAND: run_command,
            Kind.SETTING: self._change_setting,
            Kind.THEME: partial(use_theme, app, parts),
            Kind.VIEW: parts.navigator.open_value,
            Kind.CATEGORY: parts.navigator.open_value,
            Kind.FEED: parts.navigator.open_value,
            Kind.TAG: parts.navigator.open_value,
            Kind.AUTHOR: parts.navigator.open_value,
            Kind.POST: parts.navigator.open_post,
        }

    async def open(self) -> None:
        """Open the palette, and wait until it receives keys."""
        palette = PaletteSearch(
            self._command_entries(), lambda: self._parts.library.catalogue, self._recent.load()
        )
        screen: ChooserScreen[PaletteEntry] = ChooserScreen(
            palette.find, title="Palette", placeholder=PLACEHOLDER
        )
        await self._app.push_screen(screen, self._choose)

    def _command_entries(self) -> Iterator[PaletteEntry]:
        yield from command_entries(self._parts.session.keymap.commands)
        yield from view_entries(self._parts.saved_searches.texts)
        yield PaletteEntry(Kind.SETTING, THEME.title, self._app.theme, THEME, THEME.name)
        for setting in VALUE_SETTINGS:
            value = self._settings.current_name(setting)
            yield PaletteEntry(Kind.SETTING, setting.title, value, setting, setting.name)
        yield from theme_entries(self._app.available_themes.values(), self._app.theme)

    async def _choose(self, entry: PaletteEntry | None) -> None:
        if entry is None:
            return
        self._recent.use(entry.key)
        result = self._actions[entry.kind](entry.target)
        if isawaitable(result):
            await result

    def _change_setting(self, setting: ValueSetting) -> None:
        """Switch a setting to its other value, or list its values."""
        if setting is THEME:
            show_themes(self._app, self._parts)
            return
        value = self._settings.other_value(setting)
        if value is not None:
            self._settings.change(setting, value)
            return
        current = self._settings.current(setting)
        values: ChooserScreen[object] = ChooserScreen(
            lambda query: find_values(query, setting.values, current),
            title=setting.title,
            placeholder="Type a value",
            current=current,
        )
        self._app.push_screen(values, partial(self._use_value, setting))

    def _use_value(self, setting: ValueSetting, value: object) -> None:
        if value is not None:
            self._settings.change(setting, value)


def setting_changes(app: App[None], parts: MainParts) -> SettingChanges:
    """Return what changes the settings, with the controllers that show the effect."""

    def use_measure(cells: int) -> None:
        parts.article_pane.measure = cells
        parts.panes.arrange()

    appliers: dict[str, Callable[[Any], object]] = {
        "measure": use_measure,
        "images": parts.images.show,
        "remote_images": parts.images.use_remote,
        "dates": parts.article.use_dates,
        "front_page": parts.listing.use_front_page,
        "pin_panes": parts.panes.pin,
    }
    return SettingChanges(parts.session.preferences, appliers, partial(notify, app))


def show_themes(app: App[None], parts: MainParts) -> None:
    """List the themes. Each is previewed while the cursor is on it."""
    former = app.theme

    def preview(name: str) -> None:
        app.theme = name

    def on_answer(name: str | None) -> None:
        if name is None or name == former:
            app.theme = former
        else:
            use_theme(app, parts, name)

    themes: ChooserScreen[str] = ChooserScreen(
        lambda query: find_themes(query, app.available_themes.values()),
        title="Themes",
        placeholder="Type the name of a theme",
        current=former,
        preview=preview,
    )
    app.push_screen(themes, on_answer)


def use_theme(app: App[None], parts: MainParts, name: str) -> None:
    """Show the app in a theme, and save the choice."""
    app.theme = name
    parts.session.preferences.change(theme=name)
