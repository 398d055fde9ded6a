"""Web addresses in the form in which they are requested, and what two of them have in common.

The terms are those of RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986).
"""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from reader.web.errors import DocumentError, FailureKind

Address: TypeAlias = IPv4Address | IPv6Address

_NAME = re.compile(r"[a-z0-9._-]+", re.IGNORECASE)
"""A host name as people use it; underscores are not allowed in names of hosts, but exist."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_USER_REMEDY = (
    "Remove the user name and the password from the address; set user and password_command instead."
)


def normalise_url(url: str) -> str:
    """Return an address in ASCII, without a fragment.

    The host is encoded in IDNA (RFC 3490), and the rest is percent-encoded.

    Raises:
        DocumentError: The address cannot be requested, or contains a user name.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise DocumentError("its address is not valid", FailureKind.INVALID_ADDRESS) from None
    if parts.scheme not in _DEFAULT_PORTS:
        reason = "only http and https addresses are fetched"
        raise DocumentError(reason, FailureKind.INVALID_ADDRESS)
    if parts.username is not None or parts.password is not None:
        reason = "its address contains a user name"
        raise DocumentError(reason, FailureKind.INVALID_ADDRESS, _USER_REMEDY)
    if port == 0 or not (_NAME.fullmatch(host) or _is_ipv6(host)):
        raise DocumentError("its address has no valid host", FailureKind.INVALID_ADDRESS)
    host = f"[{host}]" if ":" in host else host
    path = "".join(map(_percent_encode, parts.path)) or "/"
    query = "".join(map(_percent_encode, parts.query))
    return (
        f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}{f'?{query}' if query else ''}"
    )


def redirect_target(url: str, location: str) -> str:
    """Return the normalised address that a response with a Location redirects to.

    Args:
        url: The address of the response, normalised.
        location: The header, decoded as Latin-1. Many servers send UTF-8, as browsers accept.

    Raises:
        DocumentError: The target is not valid, or is no http or https address.
    """
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return normalise_url(urljoin(url, location.strip()))
    except ValueError:
        what = "the new address is not valid"
    except DocumentError as error:
        what = error.reason.replace("its address", "the new address")
    raise DocumentError(f"it is redirected, but {what}", FailureKind.REFUSED)


def may_share_secrets(url: str, target: str) -> bool:
    """Return whether what a person sends to one address may be sent to another one.

    That is so for the same scheme, host and port, and for http to https on the usual ports of the
    same host, which only adds encryption.
    """
    first, second = urlsplit(url), urlsplit(target)
    if first.hostname != second.hostname:
        return False
    ports = _port(first), _port(second)
    return (first.scheme == second.scheme and ports[0] == ports[1]) or (
        (first.scheme, second.scheme) == ("http", "https") and ports == (80, 443)
    )


def is_downgrade(url: str, target: str) -> bool:
    """Return whether a redirect leads from https to http."""
    return url.lower().startswith("https:") and target.lower().startswith("http:")


def literal_address(url: str) -> Address | None:
    """Return the IP address that a normalised URL names without a lookup; None for other names.

    These are IP addresses in all spellings that systems accept, such as `2130706433` or `0x7f.1`,
    and localhost, which never leaves the machine (RFC 6761, section 6.3).
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def host_and_port(url: str) -> str:
    """Return the host of a normalised URL, with its port if the URL has one."""
    return urlsplit(url).netloc


def _is_ipv6(host: str) -> bool:
    try:
        return ":" in host and isinstance(ip_address(host), IPv6Address)
    except ValueError:
        return False


def _port(parts: SplitResult) -> int:
    return parts.port or _DEFAULT_PORTS[parts.scheme]


def _percent_encode(character: str) -> str:
    if "!" <= character <= "~":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
