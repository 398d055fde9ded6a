"""Web addresses in the form in which they are requested, and what two of them have in common.

The terms are those of RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986).
"""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from reader.web.errors import DocumentError, FailureKind

Address: TypeAlias = IPv4Address | IPv6Address

_GLOBAL_UNICAST = ip_network("2000::/3")
"""The IPv6 addresses that IANA assigns to networks of the internet (RFC 4291, section 2.4).

Outside of it are fc00::/7, fe80::/10, fec0::/10 (RFC 3879), 5f00::/16 (RFC 9602), 100::/64
(RFC 6666), and the addresses with an IPv4 address in them, which a router of the local network may
translate: ::a.b.c.d (RFC 4291), ::ffff:0:a.b.c.d (RFC 2765), 64:ff9b::/96 (RFC 6052) and
64:ff9b:1::/48 (RFC 8215).
"""
_SPECIAL = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network, RFC 791
            "10.0.0.0/8",  # private use, RFC 1918
            "100.64.0.0/10",  # shared address space, RFC 6598
            "127.0.0.0/8",  # loopback, RFC 1122
            "169.254.0.0/16",  # link local, RFC 3927
            "172.16.0.0/12",  # private use, RFC 1918
            "192.0.0.0/24",  # IETF protocol assignments, RFC 6890
            "192.0.2.0/24",  # documentation, RFC 5737
            "192.88.99.0/24",  # relays of 6to4, RFC 7526
            "192.168.0.0/16",  # private use, RFC 1918
            "198.18.0.0/15",  # benchmarking, RFC 2544
            "198.51.100.0/24",  # documentation, RFC 5737
            "203.0.113.0/24",  # documentation, RFC 5737
            "224.0.0.0/4",  # multicast, RFC 5771
            "240.0.0.0/4",  # reserved, RFC 1112
            "2001::/23",  # IETF protocol assignments, such as Teredo (RFC 4380), RFC 2928
            "2001:db8::/32",  # documentation, RFC 3849
            "2002::/16",  # 6to4, with an IPv4 address in it, RFC 7526
            "3fff::/20",  # documentation, RFC 9637
        ),
    )
)
"""Ranges without hosts of the public internet.

`ipaddress` knows most of them, but which ones depends on the version of Python. The sources are the
registries of IANA: https://www.iana.org/assignments/iana-ipv4-special-registry/ and
https://www.iana.org/assignments/iana-ipv6-special-registry/.
"""
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


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public internet.

    An IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2) is as public as its IPv4 address.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address not in _GLOBAL_UNICAST:
            return False
    is_special = any(address in network for network in _SPECIAL)
    return address.is_global and not address.is_multicast and not is_special


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
