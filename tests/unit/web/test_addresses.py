"""Addresses in the form in which they are requested."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.web.addresses import literal_address, normalise_url, redirect_target
from reader.web.errors import DocumentError
from tests.property.effort import examples


@pytest.mark.parametrize(
    ("url", "normalised"),
    [
        ("http://example.org", "http://example.org/"),
        ("  HTTPS://Example.ORG/Feed#top\n", "https://example.org/Feed"),
        ("https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("http://example.org/a%20b c", "http://example.org/a%20b%20c"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("http://example.org:80/?", "http://example.org:80/"),
        ("http://example.org/a\r\nX: 1", "http://example.org/aX:%201"),
    ],
)
def test_addresses_are_normalised(url: str, normalised: str) -> None:
    assert normalise_url(url) == normalised
    assert normalise_url(normalised) == normalised


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org/feed", "feed:https://example.org", "mailto:a@example.org", "http://",
        "http://:80/", "http://a..b/", "http://example.org:x/", "http://example.org:0/",
        "http://anna@example.org/", "http://:word@example.org/", "http://[::1", "http://a b/",
        "http://" + "a" * 300 + ".example/", "http://exa\x00mple.org/", "http://a\u2100b.example/",
        "http://[a:b]/", "http://a%2fb/",
    ],
)  # fmt: skip
def test_addresses_that_cannot_be_requested(url: str) -> None:
    with pytest.raises(DocumentError):
        normalise_url(url)


@settings(max_examples=examples(50))
@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            normalised = normalise_url(url)
            assert normalised.isascii()
            assert not set(normalised) & set(" \r\n\t\x00")
            redirect_target("http://example.org/a", text.encode().decode("latin-1"))
        except DocumentError:
            pass


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("[::1]", "::1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("１２７.0.0.1", "127.0.0.1"),
        ("①②⑦。0。0。1", "127.0.0.1"),
        ("127.0\u00ad.0.1", "127.0.0.1"),
        ("[::ffff:127.0.0.1]", "::ffff:7f00:1"),
        ("[fe80::1%25eth0]", "fe80::1"),
        ("ⓛocal\u200bhost", "127.0.0.1"),
        ("localhost", "127.0.0.1"),
        ("feeds.localhost.", "127.0.0.1"),
        ("localhost.example", "None"),
        ("example.org", "None"),
        ("10.0.0.1.example", "None"),
    ],
)
def test_hosts_that_need_no_lookup(host: str, address: str) -> None:
    assert str(literal_address(normalise_url(f"http://{host}:8000/"))) == address
