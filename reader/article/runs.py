"""Converts inline tokens to styled runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from markdown_it.token import Token
from rich.style import Style

from reader.article.line import Run
from reader.article.palette import LinkStyle, Palette
from reader.markdown.footnotes import note_anchor
from reader.markdown.rules.image_lines import BREAKS, has_only_images, source_lines
from reader.text.clean import clean_line
from reader.text.urls import display_url, is_web_link

_SPACES = re.compile(" {2,}")
_WIDE_END = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]$")
_WIDE_START = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]")
_IMAGE_SIZE = re.compile(r"\|\d+(?:x\d+)?$")
"""Obsidian's size at the end of an image's alternative text, as in `![quay|640x480](quay.png)`:
https://help.obsidian.md/Editing+and+formatting/Basic+formatting+syntax."""

_SPAN_ROLES = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "s_open": "strike",
    "mark_open": "mark",
    "u_open": "underline",
    "code_open": "code",
    "caption_open": "caption",
}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def build_runs(tokens: Sequence[Token], palette: Palette, base: Style) -> list[Run]:
    """Convert inline tokens to runs.

    Neighbouring text of one style becomes one run, and whitespace is collapsed. Images that have a
    line of the source to themselves keep that line, and their labels include their address.

    Args:
        tokens: Inline tokens of markdown-it-py.
        palette: The styles to draw in.
        base: The style of the block, combined with the style of each run.
    """
    builder = RunBuilder(palette, base)
    was_images = False
    for line in source_lines(tokens):
        is_images = has_only_images(line)
        if was_images or is_images:
            builder.end_line()
            line = line[1:] if line and line[0].type in BREAKS else line
        builder.shows_addresses = is_images
        for token in line:
            builder.add_token(token)
        was_images = is_images
    return builder.finish()


def superscript(number: int) -> str:
    """Return a number in superscript digits."""
    return str(number).translate(_SUPERSCRIPT)


def image_name(token: Token) -> str:
    """Return the alternative text of an image without markup, or else its title."""
    name = token.content
    if token.children:
        name = "".join(" " if child.type in BREAKS else child.content for child in token.children)
    name = _IMAGE_SIZE.sub("", name) or str(token.attrs.get("title", ""))
    return " ".join(name.split())


class RunBuilder:
    """Builds the runs of one inline text, token by token."""

    def __init__(self, palette: Palette, base: Style) -> None:
        self.palette = palette
        self.shows_addresses = False
        """Whether labels of images include the address."""
        self._runs: list[Run] = []
        """The runs before the last one."""
        self._parts: list[str] = []
        """The text of the last run; empty only if there is no text at all."""
        self._style = base
        """Style of the last run."""
        self._styles = [base]
        self._break: Style | None = None
        """Style of a soft line break that no text has followed yet."""
        self._is_after_image = False

    def add_token(self, token: Token) -> None:
        """Add the text of a token, or open or close its style."""
        handler = _HANDLERS.get(token.type)
        if handler is not None:
            handler(self, token)
        elif token.type in _SPAN_ROLES:
            self.open_style(self.palette.style(_SPAN_ROLES[token.type]))
        elif token.type.endswith("_close"):
            self.close_style()
        elif token.content:
            self.add(token.content)

    def open_style(self, style: Style) -> None:
        """Combine the following text with a style, until `close_style`."""
        self._styles.append(self._styles[-1] + style)

    def open_link(self, target: str) -> None:
        """Draw the following text as a link, until `close_style`.

        Only targets that the system may open become hyperlinks of the terminal (OSC 8). What is
        unique to the link comes last, because rich caches each sum of styles.
        """
        style = self._styles[-1] + self.palette.link
        if self.palette.link_style is LinkStyle.METADATA:
            style += Style.from_meta({"href": target})
        if self.palette.link_style is not LinkStyle.NONE and is_web_link(target):
            style = style.update_link(target)
        self._styles.append(style)

    def close_style(self) -> None:
        """End the style that was opened last."""
        if len(self._styles) > 1:
            self._styles.pop()

    @property
    def is_in_link(self) -> bool:
        """Whether the current text is part of a link."""
        return any("href" in style.meta for style in self._styles)

    def add(self, text: str, style: Style | None = None) -> None:
        """Add text; whitespace is collapsed, and removed at the start of a line.

        Args:
            text: The text, which is cleaned here.
            style: A style to combine with the current one.
        """
        text = clean_line(text)
        if "  " in text:
            text = _SPACES.sub(" ", text)
        if self._break is not None and text:
            text = self._after_break(text, self._break)
            self._break = None
        if text and self._is_after_image:
            self._is_after_image = False
            text = f" {text}" if text[0].isalnum() else text
        if text.startswith(" ") and self._last_text()[-1:] in (" ", "\n", ""):
            text = text[1:]
        self._append(text, style)

    def add_image(self, label: str, style: Style) -> None:
        """Add the label of an image, separated by spaces from words next to it."""
        space = " " if self._last_text()[-1:].isalnum() else ""
        self.add(f"{space}{label}", style)
        self._is_after_image = True

    def soft_break(self) -> None:
        """End a line of the source: a space, but nothing between ideographs.

        See https://spec.commonmark.org/0.31.2/#soft-line-breaks.
        """
        self._break = self._styles[-1]

    def hard_break(self) -> None:
        """Break the line; see https://spec.commonmark.org/0.31.2/#hard-line-breaks."""
        self._break = None
        if self._parts:
            self._append("\n")

    def end_line(self) -> None:
        """Break the line unless the text already ends with a break."""
        if not self._last_text().endswith("\n"):
            self.hard_break()

    def finish(self) -> list[Run]:
        """Return the runs without trailing spaces and breaks."""
        self._runs.append(("".join(self._parts), self._style))
        while self._runs and not (text := self._runs[-1][0].rstrip("\n ")):
            self._runs.pop()
        if self._runs:
            self._runs[-1] = (text, self._runs[-1][1])
        return self._runs

    def _after_break(self, text: str, style: Style) -> str:
        """Add the space of a soft line break in a style, and return the text that follows it."""
        if _WIDE_START.match(text) and _WIDE_END.search(self._last_text()):
            return text
        if self._last_text()[-1:] not in (" ", "\n", ""):
            self._append_styled(" ", style)
        return text.lstrip(" ")

    def _append(self, text: str, style: Style | None = None) -> None:
        self._append_styled(text, self._styles[-1] if style is None else self._styles[-1] + style)

    def _append_styled(self, text: str, style: Style) -> None:
        if not text:
            return
        if self._parts and style is not self._style and style != self._style:
            self._runs.append(("".join(self._parts), self._style))
            self._parts = []
        self._parts.append(text)
        self._style = style

    def _last_text(self) -> str:
        return self._parts[-1] if self._parts else ""


RunHandler: TypeAlias = Callable[[RunBuilder, Token], None]
"""Adds the runs of one type of inline token."""


def _text(builder: RunBuilder, token: Token) -> None:
    builder.add(token.content)


def _code(builder: RunBuilder, token: Token) -> None:
    builder.add(token.content, builder.palette.code)


def _link(builder: RunBuilder, token: Token) -> None:
    builder.open_link(str(token.attrs.get("href", "")))


def _image(builder: RunBuilder, token: Token) -> None:
    palette = builder.palette
    source = str(token.attrs.get("src", ""))
    name = image_name(token)
    shown_url = display_url(source) if builder.shows_addresses or not name else ""
    if builder.shows_addresses:
        name = name or "image"
        if shown_url:
            name += f"{palette.symbols(' · ')}{shown_url}"
    style = palette.image
    if palette.link_style is LinkStyle.METADATA:
        meta = {"image": source}
        url = f"https:{source}" if source.startswith("//") else source
        if not builder.is_in_link and url.startswith(("http://", "https://")):
            meta["href"] = url
        style += Style.from_meta(meta)
    builder.add_image(f"{palette.symbols('▣')} {name or shown_url or 'image'}", style)


def _footnote(builder: RunBuilder, token: Token) -> None:
    palette, label, number = builder.palette, token.meta["label"], token.meta["number"]
    style = palette.footnote
    if palette.link_style is LinkStyle.METADATA:
        style += Style.from_meta({"href": f"#{note_anchor(label)}"})
    builder.add(f"[{number}]" if palette.ascii_symbols else superscript(number), style)


def _marker(builder: RunBuilder, token: Token) -> None:
    builder.add(builder.palette.symbols(token.content))


_HANDLERS: dict[str, RunHandler] = {
    "text": _text,
    "text_special": _text,
    "code_inline": _code,
    "link_open": _link,
    "image": _image,
    "footnote_ref": _footnote,
    "softbreak": lambda builder, _: builder.soft_break(),
    "hardbreak": lambda builder, _: builder.hard_break(),
    "marker": _marker,
}
"""Handlers by token type. Other types open or close a style, or are added as text."""
