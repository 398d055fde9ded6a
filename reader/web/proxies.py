"""Proxies from the environment, and from the system settings of macOS."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore

from reader.web.addresses import host_and_port
from reader.web.errors import DocumentError, FailureKind

_DEFAULT_SCHEME = "http"


class Proxies:
    """The proxies of http_proxy, https_proxy and all_proxy, and the exceptions of no_proxy.

    The variables are read once. Names in capital letters are read as well.
    """

    def __init__(self) -> None:
        self._proxies = getproxies()

    def proxy_for(self, url: str) -> str | None:
        """Return the address of the proxy for a normalised URL; None for a direct connection."""
        scheme = urlsplit(url).scheme
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if not proxy or proxy_bypass(host_and_port(url)):
            return None
        return proxy if "://" in proxy else f"{_DEFAULT_SCHEME}://{proxy}"


def parse_proxy(url: str) -> httpcore.Proxy:
    """Return a proxy, with the user name and the password of its address.

    Raises:
        DocumentError: The address is not valid, or is no http or https address.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise DocumentError("the address of the proxy is not valid", FailureKind.PROXY) from None
    if parts.scheme not in ("http", "https") or not host:
        reason = "the proxy is not an http or https address with a host"
        raise DocumentError(reason, FailureKind.PROXY)
    auth = None
    if parts.username is not None:
        auth = unquote(parts.username).encode(), unquote(parts.password or "").encode()
    host = f"[{host}]" if ":" in host else host
    netloc = host if port is None else f"{host}:{port}"
    return httpcore.Proxy(f"{parts.scheme}://{netloc}", auth=auth)
