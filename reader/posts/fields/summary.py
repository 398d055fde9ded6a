"""The description: a key, else what stands before the fold, else the first real paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from reader.posts.fields.flags import FALSE, TRUE
from reader.posts.fields.source import PostSource
from reader.posts.fields.values import TEMPLATE, first_text
from reader.posts.markup import plain_line

LONGEST = 300
"""Cells of a terminal."""

_HEAD_OF_BODY = 16_384
"""Characters of the body in which a summary is looked for."""

_FOLD = re.compile(
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
_SAYING = 40
"""Characters from which a paragraph counts as one even if it does not end as a sentence."""
_WORD = re.compile(r"\w")


def extract_description(source: PostSource) -> tuple[str, bool]:
    """The description, and whether someone wrote it or it was taken from the body.

    Plain text of one line and at most about 300 cells; empty if the body has no words.
    """
    for _, value in source.values("description"):
        text = first_text(value)
        if text and not TEMPLATE.fullmatch(text) and text.casefold() not in TRUE | FALSE:
            description = plain_line(text)
            if description:
                return shorten(description), True
    head = source.body[:_HEAD_OF_BODY]
    separators = (first_text(value) for _, value in source.values("separator"))
    return shorten(_summary_of(head, next(separators, ""))), False


def _summary_of(body: str, separator: str) -> str:
    """What stands before the separator or a fold, else the first real paragraph."""
    if separator and separator in body:
        fold = body.index(separator)
    else:
        found = _FOLD.search(body)
        fold = 0 if found is None else found.start()
    teaser = " ".join(text for text, _ in _paragraphs(body[:fold]))
    return teaser or _first_real_paragraph(body)


def _first_real_paragraph(body: str) -> str:
    """The first paragraph that says something, else the first words, else a list or quote."""
    label = other = ""
    for text, is_prose in _paragraphs(body):
        if is_prose and (
            text[-1] in _SENTENCE_ENDS or (len(text) >= _SAYING and text[-1] not in ":：")
        ):
            return text
        if is_prose:
            label = label or text
        else:
            other = other or text
    return label or other


def _paragraphs(source: str) -> Iterator[tuple[str, bool]]:
    """The plain text of each block with words, and whether it is prose: no list, quote or code."""
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
    """The text cut after a word with `…` where it is longer than the longest description."""
    if len(text) <= LONGEST // 2 or (len(text) <= LONGEST and text.isascii()):
        return text
    cells = 0
    for at, character in enumerate(text):
        cells += 2 if east_asian_width(character) in "WF" else 1
        if cells > LONGEST:
            cut = text[: at - 1]
            return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.–—-") + "…"
    return text
