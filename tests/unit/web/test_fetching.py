"""Fetching an image from well-behaved and hostile servers."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from reader.article.image_files import PictureError, load_picture
from reader.web.addresses import is_public
from reader.web.fetching import FetchError, fetch_image
from reader.web.limits import Limits
from tests.image_server import allow_loopback, image_bytes, requested_paths

SHORT = Limits(max_bytes=200_000, max_seconds=0.5, max_idle_seconds=0.3, max_redirects=3)


def fetch(url: str, limits: Limits = SHORT) -> bytes:
    return fetch_image(url, limits, is_allowed=allow_loopback)


def fetch_error(url: str, limits: Limits = SHORT) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, limits)
    return str(caught.value)


@pytest.mark.parametrize("path", ["/good", "/near", "/good?a=b c&d=ä"])
def test_an_image_is_fetched(server: str, path: str) -> None:
    assert fetch(server + path) == image_bytes()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "the server answered with status 404"),
        ("/page", "it is not an image but text/html"),
        ("/nothing", "the server did not say what type of file it is"),
        ("/packed", "the server sent it compressed"),
        ("/huge", "it is larger than"),
        ("/endless", "it is larger than"),
        ("/drip", "it took more than 0.5 seconds"),
        ("/silent", "the server sent nothing for 0.3 seconds"),
        ("/round", "it was redirected more than 3 times"),
        ("/private", "10.0.0.1 is not a public address"),
        ("/metadata", "169.254.169.254 is not a public address"),
        ("/file", "it is redirected, but only http and https addresses are fetched"),
    ],
)
def test_a_failed_fetch_gives_the_reason(server: str, path: str, reason: str) -> None:
    assert fetch_error(server + path).startswith(reason)


def test_this_machine_is_not_a_public_address(server: str) -> None:
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
        url = server.replace("127.0.0.1", host) + "/good"
        with pytest.raises(FetchError, match=r"not a public address|cannot be reached"):
            fetch_image(url)
    assert requested_paths() == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://127.0.0.1/a.png", "only http and https"),
        ("http://user:word@127.0.0.1/a.png", "contains a user name"),
        ("http:///a.png", "has no valid host"),
        ("http://127.0.0.1:99999/a.png", "is not valid"),
        ("http://[::1", "is not valid"),
        ("http://127.0.0.1:1/a.png", "the server cannot be reached"),
    ],
)
def test_invalid_addresses_are_refused(url: str, reason: str) -> None:
    assert reason in fetch_error(url)


def test_a_fetch_can_be_cancelled(server: str) -> None:
    with pytest.raises(FetchError, match="was cancelled"):
        fetch_image(
            f"{server}/endless", SHORT, is_allowed=allow_loopback, is_cancelled=lambda: True
        )


@pytest.mark.parametrize(
    ("path", "reason"), [("/liar", "not a readable image"), ("/bomb", "too many pixels")]
)
def test_fetched_data_that_is_no_usable_image_is_not_decoded(
    server: str, path: str, reason: str
) -> None:
    data = fetch(server + path)
    with pytest.raises(PictureError, match=reason):
        load_picture(data)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("2a00:1450:4001:82a::200e", True),
        ("2001:4860:4860::8888", True),
        ("1.1.1.1", True),
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
        ("::ffff:198.18.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", False),
        ("64:ff9b:1::a00:1", False),
        ("::10.0.0.1", False),
        ("::93.184.216.34", False),
        ("::ffff:0:10.0.0.1", False),
        ("::ffff:0:93.184.216.34", False),
        ("2002:a00:1::", False),
        ("2002:5db8:d822::", False),
        ("2001:0:5db8:d822::a", False),
        ("2001:20::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("3fff:fff:ffff::1", False),
        ("5f00::1", False),
        ("100::1", False),
        ("fec0::1", False),
        ("feff::1", False),
        ("fe80::1%eth0", False),
        ("4000::1", False),
        ("192.0.0.8", False),
        ("192.88.99.1", False),
        ("198.19.255.255", False),
        ("203.0.113.7", False),
        ("240.0.0.1", False),
    ],
)
def test_public_addresses_are_recognised(address: str, expected: bool) -> None:
    assert is_public(ip_address(address)) is expected
