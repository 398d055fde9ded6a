"""Extract the description: from a key, or else from the text above the excerpt separator, or else
from the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from reader.posts.fields.flags import FALSE, TRUE
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import TEMPLATE, first_text
from reader.posts.markup import plain_line

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
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|^ {0,3}(?P<fence>`{3,}+|~{3,}+).*?(?:^ {0,3}(?P=fence)[^\n]*$|\Z)"
    r"|<(?P<tag>script|style|table|iframe|video|pre|figure)\b.*?(?:</(?P=tag)\s*>|\Z)"
    r"|\{%\s*highlight\b.*?(?:\{%\s*endhighlight\s*%\}|\Z)"
    r"|^[^\n]+\n {0,3}(?:=+|-{2,})[ \t]*$"
    r"|\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|<%.{0,500}?%>"
    r"|\{:[^{}\n]*\}|(?<=[)\]])\{[.#\w][^{}\n]*\}"
    r"|^(?:import|export)\s[^\n]*$"
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*$"
    r"|\^?\[\^[^\]\n]+\]|\^\[[^\]\n]+\]"
    r"|!\[\[[^\]\n]*\]\]"
    r"|!\[[^\]\n]{0,500}\](?:\([^)\n]*\)|\[[^\]\n]*\])",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_BLOCK_START = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$|[^\W\d])|\||[-*_=](?:\s*[-*_=])+\s*$|:::|!!!|\[toc\]|\$\$)",
    re.IGNORECASE,
)
_OTHER_BLOCK = re.compile(
    r"\s*(?:>\s?(?:\[!\w[^\]\n]*\][-+]?)?|[-*+]\s+(?:\[[ xX]\]\s)?|\d{1,9}[.)]\s)\s?|(?:\t| {4})"
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
            description = plain_line(text)
            if description:
                return shorten(description), True
    head = source.body[:_HEAD_OF_BODY]
    separators = (first_text(value) for _, value in source.values("separator"))
    return shorten(_summarise(head, next(separators, ""))), False


def _summarise(body: str, separator: str) -> str:
    """Return the text above the separator, or else the first paragraph.

    Args:
        body: The beginning of the body.
        separator: The post's own separator; empty if it has none.
            See https://jekyllrb.com/docs/posts/#post-excerpts.
    """
    if separator and separator in body:
        end = body.index(separator)
    else:
        found = _SEPARATOR.search(body)
        end = 0 if found is None else found.start()
    excerpt = " ".join(text for text, _ in _paragraphs(body[:end]))
    return excerpt or _first_paragraph(body)


def _first_paragraph(body: str) -> str:
    """Return the first full paragraph, or else the first line of text, or else a list or quote."""
    label = other = ""
    for text, is_prose in _paragraphs(body):
        if is_prose and (
            text[-1] in _SENTENCE_ENDS or (len(text) >= MIN_PROSE_LENGTH and text[-1] not in ":：")
        ):
            return text
        if is_prose:
            label = label or text
        else:
            other = other or text
    return label or other


def _paragraphs(source: str) -> Iterator[tuple[str, bool]]:
    """Yield the plain text of each block with words, and whether it is prose.

    Lists, quotes and indented code are not prose.
    """
    for block in re.split(r"\n[^\S\n]*\n", _HIDDEN.sub("", source)):
        lines = [line for line in block.split("\n") if not _BLOCK_START.match(line)]
        first = next((line for line in lines if line.strip()), "")
        is_prose = _OTHER_BLOCK.match(first) is None
        if not is_prose:
            lines = [_OTHER_BLOCK.sub("", line, count=1) for line in lines]
        text = plain_line(" ".join(line.rstrip("\\") for line in lines))
        if _WORD.search(text):
            yield text, is_prose


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
