"""Web addresses that lead to the same page are equal once they are normalised."""

from __future__ import annotations

import pytest

from reader.text.urls import normal_link

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


@pytest.mark.parametrize("other", ["", "mailto:a@example.org", "/2024/crab", "urn:x", "https://["])
def test_what_is_no_web_address_has_none(other: str) -> None:
    assert normal_link(other) == ""
