"""No text of a post controls the terminal, wherever the app shows it."""

from __future__ import annotations

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
    terminal.until_shown("Keys")
    terminal.press("\x11")
    terminal.press("q")
    assert terminal.end() == 0
    # A copied path is sent to the clipboard as base64.
    written = terminal.raw.decode()
    assert not [text for text in SEQUENCES if text in written]
    assert not set(written) & {*map(chr, range(0x7F, 0xA0)), "\u202e", "\u2066"}
    assert "Traceback" not in written
