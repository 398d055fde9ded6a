"""Extract the description: from a key, or else from the text above the excerpt separator, or else
from the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from unicodedata import east_asian_width

from reader.posts.fields.source import PostSource
from reader.posts.fields.values import FALSE, TEMPLATE, TRUE, first_text
from reader.posts.markup import find_labels, plain_line

MAX_WIDTH = 300
"""Maximum width of a description, in terminal cells."""

_HEAD_OF_BODY = 16_384
"""Number of characters of the body that are searched for a description."""

# The separators of Hugo (https://gohugo.io/content-management/summaries/), Jekyll, Hexo, Nikola,
# Docusaurus (https://docusaurus.io/docs/blog) and Pelican's summary plugin.
_SEPARATOR = re.compile(
    r"<!--\s*(?:(?:read[ -]?)?more|(?:end[ _-]?)?excerpt|truncate|TEASER_END|PELICAN_END_SUMMARY)"
    r"\s*-->"
    r"|\{/\*\s*truncate\s*\*/\}",
    re.IGNORECASE,
)
_GRAV_SEPARATOR = re.compile(r"(?<=\n\n)===[ \t]*(?=\n[ \t]*(?:\n|\Z))")
"""See https://learn.getgrav.org/content/headers."""
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|^ {0,3}(?P<fence>`{3,}+|~{3,}+).*?(?:^ {0,3}(?P=fence)[^\n]*$|\Z)"
    r"|<(?P<tag>script|style|head|title|noscript|svg|table|iframe|video|audio|object|nav|form|pre"
    r"|figure|h[1-6])\b.*?(?:</(?P=tag)\s*>|\Z)"
    r"|</?(?:html|body|meta|link|base)\b[^<>]*>|<[!?](?:DOCTYPE|xml)\b[^>]*>"
    r"|%%.*?%%|\{/\*.*?(?:\*/\}|\Z)"
    r"|\{%\s*highlight\b.*?(?:\{%\s*endhighlight\s*%\}|\Z)"
    r"|\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|<%.{0,500}?%>"
    r"|\{:[^{}\n]*\}|(?<=[)\]])\{[.#\w][^{}\n]*\}"
    r"|^(?-i:import|export)\s+(?:[^\n]*[{(\[`][ \t]*\n(?:(?![}\])`])[^\n]*\n){0,100}[}\])`][^\n]*"
    r"|(?:[*{\"']|[\w${},* \t]+[ \t]from[ \t]"
    r"|(?:const|let|var|default|function|async|class|type)\s)[^\n]*)$"
    r"|^@(?-i:extends|section|endsection|include|yield|php|endphp|push|endpush)\b[^\n]*$"
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*$|^\([\w./:-]{1,100}\)=[ \t]*$"
    # The identifier of a block: https://help.obsidian.md/obsidian-flavored-markdown
    r"|(?:^|[ \t])\^(?=[\w-]*[A-Za-z])[\w-]{2,50}[ \t]*$"
    r"|\^?\[\^[^\]\n]+\]|\^\[[^\]\n]+\]"
    r"|!\[\[[^\]\n]*\]\]"
    r"|!\[[^\]\n]{0,500}\](?:\([^)\n]*\)|\[[^\]\n]*\])",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_BLOCK_START = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$|[^\W\d])|\||[-*_=](?:\s*[-*_=])+\s*$|:::|!!!|\[toc\]|\$\$)",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_CODE_LINE = re.compile(r"(?:const|let|var|function|class|return)\s.*[;{(\[,]\s*|[})\]]+[;,]?\s*")
_NO_TEXT = re.compile(
    r"<?(?:https?://|www\.)[^\s<>]+>?"
    r"|[\w./-]+\.(?:astro|blade|ejs|hbs|html?|j2|jinja2?|jsx?|liquid|mustache|njk|php|pug|svelte|tmpl|tpl"
    r"|tsx?|twig|vue)",
    re.IGNORECASE,
)
"""A bare address, or the name of a template."""
MAX_HEADING_LENGTH = 200
"""Maximum number of characters of an underlined paragraph that is a heading rather than prose."""
_OTHER_BLOCK = re.compile(
    r"\s*(?:!{1,4}\s+|>\s?(?:\[!\w[^\]\n]*\][-+]?)?"
    r"|[-*+]\s+(?:\[[ xX]\]\s)?|\d{1,9}[.)]\s)\s?|(?:\t| {4})"
)
_SENTENCE_ENDS = ".!?…。！？।"
MIN_PROSE_LENGTH = 40
"""Minimum number of characters of a paragraph that does not end with a full stop."""
_WORD = re.compile(r"\w")


def extract_description(source: PostSource) -> tuple[str, bool]:
    """Return the description, and whether the front matter has it.

    The description is one line of plain text of at most `MAX_WIDTH` cells. It is empty if the
    front matter has none and the body has no words.
    """
    for _, value in source.values("description"):
        text = first_text(value)
        if text and not TEMPLATE.fullmatch(text) and text.casefold() not in TRUE | FALSE:
            description = plain_line(text, frozenset())
            if description and not _NO_TEXT.fullmatch(description):
                return shorten(description), True
    head = source.body[:_HEAD_OF_BODY]
    separators = (first_text(value) for _, value in source.values("separator"))
    labels = find_labels(source.body) if "[" in head else frozenset()
    return shorten(_summarise(head, next(separators, ""), labels)), False


def _summarise(body: str, separator: str, labels: Set[str]) -> str:
    """Return the text above the separator, or else the first paragraph.

    Args:
        body: The beginning of the body.
        separator: The post's own separator; empty if it has none.
            See https://jekyllrb.com/docs/posts/#post-excerpts.
        labels: The labels of link references in the whole body.
    """
    if separator and separator in body:
        end = body.index(separator)
    else:
        found = _SEPARATOR.search(body)
        if found is None and "\n===" in body:
            found = _GRAV_SEPARATOR.search(body)
        end = 0 if found is None else found.start()
    excerpt = " ".join(text for text, _ in _paragraphs(body[:end], labels))
    return excerpt or _first_paragraph(body, labels)


def _first_paragraph(body: str, labels: Set[str]) -> str:
    """Return the first full paragraph, or else the first line of text, or else a list or quote."""
    label = other = ""
    for text, is_prose in _paragraphs(body, labels):
        if is_prose and (
            text[-1] in _SENTENCE_ENDS or (len(text) >= MIN_PROSE_LENGTH and text[-1] not in ":：")
        ):
            return text
        if is_prose:
            label = label or text
        else:
            other = other or text
    return label or other


def _paragraphs(source: str, labels: Set[str]) -> Iterator[tuple[str, bool]]:
    """Yield the plain text of each block with words, and whether it is prose.

    Lists, quotes and indented code are not prose.
    """
    for block in re.split(r"\n[^\S\n]*\n", _HIDDEN.sub("", source)):
        lines = [line for line in _below_heading(block) if not _BLOCK_START.match(line)]
        first = next((line for line in lines if line.strip()), "")
        is_prose = _OTHER_BLOCK.match(first) is None
        if not is_prose:
            lines = [_OTHER_BLOCK.sub("", line, count=1) for line in lines]
        if is_prose and all(_CODE_LINE.fullmatch(line) or not line.strip() for line in lines):
            continue
        text = plain_line(" ".join(line.rstrip("\\") for line in lines), labels)
        if _WORD.search(text) and not _NO_TEXT.fullmatch(text):
            yield text, is_prose


def _below_heading(block: str) -> list[str]:
    """Return the lines of a block without a setext heading at its beginning.

    See https://spec.commonmark.org/0.31.2/#setext-headings.
    """
    lines = block.split("\n")
    underline = next((index for index, line in enumerate(lines) if _UNDERLINE.fullmatch(line)), 0)
    length = sum(map(len, lines[:underline]))
    return lines[underline + 1 :] if 0 < length <= MAX_HEADING_LENGTH else lines


def shorten(text: str) -> str:
    """Return a text of at most `MAX_WIDTH` cells, cut after a word and with `…` if it is longer."""
    if len(text) <= MAX_WIDTH // 2 or (len(text) <= MAX_WIDTH and text.isascii()):
        return text
    cells = 0
    for index, character in enumerate(text):
        cells += 2 if east_asian_width(character) in "WF" else 1
        if cells > MAX_WIDTH:
            cut = text[: index - 1]
            return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.–—-") + "…"
    return text
