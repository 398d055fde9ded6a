"""Parse HTML to a tree, with the parser of selectolax: https://selectolax.readthedocs.io/."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def html_body(html: str) -> LexborNode | None:
    """Return the element `body` of the tree that a browser would build; any text is accepted."""
    # Late: most articles have no HTML, and the import takes time. The parser of the standard
    # library is no alternative: its time grows with the square of the length of an unclosed tag,
    # and it takes 19 seconds for 60 KB.
    from selectolax.lexbor import LexborHTMLParser

    # Without the tag of the body, a script at the beginning would become a part of the head.
    return LexborHTMLParser(f"<body>{html}").body
