"""The app: themes, style sheets, and the first screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar, cast

from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.theme import Theme

from reader.graphics.canvas import ImageProtocol
from reader.resources import styles_folder
from reader.settings import LoadedSettings, Settings, load_settings, save_settings
from reader.tui.bindings import APP, bindings_for
from reader.tui.controllers.images import ImagePreferences
from reader.tui.drivers import driver_for
from reader.tui.keymap import keymap_of
from reader.tui.notices import notify
from reader.tui.palette import ActionCommands, CategoryCommands, PostCommands
from reader.tui.screens.main import MainScreen
from reader.tui.themes import OWN_THEMES, has_few_colours, theme_for_terminal

STYLE_SHEETS = ("app.tcss", "lists.tcss", "article.tcss", "overlays.tcss")


class ReaderApp(App[None]):
    """Shows the posts of some folders.

    Args:
        folders: What to read.
        is_sample: Whether these are the posts that come with Broadsheet, so that the app says so.
        today: The date that "6 years ago" counts from; the present day by default.
        settings_folder: Where choices are remembered; the reader's own by default.
        cache_folder: Where the catalogue is kept for an instant start; None for nowhere.
        data_folder: Where it is kept what has been read; None for nowhere.
        loaded: The reader's settings, if they were read already.
        opens: The file of a post to begin with.
        protocol: How the terminal is told of pictures.
    """

    TITLE = "Broadsheet"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(APP)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        PostCommands,
        CategoryCommands,
        ActionCommands,
    }

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        is_sample: bool = False,
        today: date | None = None,
        settings_folder: Path | None = None,
        cache_folder: Path | None = None,
        data_folder: Path | None = None,
        loaded: LoadedSettings | None = None,
        opens: Path | None = None,
        protocol: ImageProtocol = ImageProtocol.BLOCKS,
    ) -> None:
        sheets = styles_folder()
        super().__init__(
            css_path=[sheets / name for name in STYLE_SHEETS],
            driver_class=driver_for(protocol, os.environ),
        )
        self.folders = tuple(folders)
        self.is_sample = is_sample
        self.today = today or date.today()
        self._settings_folder = settings_folder
        self._cache_folder = cache_folder
        self._data_folder = data_folder
        self._opens = opens
        self._protocol = protocol
        self._loaded = loaded or load_settings(settings_folder)
        self.settings = self._loaded.settings
        self.keymap = keymap_of(self.settings.keys)
        for theme in OWN_THEMES:
            self.register_theme(theme)
        chosen = self.settings.theme
        if chosen not in self.available_themes:
            chosen = theme_for_terminal(self.console.color_system, os.environ)
        self._start_in(chosen)

    def get_default_screen(self) -> MainScreen:
        return MainScreen(
            self.folders,
            self._cache_folder,
            self._data_folder,
            self.today,
            self.settings,
            ImagePreferences(
                self.settings,
                self._protocol,
                self._cache_folder,
                has_colours=not has_few_colours(self.console.color_system),
            ),
            self.keymap,
            is_sample=self.is_sample,
            opens=self._opens,
        )

    def _start_in(self, theme: str) -> None:
        """Begin with a theme. Assigning one reads every style sheet once more, which is left to
        those of the terminal's own colours: they also change what is sent for a colour."""
        self._first_theme = theme
        if self.available_themes[theme].ansi:
            self.theme = theme
            return
        self.set_reactive(App.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode")
        self.set_class(not self.current_theme.dark, "-light-mode")
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        if self.keymap.changes:
            self.set_keymap(dict(self.keymap.changes))
        self._complain()
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def _complain(self) -> None:
        """Emit what of the settings cannot be used."""
        wrong = [str(it) for it in self._loaded.problems]
        if self.settings.theme is not None and self.settings.theme not in self.available_themes:
            where = self._loaded.source_for("theme")
            wrong.append(f"{where}: there is no theme called {self.settings.theme}; T lists them")
        where_keys = {it: self._loaded.source_for(f"keys.{it}") for it in self.keymap.complaints}
        wrong += [f"{where_keys[it]}: {text}" for it, text in self.keymap.complaints.items()]
        for text in wrong:
            notify(self, text, is_warning=True)

    def _remember_theme(self, theme: Theme) -> None:
        if theme.name != self._first_theme:
            self._first_theme = theme.name
            self.remember(replace(self.settings, theme=theme.name))

    def remember(self, settings: Settings) -> None:
        """Keep the reader's choices for the next start, now rather than at the exit."""
        if settings != self.settings:
            self.settings = settings
            save_settings(settings, self._settings_folder)

    def action_back_or_quit(self) -> None:
        """Leave what lies over the main screen; with nothing over it, leave."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            cast("MainScreen", self.screen).leave()
            self.exit()
