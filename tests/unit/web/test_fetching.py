"""Fetching an image from servers of every kind."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from reader.article.image_files import PictureError, load_picture
from reader.web.fetching import FetchError, Limits, fetch_image
from reader.web.network import is_public
from tests.image_server import allow_loopback, an_image, requested_paths

SHORT = Limits(max_bytes=200_000, max_seconds=0.5, max_idle_seconds=0.3, max_redirects=3)


def fetch(url: str, limits: Limits = SHORT) -> bytes:
    return fetch_image(url, limits, is_allowed=allow_loopback)


def refused(url: str, limits: Limits = SHORT) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, limits)
    return str(caught.value)


@pytest.mark.parametrize("path", ["/good", "/near", "/good?a=b c&d=ä"])
def test_an_image_is_fetched(server: str, path: str) -> None:
    assert fetch(server + path) == an_image()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "the server says 404"),
        ("/page", "it is no image but text/html"),
        ("/nothing", "it is no image but of a kind that the server does not tell"),
        ("/packed", "it is packed"),
        ("/huge", "it is larger than"),
        ("/endless", "it is larger than"),
        ("/drip", "it took too long"),
        ("/silent", "it took too long"),
        ("/round", "it leads on and on, more than 3 times"),
        ("/private", "10.0.0.1 is an address of a private network"),
        ("/metadata", "169.254.169.254 is an address of a private network"),
        ("/file", "only http and https are fetched"),
    ],
)
def test_what_cannot_be_had_says_why(server: str, path: str, reason: str) -> None:
    assert refused(server + path).startswith(reason)


def test_this_machine_is_private_unless_a_test_says_otherwise(server: str) -> None:
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
        url = server.replace("127.0.0.1", host) + "/good"
        with pytest.raises(FetchError, match=r"private network|cannot be reached"):
            fetch_image(url)
    assert requested_paths() == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://127.0.0.1/a.png", "only http and https"),
        ("http://user:word@127.0.0.1/a.png", "names no host, or hides it"),
        ("http:///a.png", "names no host, or hides it"),
        ("http://127.0.0.1:99999/a.png", "cannot be read"),
        ("http://[::1", "cannot be read"),
        ("http://127.0.0.1:1/a.png", "the server cannot be reached"),
    ],
)
def test_addresses_that_are_none(url: str, reason: str) -> None:
    assert reason in refused(url)


def test_what_is_not_wanted_any_more_ends(server: str) -> None:
    with pytest.raises(FetchError, match="not wanted"):
        fetch_image(
            f"{server}/endless", SHORT, is_allowed=allow_loopback, is_cancelled=lambda: True
        )


@pytest.mark.parametrize(
    ("path", "reason"), [("/liar", "no image that can be read"), ("/bomb", "too many pixels")]
)
def test_what_no_image_is_or_too_large_a_one_is_not_decoded(
    server: str, path: str, reason: str
) -> None:
    data = fetch(server + path)
    with pytest.raises(PictureError, match=reason):
        load_picture(data)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public
