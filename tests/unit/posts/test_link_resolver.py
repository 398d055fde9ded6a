"""Resolving links to posts, and finding dead links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from reader.posts.catalogue import Catalogue
from reader.posts.links.internal import target_fragment
from reader.posts.links.resolve import LinkResolver
from reader.posts.post import Post
from reader.posts.stories import Languages
from reader.posts.translations import find_stories


def make_post(post_id: str, root: str = "/posts") -> Post:
    return Post(post_id, f"{root}/{post_id}", "slug", "Title", "", None, ("News",))


HERE = make_post("news/today.md")
POSTS = [
    HERE,
    make_post("news/other day.md"),
    make_post("sport/Cup.markdown"),
    replace(make_post("guide/index.md"), title="The Long Read"),
    replace(make_post("sport/boat.md"), link="https://www.example.org/boats/", slug="the-boat"),
    replace(make_post("news/draft.md"), hidden="draft"),
    make_post("2020-01-02-first.md"),
    replace(make_post("news/cafe\u0301.md"), slug="cafe\u0301", title="Cafe\u0301s open"),
    replace(make_post("sea/ferry.md"), date=date(2024, 2, 3), slug="ferry"),
    replace(make_post("sea/gull.md"), slug="gull"),
    replace(make_post("sea/gull.fr.md"), slug="gull", language="fr"),
    replace(make_post("sea/gull.pt-br.md"), slug="gull", language="pt-BR"),
    replace(make_post("content/sea/pier/index.md"), aliases=("old-pier",), slug="pier"),
    replace(make_post("weekly/a.md"), page="/en/2024/10/11/", slug="weekly-a"),
    replace(make_post("weekly/b.md"), page="/de/2024/10/11.html", slug="weekly-b"),
]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("other%20day.md", "news/other day.md"),
        ("./other%20day", "news/other day.md"),
        ("../sport/Cup.markdown#result", "sport/Cup.markdown"),
        ("..\\sport\\Cup.markdown", "sport/Cup.markdown"),
        ("..%5Csport%5CCup", "sport/Cup.markdown"),
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
        ("/2020/01/02/first.markdown/", "2020-01-02-first.md"),
        ("/en/2024/10/11/#part", "weekly/a.md"),
        ("/en/2024/10/11/index.html", "weekly/a.md"),
        ("/de/2024/10/11", "weekly/b.md"),
        ("/fr/2024/10/11/", None),
        ("https://example.net/en/2024/10/11/", None),
        ("/blog/the-boat/", "sport/boat.md"),
        ("/blog/slug/", None),  # the slug of several posts
        ("the-boat", "sport/boat.md"),
        ("http://example.org/boats?from=mail#top", "sport/boat.md"),
        ("caf%C3%A9.md", "news/cafe\u0301.md"),
        ("cafe%CC%81", "news/cafe\u0301.md"),
        ("Caf\u00e9s open", "news/cafe\u0301.md"),
        ("../other%20day/", "news/other day.md"),  # from the page /news/today/
        ("../../sea/ferry/", "sea/ferry.md"),
        ("/2024/02/03/ferry/", "sea/ferry.md"),
        ("/sea/2024/02/03/ferry.html", "sea/ferry.md"),
        ("/2024/02/04/ferry/", None),
        ("/fr/birds/gull/", "sea/gull.fr.md"),
        ("/pt-br/birds/gull/", "sea/gull.pt-br.md"),
        ("/birds/gull/", "sea/gull.md"),
        ("/sea/pier/index.md", "content/sea/pier/index.md"),
        ("@/sea/pier/index.md", "content/sea/pier/index.md"),
        ("/sea/pier/old-pier/", "content/sea/pier/index.md"),
    ],
)
def test_local_links_resolve_to_posts(target: str, found: str | None) -> None:
    post = LinkResolver(Catalogue(POSTS), [target]).resolve(target, HERE)
    assert (post and post.id) == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("https://example.net/en/2024/10/11/", "weekly/a.md"),
        ("http://www.EXAMPLE.net/blog/the-boat/?a=b", "sport/boat.md"),
        ("https://example.net", None),
        ("https://example.network/blog/the-boat/", None),
        ("//example.net/de/2024/10/11", "weekly/b.md"),
    ],
)
def test_addresses_on_the_site_resolve_to_posts(target: str, found: str | None) -> None:
    links = LinkResolver(Catalogue(POSTS), [target], "https://example.net/")
    post = links.resolve(target, HERE)
    assert (post and post.id) == found


def test_a_local_link_stays_in_its_folder() -> None:
    elsewhere = make_post("news/today.md", "/more")
    linked = make_post("news/next.md", "/more")
    catalogue = Catalogue([*POSTS, elsewhere, linked, make_post("news/next.md")])
    assert LinkResolver(catalogue, ["next.md"]).resolve("next.md", elsewhere) == linked


@pytest.mark.parametrize(
    ("target", "is_dead"),
    [
        ("gone.md", True),
        ("A note that nobody wrote", True),
        ("there.pdf", False),
        ("there%2Epdf#page=2", False),
        ("today.md", False),
        ("#part", False),
        ("/site/page/", False),
        ("../tags/boats/", False),
        ("{category}boats", False),
        ("%7Bauthor%7Dann", False),
        ("{filename}gone.md", True),
        ("https://example.org/gone.md", False),
        ("mailto:ann@example.org", False),
        ("%00.md", True),
        ("", False),
    ],
)
def test_links_to_missing_files_are_dead(tmp_path: Path, target: str, is_dead: bool) -> None:
    post = make_post("today.md", str(tmp_path))
    (tmp_path / "there.pdf").touch()
    assert LinkResolver(Catalogue([post]), [target]).is_dead(target, post) is is_dead
    assert not LinkResolver(Catalogue([post]), []).is_dead(target, post)


def test_the_fragment_of_a_target() -> None:
    assert target_fragment("a.md?b=c#d%20e") == "d e"
    assert target_fragment("a.md") == ""


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("/2019/old-bridge/", "works/bridge.md"),
        ("/2019/Old-Bridge.html#piers", "works/bridge.md"),
        ("../2019/old-bridge/", "works/bridge.md"),
        ("https://www.example.org/2019/old-bridge", "works/bridge.md"),
        ("http://old.example/bridges/1.html", "works/bridge.md"),
        ("The Crossing", "works/bridge.md"),
        ("the crossing#piers", "works/bridge.md"),
        ("/works/span/", "works/bridge.md"),
        ("Kiel/The Span", "works/bridge.md"),
        ("Quay", "quay.md"),
        ("/elsewhere/quay/", "works/bridge.md"),
        ("/2019/another-bridge/", None),
        ("https://other.example/2019/old-bridge", None),
        ("https://www.example.org/", None),
        ("https://wide.example", None),
        ("/", None),
    ],
)
def test_an_alias_leads_to_its_post(target: str, found: str | None) -> None:
    bridge = replace(
        make_post("works/bridge.md"),
        link="https://example.org/works/bridge/",
        aliases=(
            "/2019/old-bridge/",
            "http://old.example/bridges/1.html",
            "The Crossing",
            "span",
            "Kiel/The Span",
            "Quay",
            "/elsewhere/quay/index.html",
            "/",
            "https://wide.example/",
        ),
    )
    catalogue = Catalogue([HERE, bridge, make_post("quay.md")])
    post = LinkResolver(catalogue, [target]).resolve(target, HERE)
    assert (post.id if post else None) == found
    assert LinkResolver(catalogue, [target]).is_dead(target, HERE) is False


def test_an_alias_in_another_folder_leads_nowhere() -> None:
    away = replace(make_post("bridge.md", "/elsewhere"), aliases=("/old-bridge/", "The Crossing"))
    resolver = LinkResolver(Catalogue([HERE, away]), ["/old-bridge/", "The Crossing"])
    assert resolver.resolve("/old-bridge/", HERE) is None
    assert resolver.resolve("The Crossing", HERE) is None


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
@pytest.mark.parametrize("target", ["boat", "/2024/05/06/boat"])
def test_a_name_leads_to_the_translation_in_the_language_of_the_link(
    target: str, language: str
) -> None:
    name = "2024-05-06-boat" if "2024" in target else "boat"
    posts = [
        replace(make_post(f"{code}/posts/{stem}.md"), language=code, slug=stem)
        for code in ("en", "fr", "ja")
        for stem in (name, "index")
    ]
    catalogue = Catalogue(posts, partial(find_stories, languages=Languages(("en",))))
    linking = next(post for post in posts if post.id == f"{language}/posts/index.md")
    found = LinkResolver(catalogue, [target]).resolve(target, linking)
    assert found is not None
    assert found.id == f"{language}/posts/{name}.md"
