"""Builds leaf blocks from block tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it.token import Token

from reader.article.blocks import Block, Inline, Margin, Paragraph, PlainText, Prefix
from reader.article.inline import Markdown, ParsedText, split_source
from reader.markdown.context import ParseContext
from reader.markdown.html.anchors import anchor_names, has_only_anchors
from reader.markdown.html.lists import STYLES


@dataclass(slots=True, eq=False)
class Container:
    """A container block whose end has not been reached yet."""

    prefix: Prefix | None
    """What it draws at the left of its lines; None for nothing."""
    tight: bool
    """Whether its blocks follow each other without gaps."""
    role: str | None = None
    """Role of the text in it; None for that of the container around it."""
    has_content: bool = False
    kind: str = ""
    """Name of the HTML element, for a container that HTML may leave open."""
    bullet_depth: int = 0
    """Depth of a bullet list, 1 for the outermost; 0 for other containers."""
    next_number: int = 0
    """Number of the next item of an ordered list."""
    number_step: int = 1
    """How much further the item after that counts; -1 in a list that counts down."""
    number_style: str = STYLES[0]
    """How its numbers are written, as one of `STYLES`."""
    digits: int = 0
    """Digits of the last number of an ordered list; 0 for other containers."""


class BlockBuilder:
    """Processes block tokens in order and collects leaf blocks.

    Args:
        context: The inline grammar of the document.
        handlers: What to do for each type of token; other types are ignored.
    """

    def __init__(self, context: ParseContext, handlers: Mapping[str, TokenHandler]) -> None:
        self.context = context
        self.blocks: list[Block] = []
        self.headings: list[tuple[int, int, Inline]] = []
        """Level, block index and text of each heading."""
        self.anchors: dict[str, int] = {}
        """Block indices by the URL fragment that leads to them."""
        self._handlers = handlers
        self._tokens: Sequence[Token] = ()
        self._index = 0
        """Index of the next token."""
        self._open: list[Container] = []
        self._previous: tuple[Container, ...] | None = None
        """The containers around the last block."""
        self._omits_gap = False

    def add_tokens(self, tokens: Sequence[Token]) -> None:
        """Add the blocks of tokens in which every opening token has its closing token."""
        outer = self._tokens, self._index
        self._tokens, self._index = tokens, 0
        while self._index < len(tokens):
            token = tokens[self._index]
            self._index += 1
            handler = self._handlers.get(token.type)
            if handler is not None:
                handler(self, token)
        self._tokens, self._index = outer

    def peek(self, offset: int = 0) -> Token | None:
        """Return a token that has not been processed; the next one for 0."""
        index = self._index + offset
        return self._tokens[index] if index < len(self._tokens) else None

    def skip(self, count: int) -> None:
        """Skip tokens that a handler has already used."""
        self._index += count

    def tokens_inside(self, level: int) -> Iterator[Token]:
        """Yield the tokens up to the end of the container just opened, without processing them.

        Args:
            level: Level of the token that opened the container.
        """
        for index in range(self._index, len(self._tokens)):
            token = self._tokens[index]
            if token.level == level and token.nesting < 0:
                return
            yield token

    def add(self, *blocks: Block) -> None:
        """Add blocks inside the open containers."""
        self.blocks += blocks
        self._previous = tuple(self._open)
        self._omits_gap = False
        for container in self._open:
            container.has_content = True

    def add_anchors(self, names: Iterable[str]) -> None:
        """Let URL fragments lead to the next block. The first anchor of a name counts."""
        for name in names:
            self.anchors.setdefault(name, len(self.blocks))

    def add_paragraph(self, source: str) -> None:
        """Add inline Markdown as a paragraph; long source becomes several blocks without gaps.

        Source that only contains anchors becomes no block.
        """
        if has_only_anchors(source):
            self.add_anchors(anchor_names(source))
            return
        margin: Margin | None = None
        for part in split_source(source):
            joint = " " if part[:1].isspace() else ""
            margin = margin.continued(joint) if margin else self.margin()
            self.add(Paragraph(margin, self.markdown(part)))

    def omit_next_gap(self) -> None:
        """Leave no gap above the next block, as between a label and its text."""
        self._omits_gap = True

    def margin(self) -> Margin:
        """Return the margin of the next block, from the open containers."""
        containers = self._open
        prefixes = tuple(
            container.prefix for container in containers if container.prefix is not None
        )
        opened = sum(
            container.prefix is not None and not container.has_content for container in containers
        )
        gap: int | None = None
        if self._previous is not None and not self._omits_gap:
            shared = [
                container
                for container, previous in zip(containers, self._previous, strict=False)
                if container is previous
            ]
            if not shared or not shared[-1].tight:
                gap = sum(container.prefix is not None for container in shared)
        role = next(
            (container.role for container in reversed(containers) if container.role), "text"
        )
        return Margin(prefixes, opened, gap, role)

    def markdown(self, source: str) -> Markdown:
        """Return inline Markdown of this document, for the next block."""
        self.add_anchors(anchor_names(source))
        return Markdown(source, self.context)

    def inline(self, token: Token) -> Inline:
        """Return the text of an inline token of this document, for the next block."""
        self.add_anchors(anchor_names(token.content))
        return make_inline(token, self.context)

    def open_container(
        self, prefix: Prefix | None, *, tight: bool = False, role: str | None = None
    ) -> Container:
        """Enter a container, and return it so that further attributes can be set."""
        container = Container(prefix, tight, role)
        self._open.append(container)
        return container

    def close_container(self) -> None:
        """Leave the innermost container. If it is empty, its marker still becomes a block."""
        if self._open[-1].prefix is not None and not self._open[-1].has_content:
            self.add(Paragraph(self.margin(), PlainText(())))
        self._open.pop()

    def close_if_kind(self, kind: str) -> None:
        """Leave the innermost container if it is the HTML element `kind`."""
        if self._open and self._open[-1].kind == kind:
            self.close_container()

    def close_markdown(self) -> None:
        """Leave a container of Markdown, and first all `<details>` that were left open in it."""
        while self._open and self._open[-1].kind == "details":
            self._open.pop()
        if self._open:
            self.close_container()

    @property
    def innermost_kind(self) -> str:
        """HTML element of the innermost container; empty for other containers."""
        return self._open[-1].kind if self._open else ""

    @property
    def is_tight(self) -> bool:
        """Whether blocks follow each other without gaps in the innermost container."""
        return bool(self._open) and self._open[-1].tight

    @property
    def bullet_depth(self) -> int:
        """Number of bullet lists that are open."""
        return sum(bool(container.bullet_depth) for container in self._open)

    def enclosing_list(self) -> Container | None:
        """Return the innermost list."""
        lists = (
            container
            for container in reversed(self._open)
            if container.digits or container.bullet_depth
        )
        return next(lists, None)


TokenHandler: TypeAlias = Callable[[BlockBuilder, Token], None]
"""Processes one type of block token."""


def make_inline(token: Token, context: ParseContext) -> Inline:
    """Return the text of an inline token; that of HTML has been parsed already."""
    if token.children:
        return ParsedText(tuple(token.children))
    return Markdown(token.content, context)
