"""Inline tokens into styled runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from markdown_it.token import Token
from rich.style import Style

from reader.article.line import Run
from reader.article.palette import Palette
from reader.markdown.footnotes import note_anchor
from reader.markdown.rules.image_lines import BREAKS, is_of_images, source_lines
from reader.text.clean import clean_line
from reader.text.urls import address, is_web_link

_BLANKS = re.compile(" {2,}")
_WIDE_END = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]$")
_WIDE_START = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]")
_SIZE = re.compile(r"\|\d+(?:x\d+)?$")
"""Obsidian's way to say how wide an image is, at the end of its name."""

_SPANS = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "s_open": "strike",
    "mark_open": "mark",
    "u_open": "underline",
    "code_open": "code",
    "caption_open": "caption",
}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(number: int) -> str:
    """A number in raised digits."""
    return str(number).translate(_SUPERSCRIPT)


def runs_of(tokens: Sequence[Token], palette: Palette, base: Style) -> list[Run]:
    """Inline tokens as runs: neighbours of one style joined, blanks collapsed.

    Images that have a line of the source to themselves keep it, and say where they are.
    """
    builder = RunBuilder(palette, base)
    stood_alone = False
    for line in source_lines(tokens):
        stands_alone = is_of_images(line)
        if stood_alone or stands_alone:
            builder.end_line()
            line = line[1:] if line and line[0].type in BREAKS else line
        builder.spells_addresses = stands_alone
        for token in line:
            builder.take(token)
        stood_alone = stands_alone
    return builder.finished()


class RunBuilder:
    """Collects the runs of one inline text."""

    def __init__(self, palette: Palette, base: Style) -> None:
        self.palette = palette
        self._runs: list[Run] = []
        self._styles = [base]
        self._break: Style | None = None
        """The style in which the source's line ended, if it has just ended."""
        self._after_image = False
        self.spells_addresses = False
        """Whether images say where they are: where they stand alone."""

    def take(self, token: Token) -> None:
        """Add what a token says."""
        act = _ACTS.get(token.type)
        if act is not None:
            act(self, token)
        elif token.type in _SPANS:
            self.open(self.palette.style(_SPANS[token.type]))
        elif token.type.endswith("_close"):
            self.close()
        elif token.content:
            self.add(token.content)

    def open(self, style: Style) -> None:
        """Lay a style over what follows, until it is closed."""
        self._styles.append(self._styles[-1] + style)

    @property
    def is_link(self) -> bool:
        """Whether what is added leads somewhere."""
        return any("href" in style.meta for style in self._styles)

    def close(self) -> None:
        """Take the last opened style away."""
        if len(self._styles) > 1:
            self._styles.pop()

    def add(self, text: str, style: Style | None = None) -> None:
        """Add text as it reads in a line: blanks collapse, none begins a line."""
        text = _BLANKS.sub(" ", clean_line(text))
        if self._break is not None and text:
            text = self._after_break(text, self._break)
            self._break = None
        if text and self._after_image:
            self._after_image = False
            text = f" {text}" if text[0].isalnum() else text
        if text.startswith(" ") and self._last()[-1:] in (" ", "\n", ""):
            text = text[1:]
        self._append(text, style)

    def _after_break(self, text: str, style: Style) -> str:
        """The text, after the blank that the break before it stands for, in the break's style."""
        if _WIDE_START.match(text) and _WIDE_END.search(self._last()):
            return text
        if self._last()[-1:] not in (" ", "\n", ""):
            self._append_styled(" ", style)
        return text.lstrip(" ")

    def add_image(self, label: str, style: Style) -> None:
        """Add an image's label, parted from words on either side of it."""
        apart = " " if self._last()[-1:].isalnum() else ""
        self.add(f"{apart}{label}", style)
        self._after_image = True

    def _append(self, text: str, style: Style | None = None) -> None:
        self._append_styled(text, self._styles[-1] if style is None else self._styles[-1] + style)

    def _append_styled(self, text: str, full: Style) -> None:
        if not text:
            return
        if self._runs and self._runs[-1][1] == full:
            self._runs[-1] = (self._runs[-1][0] + text, full)
        else:
            self._runs.append((text, full))

    def _last(self) -> str:
        return self._runs[-1][0] if self._runs else ""

    def soft_break(self) -> None:
        """The source's line ends here: a blank, and nothing between ideographs."""
        self._break = self._styles[-1]

    def hard_break(self) -> None:
        """A line ends here and stays so."""
        self._break = None
        if self._runs:
            self._append("\n")

    def end_line(self) -> None:
        """What follows begins a line, if it does not yet."""
        if not self._last().endswith("\n"):
            self.hard_break()

    def finished(self) -> list[Run]:
        """The runs, without breaks at their end."""
        while self._runs and not (text := self._runs[-1][0].rstrip("\n ")):
            self._runs.pop()
        if self._runs:
            self._runs[-1] = (text, self._runs[-1][1])
        return self._runs


RunHandler: TypeAlias = Callable[[RunBuilder, Token], None]


def _text(builder: RunBuilder, token: Token) -> None:
    builder.add(token.content)


def _code(builder: RunBuilder, token: Token) -> None:
    builder.add(token.content, builder.palette.code)


def _link(builder: RunBuilder, token: Token) -> None:
    target = str(token.attrs.get("href", ""))
    builder.open(builder.palette.link + _leading_to(target))


def _leading_to(target: str) -> Style:
    """A link of the terminal's own as well, where it may be opened outside."""
    return Style(meta={"href": target}, link=target if is_web_link(target) else None)


def image_name(token: Token) -> str:
    """The name of an image, without the marks in it; empty where it has none."""
    said = token.content
    if token.children:
        said = "".join(" " if it.type in BREAKS else it.content for it in token.children)
    return " ".join(_SIZE.sub("", said).split())


def _image(builder: RunBuilder, token: Token) -> None:
    source = str(token.attrs.get("src", ""))
    name = image_name(token)
    where = address(source)
    if builder.spells_addresses:
        name = (
            f"{name or 'image'}{builder.palette.symbols(' · ')}{where}"
            if where
            else name or "image"
        )
    meta = {"image": source}
    web = f"https:{source}" if source.startswith("//") else source
    if not builder.is_link and web.startswith(("http://", "https://")):
        meta["href"] = web
    label = builder.palette.image + Style(meta=meta)
    builder.add_image(f"{builder.palette.symbols('▣')} {name or where or 'image'}", label)


def _note(builder: RunBuilder, token: Token) -> None:
    label = token.meta["label"]
    style = builder.palette.footnote + Style(meta={"href": f"#{note_anchor(label)}"})
    number = token.meta["number"]
    builder.add(f"[{number}]" if builder.palette.ascii_symbols else superscript(number), style)


def _marker(builder: RunBuilder, token: Token) -> None:
    builder.add(builder.palette.symbols(token.content))


_ACTS: dict[str, RunHandler] = {
    "text": _text,
    "text_special": _text,
    "code_inline": _code,
    "link_open": _link,
    "image": _image,
    "footnote_ref": _note,
    "softbreak": lambda builder, _: builder.soft_break(),
    "hardbreak": lambda builder, _: builder.hard_break(),
    "marker": _marker,
}
