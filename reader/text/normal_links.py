"""Which web addresses lead to the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reader.text.urls import encoded_url

_WEB = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r":(?:80|443)?$")
_TRACKING = re.compile(
    r"utm_\w+|pk_\w+|mtm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)"
    r"|wt_mc|cmpid|ref_src|at_medium|at_campaign|guccounter",
    re.IGNORECASE,
)
"""Parameters that advertising, newsletters and counters of visitors add to addresses."""
_ROUTE = ("/", "!")
"""Beginnings of fragments that name a page, in sites that are a single page of scripts."""


def normal_link(url: str) -> str:
    """Return what is equal for web addresses that lead to the same page; empty for any other text.

    Scheme, `www.`, default port, fragment, final slash, and the parameters that only tell the site
    where a reader comes from do not count. Neither does the order of the other parameters.
    """
    url = encoded_url(url)
    if not _WEB.match(url):
        return ""
    try:
        parts = urlsplit(url)
        host = _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2].casefold())
    except ValueError:
        return ""
    parameters = sorted(
        parameter
        for parameter in parts.query.split("&")
        if parameter and not _TRACKING.fullmatch(parameter.partition("=")[0])
    )
    path = parts.path.rstrip("/")
    query = "&".join(parameters)
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(_ROUTE) else ""
    return f"{host.removeprefix('www.')}{path}{'?' if query else ''}{query}{fragment}"
