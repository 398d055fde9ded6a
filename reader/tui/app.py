"""The app: themes, style sheets, and the main screen."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console, RenderableType
from textual import events
from textual.actions import ActionParseResult
from textual.app import App, ScreenStackError
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.filter import LineFilter
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.widgets import Input

from reader.error_report import describe_error, describe_trace
from reader.graphics.canvas import ImageProtocol
from reader.settings import (
    COMMONPLACE_FILE,
    LoadedSettings,
    load_settings,
    path_from_text,
    preferred_languages,
    rescue_folders,
)
from reader.store.arrivals import ARRIVALS_FILE
from reader.store.marks import MARKS_FILE
from reader.store.saving.mark_store import MarkStore
from reader.text.clean import clean_text, single_joiners
from reader.tui.answers import answer
from reader.tui.bindings import APP, bindings_for
from reader.tui.footer_messages import FooterMessages
from reader.tui.job_control import suspend
from reader.tui.jobs import finish_changes
from reader.tui.keymap import build_keymap, first_key_name
from reader.tui.messages import FoldersChosen
from reader.tui.notices import FooterMessage, notify
from reader.tui.preferences import Preferences
from reader.tui.screens.main import MainScreen
from reader.tui.session import Session
from reader.tui.sheets import FIRST_SHEETS, TERMINAL_SHEET, read_sheet
from reader.tui.terminal.answer import TerminalAnswered
from reader.tui.terminal.bounds import limit, limited
from reader.tui.terminal.drivers import driver_for, end_by_signals
from reader.tui.terminal.output_filter import OutputFilter
from reader.tui.themes import OWN_THEMES, has_few_colours, theme_for_terminal
from reader.tui.widgets.footer.message_line import MessageLine
from reader.tui.widgets.line_view import LineView

_PRESSES = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseScrollUp,
    events.MouseScrollDown,
)
"""What the person does, as opposed to moving the mouse. It shows that somebody is there, and
removes a message."""

_OUTPUT_FILTER = OutputFilter()
_MAX_COMMANDS = 20
"""Number of commands that a report of an internal error lists."""

if TYPE_CHECKING:
    from textual.command import Provider


def _commonplace_file(setting: str | None, data_folder: Path | None) -> Path | None:
    if setting is not None:
        return path_from_text(setting)
    return None if data_folder is None else data_folder / COMMONPLACE_FILE


class ReaderApp(App[None]):
    """Shows the posts of some folders.

    Args:
        folders: What to open.
        is_sample: Whether these are the sample posts; the masthead says so.
        is_first_start: Whether nothing is configured yet. If there are no marks either, the
            person is asked what to begin with.
        today: The day that relative dates count from; the current day by default.
        clock: Returns the current time, in seconds since 1970.
        settings_folder: Where choices made in the app are saved; the platform's by default.
        cache_folder: Where indexes and fetched images are kept; None to keep none.
        data_folder: Where marks are kept, and when posts were first seen; None to keep them in
            memory.
        loaded: The settings, if they are loaded already.
        opens: The file of a post to open first.
        protocol: How the terminal receives pictures; None to ask it.
    """

    TITLE = "Broadsheet"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(APP)
    # The palette is a dialog of our own: see `action_palette`.
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()
    # For every screen but the main one.
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (20, "-usual")]  # noqa: RUF012 - as Textual

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        is_sample: bool = False,
        is_first_start: bool = False,
        today: date | None = None,
        clock: Callable[[], float] = time.time,
        settings_folder: Path | None = None,
        cache_folder: Path | None = None,
        data_folder: Path | None = None,
        loaded: LoadedSettings | None = None,
        opens: Path | None = None,
        protocol: ImageProtocol | None = ImageProtocol.BLOCKS,
    ) -> None:
        super().__init__(
            css_path=[*FIRST_SHEETS],
            driver_class=driver_for(protocol, os.environ),
        )
        loaded = loaded or load_settings(settings_folder)
        marks_path = None if data_folder is None else data_folder / MARKS_FILE
        if marks_path is not None and os.path.exists(marks_path):
            is_first_start = False
        settings = loaded.settings
        self.footer_messages = FooterMessages(self._show_message)
        self.session = Session(
            tuple(folders),
            Preferences(loaded, settings_folder),
            build_keymap(settings.keys),
            (lambda: date.fromtimestamp(clock())) if today is None else (lambda: today),
            preferred_languages(settings, os.environ),
            is_sample=is_sample,
            is_first_start=is_first_start,
            opens=opens,
            cache_folder=cache_folder,
            data_folder=data_folder,
            mark_store=None if marks_path is None else self._open_store(marks_path),
            commonplace=_commonplace_file(settings.commonplace, data_folder),
            arrivals_path=None if data_folder is None else data_folder / ARRIVALS_FILE,
            clock=clock,
            image_protocol=protocol or ImageProtocol.BLOCKS,
            has_colors=not has_few_colours(self.console.color_system),
            show_message=lambda message: self.call_later(self.footer_messages.add, message),
            message_history=lambda: self.footer_messages.history,
        )
        self._ending = end_by_signals(self._end, self.suspend)
        self._openings = 0
        """How often other folders were opened in the place of the first ones."""
        self._commands: deque[str] = deque(maxlen=_MAX_COMMANDS)
        self.error_stack: Sequence[str] = ()
        """The stack of the internal error that ended the app, as `describe_error` returns it."""
        self.error: BaseException | None = None
        """The error itself, if it is known."""
        # Textual prints tracebacks with local variables, and so with the text of posts, to it.
        self.error_console = Console(quiet=True)
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self._start_in(self._first_theme_name(settings.theme))

    def _open_store(self, path: Path) -> MarkStore:
        return MarkStore(path, lambda: (path.parent, *rescue_folders()), is_patient=False)

    def get_default_screen(self) -> MainScreen:
        return self._main

    @cached_property
    def _main(self) -> MainScreen:
        return MainScreen(self.session)

    def _first_theme_name(self, chosen: str | None) -> str:
        if chosen is not None and chosen in self.available_themes:
            return chosen
        return theme_for_terminal(self.console.color_system, os.environ)

    def _start_in(self, theme: str) -> None:
        """Set the first theme.

        Assigning a theme parses every style sheet again. That is only needed for the themes of the
        terminal's own colours, which also change the escape sequences of a colour.
        """
        self._first_theme = theme
        if self.available_themes[theme].ansi:
            self.theme = theme
            return
        self.set_reactive(App.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode")
        self.set_class(not self.current_theme.dark, "-light-mode")
        self.stylesheet.set_variables(self.get_css_variables())

    def watch_theme(self) -> None:
        # Textual parses all sheets again after this.
        if self.current_theme.ansi:
            read_sheet(self.stylesheet, TERMINAL_SHEET)

    def on_load(self) -> None:
        """Handle signals from now on: next, Textual changes the terminal."""
        if self._ending is not None and not self.is_headless:
            self._ending.begin()

    def on_mount(self) -> None:
        if (ending := self._ending) is not None:
            suspended, resumed = self.app_suspend_signal, self.app_resume_signal
            suspended.subscribe(self, lambda _: ending.lend(is_lent=True), immediate=True)
            resumed.subscribe(self, lambda _: ending.lend(is_lent=False), immediate=True)
        # The shell has overwritten what was on the screen.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.session.preferences.report = partial(notify, self, is_warning=True)
        changes = self.session.keymap.changes
        if changes:
            self.set_keymap(dict(changes))
        for text in self._setting_problems():
            notify(self, text, is_warning=True)

    async def on_folders_chosen(self, message: FoldersChosen) -> None:
        """Open other folders in the place of those that are open."""
        self._main.keeper.leave()
        self.session = replace(
            self.session,
            folders=message.folders,
            is_sample=False,
            is_first_start=False,
            opens=None,
            new_feed=message.new_feed,
            fetches_at_once=message.fetches_at_once,
        )
        for dialog in reversed(self.screen_stack[1:]):
            answer(dialog)
        former, former_mode = self._main, self.current_mode
        self._main = MainScreen(self.session)
        self._openings += 1
        mode = f"opened-{self._openings}"
        # Textual can replace neither the first screen nor the one below all others, but it can show
        # another stack of screens, which it calls a mode.
        self.add_mode(mode, lambda: self._main)
        await self.switch_mode(mode)
        if former_mode == self.DEFAULT_MODE:
            await former.remove()
        else:
            await self.remove_mode(former_mode)

    def _setting_problems(self) -> list[str]:
        """Return what is wrong with the settings, each with its source."""
        loaded = self.session.preferences.loaded
        problems = [str(problem) for problem in loaded.problems]
        theme = loaded.settings.theme
        if theme is not None and theme not in self.available_themes:
            source = loaded.source_for("theme")
            problems.append(f"{source}: there is no theme called {theme}; T lists them")
        for command_id, text in self.session.keymap.problems.items():
            problems.append(f"{loaded.source_for(f'keys.{command_id}')}: {text}")
        return problems

    def on_terminal_answered(self, message: TerminalAnswered) -> None:
        """Draw what is shown as the terminal has said that it supports."""
        self._main.images.use_protocol(message.protocol, message.cell)
        if message.has_new_widths:
            for screen in self.screen_stack:
                screen.refresh(layout=True)
                for view in screen.query(LineView):
                    view.measure_again()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that each line of each widget passes; the last one is the gate."""
        return [*super().get_line_filters(), _OUTPUT_FILTER]

    def copy_to_clipboard(self, text: str) -> None:
        super().copy_to_clipboard(clean_text(single_joiners(text)))

    # Messages.

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,  # noqa: ARG002 - a message stays until the next key
        markup: bool = True,  # noqa: ARG002 - never parsed
    ) -> None:
        """Show a message in the footer, also one of Textual's own, which would be a toast."""
        text = f"{title}: {message}" if title else message
        # Later, because the key that caused it may open or close a dialog. Safe in threads.
        self.call_later(
            self.footer_messages.add, FooterMessage(text, is_warning=severity != "information")
        )

    def _show_message(self, message: FooterMessage | None, more: int) -> None:
        """Show a message on the screen on top, and on no other one."""
        # While the app ends, its screens are no longer part of it, and take no new widget.
        for screen in filter(attrgetter("is_attached"), self.screen_stack):
            line = next(iter(screen.query_children(MessageLine)), None)
            is_shown = message is not None and screen is self.screen
            if line is None and is_shown:
                line = MessageLine()
                screen.mount_all([line])
            if line is not None:
                line.show(message if is_shown else None, more)

    # Internal errors.

    def bell(self) -> None:
        # Textual rings the bell while it handles an exception: this is the only public moment at
        # which the exception that ends the app can be seen. tests/terminal/test_internal_error.py
        # fails if that changes.
        self._record(sys.exception())
        super().bell()

    def panic(self, *renderables: RenderableType) -> None:
        self._record(sys.exception())
        # An error of Textual's input thread arrives as a traceback of Rich.
        traces = [getattr(renderable, "trace", None) for renderable in renderables]
        for trace in filter(None, traces):
            self.error_stack = self.error_stack or describe_trace(trace)
        self.error_stack = self.error_stack or ("unknown error",)
        super().panic(*renderables)

    def _record(self, error: BaseException | None) -> None:
        if error is not None and not self.error_stack:
            self.error_stack, self.error = describe_error(error), error

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        # A key may still arrive while the app ends and its screens are no longer part of it.
        if not self._main.is_attached:
            return False
        if isinstance(action, str):
            self._commands.append(action)
        return await super().run_action(action, default_namespace, namespaces)

    @property
    def last_commands(self) -> Sequence[str]:
        """The actions that were run last, the latest at the end."""
        return tuple(self._commands)

    def finish_changes(self) -> None:
        """Wait a moment for jobs that change the person's files, once the app has ended."""
        finish_changes()

    def _end(self) -> None:
        """Save everything and end what runs beside the app, because the process ends."""
        self._main.end()
        finish_changes()

    def save_after_error(self) -> None:
        """Save where the person was when an internal error ended the app.

        If nothing was done before the error, the article that was opened first may be its cause:
        then the next start shows the list.
        """
        # The state of the screen may be what is broken.
        with suppress(Exception):
            self._main.keeper.leave(is_reading=bool(self._commands))

    @property
    def size(self) -> Size:
        return limited(super().size)

    async def on_event(self, event: events.Event) -> None:
        limit(event)
        if isinstance(event, _PRESSES):
            self._main.visits.on_activity()
            # An event that was forwarded to a widget can come back from it.
            if not event.is_forwarded:
                self.footer_messages.on_key()
        if not (isinstance(event, events.MouseEvent) and self._is_over_removed_widget(event)):
            await super().on_event(event)

    def _is_over_removed_widget(self, event: events.MouseEvent) -> bool:
        """Return whether the mouse is over a widget that the next layout will take away.

        Until the next layout, Textual still finds a widget under the pointer that was removed, and
        fails to select its text as it has no parent and no screen.
        """
        try:
            widget, _ = self.screen.get_widget_at(event.x, event.y)
        except (NoWidget, ScreenStackError):
            return False
        return not widget.is_attached

    def on_key(self, event: events.Key) -> None:
        """Type a key into the input that has opened since the key was pressed.

        A focused input stops the printable keys that it receives. One that arrives here was sent
        to the widget that had the focus before, by somebody who types faster than screens open.
        """
        if isinstance(self.focused, Input) and event.character and event.is_printable:
            self.focused.insert_text_at_cursor(event.character)
            event.prevent_default()
        elif event.key in self.session.keymap["app.help"].keys.split(","):
            self._show_keys_of_dialog(event)

    def _show_keys_of_dialog(self, event: events.Key) -> None:
        """Show the keys of the dialog on top, unless it needs the key or is about to take text."""
        is_opening = self.focused is None and bool(self.screen.query(Input))
        if len(self.screen_stack) > 1 and not is_opening and event.key not in self.active_bindings:
            event.prevent_default()  # the key would close the help, which opens at once
            self._main.action_show("help")

    def action_back_or_quit(self) -> None:
        """Close the dialog on top; quit if there is none."""
        if len(self.screen_stack) > 1:
            answer(self.screen)
        else:
            self._quit()

    async def action_quit(self) -> None:
        """Quit, whatever is open."""
        self._quit()

    def _quit(self) -> None:
        self._main.keeper.leave()
        self.exit()

    def action_copy(self) -> None:
        """Copy the text that is selected, in the focused box or with the mouse."""
        box = self.focused
        selected = box.selected_text if isinstance(box, Input) else ""
        if text := selected or self.screen.get_selected_text():
            self.copy_to_clipboard(text)
        else:
            key = first_key_name(self.session.keymap["app.quit_anywhere"])
            notify(self, f"No text is selected. {key} quits.")

    def action_suspend(self) -> None:
        """Return to the shell that started the app, until it continues it."""
        suspend(self)

    async def action_palette(self) -> None:
        """Open the command palette, unless a dialog is open."""
        if len(self.screen_stack) == 1:
            # Waiting makes the palette ready for keys that were typed ahead.
            await self._main.show_palette()
