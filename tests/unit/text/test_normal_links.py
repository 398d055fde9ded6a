"""Web addresses that lead to the same page are equal once they are normalised."""

from __future__ import annotations

import pytest

from reader.text.normal_links import normal_link
from reader.text.urls import encoded_url

LINK = "https://example.org/2024/crab?id=7&lang=en"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/2024/crab?id=7&lang=en",
        "https://www.example.org/2024/crab?id=7&lang=en",
        "HTTPS://EXAMPLE.ORG:443/2024/crab?id=7&lang=en",
        "https://example.org/2024/crab/?lang=en&id=7",
        "https://example.org/2024/crab?id=7&lang=en#comments",
        "https://example.org/2024/crab?utm_source=rss&id=7&fbclid=x&lang=en&UTM_Medium=feed",
        "https://example.org/2024/crab?id=7&&lang=en&",
        " https://example.org/2024/crab?id=7&lang=en ",
        "https://ann:secret@example.org/2024/crab?id=7&lang=en",
    ],
)
def test_what_leads_to_the_same_page_is_equal(other: str) -> None:
    assert normal_link(other) == normal_link(LINK) != ""


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/2024/crab?id=8&lang=en",
        "https://example.org/2024/Crab?id=7&lang=en",
        "https://example.org:8080/2024/crab?id=7&lang=en",
        "https://news.example.org/2024/crab?id=7&lang=en",
        "https://example.org/2024/crab?id=7&lang=en#/next",
        "https://example.org/2024/crab",
    ],
)
def test_what_leads_elsewhere_differs(other: str) -> None:
    assert normal_link(other) not in (normal_link(LINK), "")


def test_what_is_not_allowed_in_an_address_is_encoded() -> None:
    raw = 'https://example.org/a b?<x>="ü"\u2028'
    assert encoded_url(raw) == "https://example.org/a%20b?%3Cx%3E=%22ü%22"
    assert encoded_url(encoded_url(raw)) == encoded_url(raw)
    assert normal_link(raw) == normal_link(encoded_url(raw))
    assert encoded_url("https://example.org/\x1b{") == "https://example.org/%1B%7B"


@pytest.mark.parametrize("other", ["", "mailto:a@example.org", "/2024/crab", "urn:x", "https://["])
def test_what_is_no_web_address_has_none(other: str) -> None:
    assert normal_link(other) == ""
