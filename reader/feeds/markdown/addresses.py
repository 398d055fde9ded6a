"""Addresses of links and images: absolute, of the web, and valid in Markdown and HTML."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from reader.feeds.markdown.generators import DIRECTIVE

_SCHEMES = frozenset(("http", "https", "mailto"))
_MAX_ADDRESS = 8_000
"""Maximum number of characters; a longer address is data or an attack."""
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f]+")
_TO_ENCODE = re.compile(r"[^!#-&(-;=?@-Z_a-z~\[\]']|%(?![0-9A-Fa-f]{2})")
"""What RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986#appendix-A) does not allow in a URL."""
_BRACKET = re.compile(r"[\[\]]")


def web_address(address: str, base: str) -> str:
    """Return an address of a link or image as an absolute URL of ASCII characters.

    Letters beyond ASCII stay as they are, because people read them; all others that are not
    allowed are percent-encoded, which includes braces and all that a template engine looks for.

    Args:
        address: The value of an attribute such as `href`.
        base: The URL that a relative address starts from; may be empty.

    Returns:
        An empty text for an address of another kind (`javascript:`, `data:`, `file:`), or for a
        relative one without a base.
    """
    if len(address) > _MAX_ADDRESS:
        return ""
    # Browsers remove line breaks and tabs: https://url.spec.whatwg.org/#url-parsing.
    address = _INVISIBLE.sub("", address.strip())
    if not address:
        return ""
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not (parts.netloc or parts.scheme == "mailto"):
        return ""
    return _encode(joined)


def _encode(url: str) -> str:
    url = _TO_ENCODE.sub(_percent, url)
    # Brackets are part of an IPv6 address. Elsewhere they are not allowed.
    head, slashes, rest = url.partition("://")
    host_end = len(rest) - len(rest.lstrip("[0123456789abcdefABCDEF:.]"))
    rest = rest[:host_end] + _BRACKET.sub(_percent, rest[host_end:])
    return DIRECTIVE.sub(lambda match: f"%40{match[0][1:]}", f"{head}{slashes}{rest}")


def _percent(match: re.Match[str]) -> str:
    character = match[0]
    if not character.isascii() and character.isprintable() and not character.isspace():
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def same_page(address: str, base: str) -> bool:
    """Return whether an absolute address leads to a place on the page of an entry."""
    return bool(base) and address.partition("#")[0] == base.partition("#")[0]
