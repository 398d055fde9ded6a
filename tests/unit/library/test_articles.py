"""Articles as jobs load them: how often the file is read, and what is emitted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reader.article.plain import render_text
from reader.graphics.canvas import HALF_BLOCKS
from reader.library.events import ArticleFailed, ArticleLoaded, ConnectionsFound, PostsLoaded
from reader.library.library import Library
from reader.library.requests import (
    ArticleRequest,
    ConnectionsRequest,
    ImageRequest,
    LinksRequest,
    LoadRequest,
)
from reader.posts.catalogue import Catalogue
from reader.posts.files import FileContent, load_file
from reader.posts.loading import loaded_body, loader
from reader.text.dates import DateForm
from reader.web.image_cache import ImageCache

NO_IMAGES = ImageRequest(visible=False)
LONG = "\n\n".join(f"Paragraph {number}. " + "word " * 60 for number in range(300))


def never() -> bool:
    """Let a job run to its end."""
    return False


def write(path: Path, title: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: 2024-05-06\n---\n{body}\n", encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A folder of two posts, of which the first links to the second."""
    write(tmp_path / "a.md", "First", "See [the other](b.md) and [nothing](c.md).")
    write(tmp_path / "b.md", "Second", "Text.")
    return Library([tmp_path])


def load(library: Library) -> Catalogue:
    """Return all posts of a library."""
    events: list[Any] = []
    library.load(LoadRequest(1), events.append, never)
    complete = [event for event in events if isinstance(event, PostsLoaded) and event.is_complete]
    return complete[-1].catalogue


def open_article(
    library: Library, catalogue: Catalogue, post_id: str, images: ImageRequest = NO_IMAGES
) -> list[Any]:
    """Return the events of opening an article."""
    post = catalogue.get(post_id)
    assert post is not None
    events: list[Any] = []
    library.open_article(ArticleRequest(post, images), events.append, never)
    return events


@pytest.mark.parametrize("body", ["See [the other](b.md).", f"See [the other](b.md).\n\n{LONG}"])
def test_the_file_is_loaded_once_for_an_article_and_its_connections(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    write(tmp_path / "a.md", "First", body)
    catalogue = load(library)
    loads: list[str] = []

    def counted(path: str) -> FileContent:
        loads.append(path)
        return load_file(path)

    monkeypatch.setattr(loader, "load_file", counted)
    article = open_article(library, catalogue, "a.md")[-1]
    assert isinstance(article, ArticleLoaded)
    assert article.is_complete

    found: list[Any] = []
    request = ConnectionsRequest(article.post, article.body, catalogue)
    library.find_connections(request, found.append, never)

    assert loads == [str(tmp_path / "a.md")]
    assert [type(event) for event in found] == [ConnectionsFound]
    other = found[0].links.resolve("b.md", article.post)
    assert other is not None
    assert other.title == "Second"


def test_links_that_lead_nowhere_are_known(library: Library) -> None:
    catalogue = load(library)
    article = open_article(library, catalogue, "a.md")[-1]
    found: list[Any] = []
    request = ConnectionsRequest(article.post, article.body, catalogue)
    library.find_connections(request, found.append, never)
    assert found[0].links.is_dead("c.md", article.post)
    assert not found[0].links.is_dead("b.md", article.post)


LINKS = """\
# See [the *top*](#top)

See [the **other**](b.md "Title"), [nothing](c.md), again [other](b.md), [B][], a note[^1],
<https://example.org/a_(b)>, [mail](mailto:ann@example.org) and [host](ssh://host).

| [in a table](/about) | x |
| --- | --- |
| [![A picture](a.png)](https://example.org/page) | `[code](code.md)` |

    [code](code.md)

[B]: https://example.org/b
[^1]: The [note](https://example.org/note).
"""


@pytest.mark.parametrize("knows_connections", [False, True])
def test_the_links_of_an_article_are_listed_in_order_and_once(
    library: Library, tmp_path: Path, knows_connections: bool
) -> None:
    write(tmp_path / "a.md", "First", LINKS)
    catalogue = load(library)
    article = open_article(library, catalogue, "a.md")[-1]
    events: list[Any] = []
    resolver = None
    if knows_connections:
        connections = ConnectionsRequest(article.post, article.body, catalogue)
        library.find_connections(connections, events.append, never)
        resolver = events.pop().links
    request = LinksRequest(article.post, article.document, catalogue, resolver)
    library.list_links(request, events.append, never)
    (found,) = events
    assert [(link.label, link.target) for link in found.links] == [
        ("the top", "#top"),
        ("the other", "b.md"),
        ("nothing", "c.md"),
        ("B", "https://example.org/b"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("mail", "mailto:ann@example.org"),
        ("host", "ssh://host"),
        ("in a table", "/about"),
        ("A picture · a.png", "https://example.org/page"),
        ("note", "https://example.org/note"),
    ]
    top, other, nothing, named, address, *_ = found.links
    assert top.is_in_article
    assert other.post.title == "Second"
    assert nothing.is_dead
    assert (named.is_external, other.is_external, nothing.is_external) == (True, False, False)
    assert other.markdown == f"[the other]({tmp_path / 'b.md'})"
    assert address.markdown == "[https://example.org/a_(b)](https://example.org/a_%28b%29)"


def test_the_beginning_of_a_long_article_comes_first(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "b.md", "Second", LONG)
    events = open_article(library, load(library), "b.md")
    assert [event.is_complete for event in events] == [False, True]
    assert LONG.startswith(events[0].body.rstrip())
    assert len(events[0].document.blocks) < len(events[1].document.blocks)


def test_a_file_that_is_gone_is_reported(library: Library, tmp_path: Path) -> None:
    catalogue = load(library)
    (tmp_path / "b.md").unlink()
    events = open_article(library, catalogue, "b.md")
    assert [type(event) for event in events] == [ArticleFailed]
    assert events[0].post.title == "Second"


@pytest.mark.parametrize("is_visible", [False, True])
@pytest.mark.parametrize("is_cached", [False, True])
def test_an_article_has_remote_images_whether_they_are_fetched_or_shown(
    library: Library, tmp_path: Path, is_visible: bool, is_cached: bool
) -> None:
    write(tmp_path / "b.md", "Second", "![Photo](https://example.org/photo.png)")
    catalogue = load(library)
    cache = tmp_path / "cache"
    if is_cached:
        ImageCache(cache).keep("https://example.org/photo.png", b"no image")
    images = ImageRequest(visible=is_visible, cache_folder=cache, canvas=HALF_BLOCKS)
    assert open_article(library, catalogue, "b.md", images)[-1].has_remote_images
    assert not open_article(library, catalogue, "a.md", images)[-1].has_remote_images


def test_the_beginning_of_an_article_has_remote_images_as_well(
    library: Library, tmp_path: Path
) -> None:
    write(tmp_path / "b.md", "Second", f"![Photo](https://example.org/photo.png)\n\n{LONG}")
    events = open_article(library, load(library), "b.md")
    assert [event.has_remote_images for event in events] == [True, True]


def test_only_the_whole_article_says_that_its_text_was_cut(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaded_body, "MAX_LINES", 500)
    write(tmp_path / "a.md", "First", LONG)
    shown = [
        library.articles.assemble(event, [], date(2024, 5, 7), DateForm.BOTH, 0).blocks
        for event in open_article(library, load(library), "a.md")
    ]
    texts = ["\n".join(render_text(blocks, 100)) for blocks in shown]
    assert ["Only the first 500 lines" in text for text in texts] == [False, True]


def test_the_configuration_of_the_site_tells_which_addresses_are_its_own(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://sea.example/news/"\n')
    write(
        tmp_path / "content/posts/c.md", "Third", "See [this](https://sea.example/news/posts/d/)."
    )
    write(tmp_path / "content/posts/d.md", "Fourth", "Text.")
    catalogue = load(library)
    post = catalogue.get("content/posts/c.md")
    assert post is not None

    own = library.articles.resolve("https://www.sea.example/news/posts/d", post, catalogue)
    other = library.articles.resolve("https://land.example/news/posts/d", post, catalogue)

    assert own == catalogue.get("content/posts/d.md")
    assert other is None
    assert library.articles.address("/about/", post) == "https://sea.example/about/"
