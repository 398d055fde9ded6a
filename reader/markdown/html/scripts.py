"""The pages that scripts embed.

Some sites offer a `<script>` that writes something into the page, such as a listing of Gist, or a
recording of asciinema (https://docs.asciinema.org/manual/server/embedding). Scripts of other sites
fill an empty element. Scripts are not executed here, so that a link takes their place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

_PAGES = (
    (r"(gist\.github\.com/[\w/-]+|asciinema\.org/a/\w+|gitlab\.com/[\w./-]+)\.js", "https://{}"),
    (r"((?:\w+\.)?(?:polldaddy\.com|poll\.fm)/p/\d+)\.js", "https://{}"),
    (r"(www\.buzzsprout\.com/\d+/[\w-]+)\.js", "https://{}"),
    (r"(jsfiddle\.net/[\w/-]+?/)embed(?:/.*)?", "https://{}"),
    (r"pastebin\.com/embed_js/(\w+)", "https://pastebin.com/{}"),
)
"""Patterns of host and path of a script, and the address of the page it embeds."""
_SPEAKER_DECK = "speakerdeck.com/assets/embed.js"
_MAX_ADDRESS = 2_000
_ADDRESSES = ("data-href", "data-url", "data-permalink", "data-instgrm-permalink")
_NAME = re.compile(r"[\w-]+")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def embedded_page(attributes: Mapping[str, str | None]) -> tuple[str, str]:
    """Return the address of the page that a script embeds, and its title; the title may be empty.

    Args:
        attributes: Attributes of the `<script>` by name.

    Returns:
        Two empty texts if the script embeds nothing that is known.
    """
    try:
        source = urlsplit((attributes.get("src") or "")[:_MAX_ADDRESS].strip())
        query = parse_qs(source.query)
    except ValueError:
        return "", ""
    location = f"{source.netloc}{source.path}"
    for pattern, address in _PAGES:
        match = re.fullmatch(pattern, location)
        if match is not None:
            return address.format(match[1]), query.get("file", [""])[0]
    if location == _SPEAKER_DECK and (attributes.get("data-id") or "").isalnum():
        return f"https://speakerdeck.com/player/{attributes['data-id']}", ""
    target = query.get("target", [""])[0]
    is_link = source.netloc == "emgithub.com" and _WEB.match(target) is not None
    return (target if is_link else ""), ""


def filled_page(attributes: Mapping[str, str | None]) -> str:
    """Return the address of the page that a script would fill an empty element with.

    Args:
        attributes: Attributes of the element by name.

    Returns:
        An empty text if the element names no page.
    """
    pen, user = attributes.get("data-slug-hash") or "", attributes.get("data-user") or "anon"
    if _NAME.fullmatch(pen) and _NAME.fullmatch(user):
        return f"https://codepen.io/{user}/pen/{pen}"
    addresses = (attributes.get(name) or "" for name in _ADDRESSES)
    return next((address for address in addresses if _WEB.match(address)), "")
