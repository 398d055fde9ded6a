"""Which links leave the reader, and which stay in it."""

from __future__ import annotations

import webbrowser
from dataclasses import replace

import pytest

from reader.article.links import LinkRefused, is_web_link, open_in_browser, resolve_local
from reader.posts.catalogue import Catalogue
from reader.posts.errors import ReaderError
from reader.posts.post import Post


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
def test_other_targets_may_not(target: str) -> None:
    assert not is_web_link(target)


def test_a_web_link_is_handed_to_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def take(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", take)
    open_in_browser("https://example.org/a")
    assert opened == ["https://example.org/a"]


def test_a_refused_link_names_target_and_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail("was opened"))
    with pytest.raises(LinkRefused, match="only http, https and mailto") as caught:
        open_in_browser("file:///etc/passwd")
    assert isinstance(caught.value, ReaderError)
    assert caught.value.target == "file:///etc/passwd"


@pytest.mark.parametrize("failure", [webbrowser.Error("none"), OSError("broken")])
def test_a_failing_browser_is_a_reason(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail(url: str) -> bool:
        raise failure

    monkeypatch.setattr(webbrowser, "open", fail)
    with pytest.raises(LinkRefused, match="did not start"):
        open_in_browser("https://example.org")


def test_no_browser_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    with pytest.raises(LinkRefused, match="no browser was found"):
        open_in_browser("https://example.org")


def a_post(post_id: str, root: str = "/posts") -> Post:
    return Post(post_id, f"{root}/{post_id}", "slug", "Title", "", None, ("News",))


HERE = a_post("news/today.md")
POSTS = [
    HERE,
    a_post("news/other day.md"),
    a_post("sport/Cup.markdown"),
    replace(a_post("guide/index.md"), title="The Long Read"),
    replace(a_post("news/draft.md"), hidden="draft"),
    a_post("2020-01-02-first.md"),
]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("other%20day.md", "news/other day.md"),
        ("./other%20day", "news/other day.md"),
        ("../sport/Cup.markdown#result", "sport/Cup.markdown"),
        ("/sport/cup.html?from=home", "sport/Cup.markdown"),
        ("../guide/", "guide/index.md"),
        ("draft.md", "news/draft.md"),
        ("Cup", "sport/Cup.markdown"),
        ("The long read#part", "guide/index.md"),
        ("#fragment", "news/today.md"),
        ("missing.md", None),
        ("../../etc/passwd", None),
        ("https://example.org/news/today.md", None),
        ("//example.org/today.md", None),
        ("%00%ff", None),
        ("{filename}other%20day.md", "news/other day.md"),
        ("%7Bfilename%7D/sport/Cup.markdown", "sport/Cup.markdown"),
        ("|filename|../sport/Cup.markdown", "sport/Cup.markdown"),
        ("link://slug/cup", "sport/Cup.markdown"),
        ("@/sport/Cup.markdown#part", "sport/Cup.markdown"),
        ("/content/sport/cup/", "sport/Cup.markdown"),
        ("_posts/2020-01-02-first.md", "2020-01-02-first.md"),
        ("/2020/01/02/first.html", "2020-01-02-first.md"),
        ("/elsewhere/2020-01-02-first/", None),
        ("/2020/01/03/first.html", None),
    ],
)
def test_local_links_lead_to_posts(target: str, found: str | None) -> None:
    post = resolve_local(target, HERE, Catalogue(POSTS))
    assert (post and post.id) == found


def test_a_local_link_stays_in_its_own_folder() -> None:
    elsewhere = a_post("news/today.md", "/more")
    linked = a_post("news/next.md", "/more")
    catalogue = Catalogue([*POSTS, elsewhere, linked, a_post("news/next.md")])
    assert resolve_local("next.md", elsewhere, catalogue) == linked
