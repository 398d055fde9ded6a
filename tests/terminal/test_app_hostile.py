"""No text of a post controls the terminal, wherever the app shows it."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

from .real_terminal import Terminal

# Each sequence would control the terminal, and contains a marker to look for.
SEQUENCES = (
    "\x1b]0;MARK1\x07",
    "\x1b]52;c;MARK2\x1b\\",
    "\x1b[31mMARK3",
    "\x9b2JMARK4",
    "\x1b]8;;http://MARK5/\x1b\\",
    "\x07MARK6",
    "\x08\x08MARK7",
    "\u202eMARK8",
    "\u2066MARK9",
    "\x7fMARK0",
)
HIDDEN = ('"\\e[2JMARKe"', '"\\x9b31mMARKf"', '"&#27;[2JMARKg"', '"\\u202eMARKh"')
"""Similar ones in front matter, with escapes of YAML and HTML."""


def hostile_news(folder: Path) -> Path:
    """Write posts that contain every sequence in every field and element."""
    folder.mkdir()
    for number, text in enumerate(SEQUENCES):
        (folder / f"{number}{text.replace('/', '')}.md").write_text(
            f"---\ntitle: T{number} {text}\ndescription: {text}\ncategories: ['c{text}']\n"
            f"date: 2024-13-45\nlink: http://{text}\nimage: {text}\n---\n"
            f"# Heading {text}\n\nText {text} *and {text}* `code {text}`\n\n"
            f"| a {text} | b |\n| - | - |\n| c | {text} |\n\n```\n{text}\n```\n\n"
            f"[link {text}](http://example.org/{text}) ![alt {text}]({text})\n\n"
            f"<b>html {text}</b> [^1]\n\n[^1]: note {text}\n",
            encoding="utf-8",
        )
    for number, text in enumerate(HIDDEN):
        (folder / f"hidden{number}.md").write_text(
            f"---\ntitle: {text}\ndescription: {text}\ncategories: [{text}]\n---\nText\n",
            encoding="utf-8",
        )
    return folder


def test_no_sequence_of_a_post_reaches_the_terminal(tmp_path: Path) -> None:
    posts = len(SEQUENCES) + len(HIDDEN)
    terminal = Terminal(hostile_news(tmp_path / "news"), columns=140, rows=50)
    terminal.until_shown("Front page", "MARK")
    terminal.press("F")
    terminal.until_shown(f"of {posts}", "MARK")
    for number in range(2, posts + 1):
        terminal.press("J")
        terminal.until_shown(f"{number} of {posts}")
    terminal.press("l")
    terminal.press("G")
    terminal.press("y")
    terminal.until_shown("Copied")
    terminal.press("!")
    terminal.until_shown("Problems", "MARK1")
    terminal.press("G")
    terminal.press("q:")
    terminal.until_shown("─ Palette ─")
    terminal.press("t9 mark")
    terminal.until(lambda: "▌ T9" in terminal.shown)
    terminal.press("\x1b")
    terminal.until(lambda: "─ Palette ─" not in terminal.shown)
    terminal.press("?")
    terminal.until_shown("─ Keys ─")
    terminal.press("\x1b")
    terminal.until(lambda: "─ Keys ─" not in terminal.shown)
    terminal.press("q")
    assert terminal.end() == 0
    # A copied path is sent to the clipboard as base64.
    written = terminal.raw.decode()
    assert not [text for text in SEQUENCES if text in written]
    assert not set(written) & {*map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066"}
    assert "Traceback" not in written


CARELESS_APP = r"""
import sys
from pathlib import Path
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Input, Label, OptionList, Static
from reader.tui.app import ReaderApp

TEXT = "\x1b]0;T\x07\x1b[2J\x9b31m\u202e\u2066\U000e0041\ud800"


class Careless(Widget):
    DEFAULT_CSS = "Careless { height: 1; }"

    def render_line(self, y):
        return Strip([Segment("MARK1" + TEXT, Style(link="http://a/" + TEXT))])


class CarelessScreen(Screen):
    def compose(self):
        yield Careless()
        yield Static(Content("MARK2" + TEXT))
        yield Label(Content("MARK3" + TEXT))
        yield Input("MARK4" + TEXT, compact=True)
        yield Input(placeholder="MARK5" + TEXT, compact=True)
        yield OptionList(Content("MARK6" + TEXT))
        yield Button(Content("MARK7" + TEXT))
        framed = Static("")
        framed.styles.border = "round", "white"
        framed.border_title = Content("MARK8" + TEXT)
        framed.border_subtitle = Content("MARK9" + TEXT)
        yield framed

    def on_mount(self):
        self.app.title = self.app.sub_title = TEXT
        self.app.copy_to_clipboard("COPY" + TEXT)
        self.app.notify("MARK0" + TEXT)


class CarelessApp(ReaderApp):
    def on_ready(self):
        self.push_screen(CarelessScreen())


CarelessApp([Path(sys.argv[1])], data_folder=None).run()
"""


def test_a_widget_that_forgets_to_clean_its_text_cannot_control_the_terminal(
    tmp_path: Path,
) -> None:
    """So no widget that anybody adds can either."""
    (tmp_path / "tide.md").write_text("---\ntitle: Tide\n---\nText\n")
    terminal = Terminal(tmp_path, code=CARELESS_APP)
    terminal.until_shown(*(f"MARK{number}" for number in range(10)))
    terminal.press("\x11")
    terminal.end()
    written = terminal.raw.decode()
    copied = re.findall("\x1b]52;c;([^\x07]*)\x07", written)
    assert [b64decode(text).decode() for text in copied] == [
        "COPY␛]0;T␛[2J\ufffd31m\ufffd\ufffd\ufffd"
    ]
    # 0 and 2 set the title, and 8 is a hyperlink. Textual uses 22, the shape of the pointer.
    assert set(re.findall("\x1b](\\d*)", written)) <= {"22", "52"}
    assert not set(written) & {*map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066", "\U000e0041"}
    assert not re.search("MARK[0-9][^\n]{0,20}\x1b\\[2J", written)
