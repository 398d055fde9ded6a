"""Bare links: URLs, `www.` names and e-mail addresses in text become links.

GFM defines them as extended autolinks (https://github.github.com/gfm/#autolinks-extension-). They
are found by linkify-it-py, which treats CJK punctuation and letters as parts of URLs. This module
hides from it where a sentence continues after a URL.
"""

from __future__ import annotations

import re

from linkify_it import LinkifyIt
from linkify_it.main import Match
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, linkify
from markdown_it.token import Token

_MAX_URL = 4_096
"""Maximum number of characters of a bare link."""
_SCHEME = "http:"
_WWW = "www."
_TOP_LEVEL_DOMAINS = ["app", "blog", "cloud", "dev", "email", "example", "news", "online", "site"]
_TOP_LEVEL_DOMAINS += ["tech", "xyz"]
"""Top-level domains of e-mail addresses besides those that linkify-it knows: `dog@2x.png` is no
address. The list of all domains would take 0.1 s to compile."""

_SEPARATOR = re.compile(
    "["
    "\u3000-\u3004\u3008-\u301f\u30fb"  # CJK punctuation
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # fullwidth punctuation
    "“”„‟«»‹›…—]"
)
"""Punctuation that ends a URL in CJK text, and quotation marks, which no URL contains."""
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_ASCII_RUN = re.compile(r"[!-~]+")
_LINK = re.compile(r"https?://|www\.|@", re.IGNORECASE)
_REPOSITORY = re.compile(r":[^\s\d]")
_LETTER = re.compile(f"[{_CJK}]")
_PARTICLES = (
    "을|를|은|는|이|가|과|와|의|도|만|로|으로|에|에서|에게|까지|부터|보다|처럼|라고|라는|이라고"
    "|이라는|입니다|이다|이며|이고|이나"
)
_CONTINUATION = re.compile(
    f"(?<=[a-z0-9])[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    "|(?<=[A-Za-z0-9])[ぁ-ゖ]|(?<=/)を"
    f"|(?<=[A-Za-z0-9/])(?:{_PARTICLES})(?:는|도|만|의)?(?![\uac00-\ud7a3])"
    "|’(?![A-Za-z])"
)
"""What continues the sentence after the ASCII characters of a URL.

It is a Chinese or Japanese letter after a lower-case letter or a digit: `/guide了解`, but not
`/wiki/中文` and `/wiki/UNIX時間`. After capital letters too, it is hiragana. In Korean, it is a
particle.
"""


class _LinkFinder:
    """Finds links as linkify-it does, but sees a space where a URL ends in CJK text.

    It has the methods of `LinkifyIt` that markdown-it-py calls.
    """

    def __init__(self) -> None:
        self._finder = LinkifyIt(
            options={"fuzzy_link": False, "fuzzy_email": True, "fuzzy_ip": False}
        )
        # Without a scheme, only names that begin with `www.` are links: `README.md` is a file.
        self._finder.add(_WWW, {"validate": _validate_www, "normalize": _add_scheme})
        self._finder.add("//", None)
        self._finder.tlds(_TOP_LEVEL_DOMAINS, keep_old=True)

    def pretest(self, text: str) -> bool:
        return bool(self._finder.pretest(text))

    def test(self, text: str) -> bool:
        return bool(self._finder.test(_with_spaces(text)))

    def match(self, text: str) -> list[Match]:
        found = self._finder.match(_with_spaces(text)) or ()
        # `git@example.org:posts.git` is no e-mail address.
        return [link for link in found if not _REPOSITORY.match(text, link.last_index)]

    def match_at_start(self, text: str) -> Match | None:
        return self._finder.match_at_start(_first_url(text[:_MAX_URL]))


def use_bare_links(parser: MarkdownIt) -> None:
    """Configure what a parser takes for a bare link.

    Args:
        parser: A parser whose option `linkify` is set.
    """
    parser.linkify = _LinkFinder()


def link_addresses(tokens: list[Token], source: str, parser: MarkdownIt) -> list[Token]:
    """Return inline tokens in which `www.` names and e-mail addresses in text are links.

    Inline rules have found URLs with a scheme already. In these, `&amp;` is decoded.

    Args:
        tokens: The tokens of one inline text.
        source: Its source.
        parser: The parser that `use_bare_links` has configured.
    """
    if "@" in source or _WWW in source.lower():
        tokens = _join_ampersands(tokens) if "&amp;" in source else tokens
        inline = Token("inline", "", 0, content=source, children=tokens)
        linkify(StateCore(source, parser, {}, [inline]))
        tokens = inline.children or []
    if "&amp;" in source and "://" in source:
        _decode_ampersands(tokens)
    return tokens


def _join_ampersands(tokens: list[Token]) -> list[Token]:
    """Return tokens in which `&amp;` is part of the text around it, as in an address."""
    joined: list[Token] = []
    for token in tokens:
        is_ampersand = token.type == "text_special" and token.markup == "&amp;"
        last = joined[-1] if joined and joined[-1].type == "text" else None
        follows = last is not None and last.content.endswith("&") and token.type == "text"
        if last is not None and (is_ampersand or follows):
            joined[-1] = last.copy(content=last.content + token.content)
        else:
            joined.append(token)
    return joined


def _decode_ampersands(tokens: list[Token]) -> None:
    for index, token in enumerate(tokens):
        if token.type == "link_open" and token.markup == "linkify":
            token.attrs["href"] = str(token.attrs["href"]).replace("&amp;", "&")
            label = tokens[index + 1]
            label.content = label.content.replace("&amp;", "&")


def _with_spaces(text: str) -> str:
    """Return a text of the same length with spaces where bare links begin and end."""
    if text.isascii():
        return text
    text = _SEPARATOR.sub(" ", text)
    spaces: set[int] = set()
    for run in _ASCII_RUN.finditer(text):
        if _LINK.search(run[0]):
            start, end = run.span()
            if "://" not in run[0] and start and _LETTER.match(text, start - 1):
                spaces.add(start - 1)
            if _CONTINUATION.match(text, end):
                spaces.add(end)
    letters = list(text)
    for index in spaces:
        letters[index] = " "
    return "".join(letters)


def _first_url(text: str) -> str:
    """Return a text that begins with a URL, cut where the sentence continues."""
    if text.isascii():
        return text
    separator = _SEPARATOR.search(text)
    text = text if separator is None else text[: separator.start()]
    run = _ASCII_RUN.match(text)
    return run[0] if run is not None and _CONTINUATION.match(text, run.end()) else text


_plain = LinkifyIt()


def _validate_www(_finder: LinkifyIt, text: str, start: int) -> int:
    """Return how many characters after `www.` belong to a link."""
    before = text[start - len(_WWW) - 1 : start - len(_WWW)]
    if before and before not in " \n*_~([\"'<>":
        return 0
    url = f"//{_WWW}{text[start : start + _MAX_URL]}"
    length = _plain.test_schema_at(url, _SCHEME, 0)
    return max(0, int(length) - len(f"//{_WWW}"))


def _add_scheme(_finder: LinkifyIt, match: Match) -> None:
    match.url = f"http://{match.url}"
