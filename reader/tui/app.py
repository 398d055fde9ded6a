"""The app: themes, style sheets, and the first screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.widgets import Input

from reader.graphics.canvas import ImageProtocol
from reader.posts.catalogue import Category
from reader.posts.post import Post
from reader.resources import styles_folder
from reader.settings import LoadedSettings, Settings, load_settings, save_settings
from reader.tui.answers import answer
from reader.tui.bindings import APP, bindings_for
from reader.tui.controllers.images import ImagePreferences
from reader.tui.drivers import driver_for
from reader.tui.keymap import keymap_of
from reader.tui.notices import notify
from reader.tui.palette import PaletteValue, find_entries, find_themes
from reader.tui.screens.chooser import ChooserScreen
from reader.tui.screens.main import MainScreen
from reader.tui.themes import OWN_THEMES, has_few_colours, theme_for_terminal

if TYPE_CHECKING:
    from textual.command import Provider

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
    # The palette is a dialog of our own: see `action_palette`.
    ENABLE_COMMAND_PALETTE = False
    # For every screen but the main one, which has its own.
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (20, "-usual")]  # noqa: RUF012 - as Textual
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()

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
        """Set the first theme without parsing the style sheets twice.

        Assigning `theme` would parse them again. Only a theme of the terminal's own colours is
        assigned, because that also changes the colour codes that are sent to the terminal.
        """
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

    def _complain(self) -> None:
        """Report the settings that cannot be used."""
        wrong = [str(it) for it in self._loaded.complaints]
        if self.settings.theme is not None and self.settings.theme not in self.available_themes:
            where = self._loaded.source_of("theme")
            wrong.append(f"{where}: there is no theme called {self.settings.theme}; T lists them")
        where_keys = {it: self._loaded.source_of(f"keys.{it}") for it in self.keymap.complaints}
        wrong += [f"{where_keys[it]}: {text}" for it, text in self.keymap.complaints.items()]
        for text in wrong:
            notify(self, text, is_warning=True)

    def remember(self, settings: Settings) -> None:
        """Keep the reader's choices for the next start, now rather than at the exit."""
        if settings != self.settings:
            self.settings = settings
            save_settings(settings, self._settings_folder)

    def on_key(self, event: events.Key) -> None:
        """Type a key into the input that has opened since the key was pressed.

        A focused input stops the printable keys that it receives. One that arrives here was sent
        to the widget that had the focus before, by somebody who types faster than screens open.
        """
        if isinstance(self.focused, Input) and event.character and event.is_printable:
            self.focused.insert_text_at_cursor(event.character)
            event.prevent_default()

    def action_back_or_quit(self) -> None:
        """Close the dialog on top; quit if there is none."""
        if len(self.screen_stack) > 1:
            answer(self.screen)
        else:
            self._main.leave()
            self.exit()

    @property
    def _main(self) -> MainScreen:
        return cast("MainScreen", self.screen_stack[0])

    async def action_palette(self) -> None:
        """Open the command palette, unless a dialog is open."""
        if len(self.screen_stack) > 1:
            return
        main = self._main
        palette: ChooserScreen[PaletteValue] = ChooserScreen(
            lambda query: find_entries(query, main.catalogue, main.keymap.commands),
            title="Posts, categories, commands",
            placeholder="Type a title, a category or a command",
        )
        # Waiting makes the palette ready for keys that were typed ahead.
        await self.push_screen(palette, self._go_to)

    async def _go_to(self, value: PaletteValue | None) -> None:
        """Open the post or category, or run the command, that was chosen from the palette."""
        match value:
            case Post():
                self._main.open_post(value)
            case Category():
                self._main.open_category(value)
            case str():
                await self._main.run_command(value)

    def search_themes(self) -> None:
        """Open the list of themes. Each is previewed while the cursor is on it."""
        former = self.theme
        themes: ChooserScreen[str] = ChooserScreen(
            lambda query: find_themes(query, self.available_themes.values()),
            title="Themes",
            placeholder="Type the name of a theme",
            current=former,
            preview=self._show_theme,
        )
        self.push_screen(themes, lambda name: self._keep_theme(name, former))

    def _show_theme(self, name: str) -> None:
        self.theme = name

    def _keep_theme(self, chosen: str | None, former: str) -> None:
        """Apply and remember the chosen theme, or restore the former one if none was chosen."""
        self.theme = chosen or former
        if self.theme != former:
            self.remember(replace(self.settings, theme=self.theme))
