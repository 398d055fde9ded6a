"""What the list of links says of each link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from reader.library.events import LinksFound
from reader.library.reading.links import ArticleLink, markdown_list
from reader.posts.post import Post
from reader.tui.controllers.reading.links import LinksController
from tests.made_posts import make

CUP = make("Cup", date=date(2026, 6, 2))


class Visits:
    """Addresses in memory."""

    def __init__(self) -> None:
        self.addresses: set[str] = set()

    def is_visited(self, address: str) -> bool:
        return address in self.addresses

    def mark_visited(self, addresses: Sequence[str]) -> None:
        self.addresses.update(addresses)


class Article:
    """An article whose request is known."""

    def __init__(self, post: Post | None) -> None:
        self.post = post

    def links_request(self, _catalogue: object) -> Any:
        return self if self.post else None


def controller(*, post: Post | None = CUP, is_unread: bool = True) -> LinksController:
    """Return a controller whose jobs do nothing."""
    return LinksController(
        cast("Any", Article(post)),
        cast("Any", type("Library", (), {"list_links": None})),
        lambda *_: None,
        lambda _: is_unread,
        Visits(),
    )


def link(target: str, post: Post | None = None, **more: Any) -> ArticleLink:
    return ArticleLink("the label", target, target, post, **more)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (link("https://example.org/a"), "example.org/a"),
        (link("https://example.org/a%20%C3%A9/?q=1#x"), "example.org/a é/?q=1"),
        (link("https://example.org/"), "example.org"),
        (replace(link("https://example.org/a/"), label="https://example.org/a/"), "example.org"),
        (replace(link("https://example.org/a"), label="example.org/a"), "example.org"),
        (link("mailto:ann@example.org?subject=x"), "email · ann@example.org"),
        (replace(link("mailto:a@example.org"), label="a@example.org"), "email"),
        (link("ssh://host"), "ssh://host"),
        (link("report.pdf"), "report.pdf"),
        (link("gone.md", is_dead=True), "dead link · gone.md"),
        (link("#part", CUP), "in this article"),
        (link("cup.md", CUP), "2 Jun 2026 · Cup"),
        (link("cup.md", make("The label", date=None)), "no date"),
        (link("cup.md", make("Cup", date=None)), "no date · Cup"),
    ],
)
def test_a_link_is_described_by_what_it_leads_to(shown: ArticleLink, words: str) -> None:
    assert controller().describe(shown) == words


@pytest.mark.parametrize("is_dead", [True, False])
def test_hostile_targets_are_cleaned(is_dead: bool) -> None:
    assert "\x1b" not in controller().describe(link("a\x1b[31m.md", is_dead=is_dead))


def test_links_that_were_followed_are_marked() -> None:
    links = controller(is_unread=False)
    links.mark_visited(["https://example.org/a"])
    assert links.describe(link("https://example.org/a")) == "visited · example.org/a"
    assert links.describe(link("cup.md", CUP)) == "read · 2 Jun 2026 · Cup"
    assert links.describe(link("#part", CUP)) == "in this article"


def test_links_are_shown_once_and_only_those_of_the_article_asked_for() -> None:
    links = controller()
    shown: list[object] = []
    links.list_links(cast("Any", None), shown.append)
    links.on_found(LinksFound(make("Other"), []))
    assert shown == []
    links.on_found(LinksFound(CUP, [link("a.md")]))
    links.on_found(LinksFound(CUP, []))
    assert shown == [[link("a.md")]]


def test_without_an_article_nothing_is_asked_for() -> None:
    links = controller(post=None)
    links.list_links(cast("Any", None), lambda _: pytest.fail("no links"))
    links.on_found(LinksFound(CUP, []))


def test_markdown_that_is_copied_is_what_was_shown() -> None:
    label, address = "a [b] \\ c", "https://example.org/a b(c)"
    copied = ArticleLink(label, address, address)
    assert markdown_list([copied]) == ("- [a \\[b\\] \\\\ c](https://example.org/a%20b%28c%29)\n")
    web = make("Cup", link="https://example.org/cup")
    assert link("cup.md#end", web).markdown == "[the label](https://example.org/cup#end)"
