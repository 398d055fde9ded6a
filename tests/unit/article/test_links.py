"""Links that may be opened outside the app, and how they are opened."""

from __future__ import annotations

import webbrowser

import pytest

from reader.posts.errors import ReaderError
from reader.text.urls import absolute_url, is_web_link
from reader.tui.web_browser import LinkRefused, open_in_browser


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org",
        "HTTP://example.org:8080/a%20b?c=d&e=(f)#g",
        "https://exämple.org/ü",
        "http://[2001:db8::1]/x",
        "mailto:ann@example.org",
        "mailto:ann@example.org?subject=Hello",
    ],
)
def test_web_links_may_be_opened(target: str) -> None:
    assert is_web_link(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "/a/b",
        "post.md",
        "//example.org/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "ssh://example.org",
        "https:example.org",
        "https:///path",
        "http://",
        "https://user@example.org",
        "https://example.org@evil.example",
        "https://example.org:port/",
        "https://example.org/ --flag",
        " https://example.org",
        "https://example.org/\n",
        "https://example.org/\x1b[0m",
        "https://example.org/\u202etxt",
        "https://example.org\\@evil.example",
        "http://[::1",
        "mailto:",
        "mailto:ann",
        "-mailto:ann@example.org",
    ],
)
def test_other_targets_may_not_be_opened(target: str) -> None:
    assert not is_web_link(target)


def test_a_web_link_is_opened_in_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def record(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", record)
    open_in_browser("https://example.org/a")
    assert opened == ["https://example.org/a"]


def test_a_refused_link_reports_target_and_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail("was opened"))
    with pytest.raises(LinkRefused, match="only http, https and mailto") as caught:
        open_in_browser("file:///etc/passwd")
    assert isinstance(caught.value, ReaderError)
    assert caught.value.target == "file:///etc/passwd"


@pytest.mark.parametrize("failure", [webbrowser.Error("none"), OSError("broken")])
def test_a_browser_that_does_not_start_is_reported(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(url: str) -> bool:
        raise failure

    monkeypatch.setattr(webbrowser, "open", fail)
    with pytest.raises(LinkRefused, match="did not start"):
        open_in_browser("https://example.org")


def test_a_missing_browser_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    with pytest.raises(LinkRefused, match="no browser was found"):
        open_in_browser("https://example.org")


@pytest.mark.parametrize(
    ("target", "page", "site", "address"),
    [
        ("/about/", None, "https://example.org", "https://example.org/about/"),
        ("/about/", "https://example.com/news/a/", None, "https://example.com/about/"),
        ("/about/", "https://example.com/a/", "https://example.org", "https://example.org/about/"),
        ("map.pdf", "https://example.com/news/a/", None, "https://example.com/news/a/map.pdf"),
        ("map.pdf", None, "https://example.org", "map.pdf"),
        ("//example.net/x", None, None, "https://example.net/x"),
        ("/about/", None, None, "/about/"),
        ("#part", "https://example.com/", None, "#part"),
        ("mailto:a@example.org", "https://example.com/", None, "mailto:a@example.org"),
        ("http://[x", "https://example.com/", "https://example.org", "http://[x"),
    ],
)
def test_relative_targets_are_resolved_against_page_and_site(
    target: str, page: str | None, site: str | None, address: str
) -> None:
    assert absolute_url(target, page, site) == address
