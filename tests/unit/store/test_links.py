"""Finding the posts that link to a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.catalogue import Catalogue
from reader.posts.links.resolve import LinkResolver
from reader.posts.links.targets import link_targets
from reader.posts.loading.loader import load_body
from reader.posts.options import LoadOptions
from reader.store.indexed_load import load_indexed
from reader.store.links import PostLinks
from reader.store.texts import TextIndex

OPTIONS = LoadOptions()
POSTS = {
    "tide.md": ("The tide", "Nothing leads away."),
    "path.md": ("By path", "The [tide](tide.md) came."),
    "sub/up.md": ("From below", "The [tide](../tide.md#noon), the [tide](../tide.md) again."),
    "wiki.md": ("By its title", "As [[The tide]] said."),
    "url.md": ("By address", "See [it](/posts/tide/)."),
    "other.md": ("Another", "See [it](sub/tide.md), [gone](gone.md) and [[Path]]."),
    "own.md": ("To itself", "See [above](#above) and [itself](own.md)."),
    "draft.md": ("Draft", "See [it](tide.md)."),
}


class Folder:
    """A folder of posts and its index."""

    def __init__(self, parent: Path) -> None:
        self.folder, self.path = parent / "news", parent / "the.index"

    def write(self, name: str, title: str, body: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        hidden = "draft: true\n" if name == "draft.md" else ""
        path.write_text(f"---\ntitle: {title}\ndate: 2024-05-06\n{hidden}---\n{body}\n")

    def load(self) -> Catalogue:
        catalogue = load_indexed(self.path, [self.folder], OPTIONS)
        TextIndex(self.path, [self.folder], OPTIONS).update(lambda: False, lambda *_: None)
        return catalogue

    def linking(self, name: str, limit: int = 9) -> set[str]:
        catalogue = self.load()
        post = catalogue.get(name)
        assert post is not None
        links = PostLinks(self.path, [self.folder], OPTIONS)
        return {found.id for found in links.linking_to(post, catalogue, limit, lambda: False)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    for name, (title, body) in POSTS.items():
        folder.write(name, title, body)
    return folder


def test_all_forms_of_links_are_found(folder: Folder) -> None:
    assert folder.linking("tide.md") == {"path.md", "sub/up.md", "wiki.md", "url.md"}
    assert folder.linking("path.md") == {"other.md"}
    assert folder.linking("own.md") == set()
    assert len(folder.linking("tide.md", limit=2)) == 2


def test_the_result_is_that_of_resolving_all_links(folder: Folder) -> None:
    catalogue = folder.load()
    bodies = {post: list(link_targets(load_body(post))) for post in catalogue.posts}
    links = LinkResolver(catalogue, {target for targets in bodies.values() for target in targets})
    for post in catalogue.posts:
        expected = {
            other.id
            for other, targets in bodies.items()
            if other != post and any(links.resolve(target, other) == post for target in targets)
        }
        assert folder.linking(post.id) == expected


def test_a_removed_link_is_not_found(folder: Folder) -> None:
    assert "path.md" in folder.linking("tide.md")
    folder.write("path.md", "By path", "No link any more.")
    assert "path.md" not in folder.linking("tide.md")
    folder.write("new.md", "New", "[tide]: ./tide.md")
    assert "new.md" in folder.linking("tide.md")


def test_without_an_index_no_links_are_found(folder: Folder, tmp_path: Path) -> None:
    catalogue = folder.load()
    links = PostLinks(tmp_path / "none.index", [folder.folder], OPTIONS)
    assert links.linking_to(catalogue.posts[0], catalogue, 9, lambda: False) == []


def test_links_with_the_address_of_the_own_site_are_found(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("tide.md", "The tide\nlink: https://www.example.org/news/the-tide/", "Text")
    folder.write(
        "near.md", "Near\nlink: https://example.org/near/", "[a](https://example.org/news/the-tide)"
    )
    folder.write("far.md", "Far\nlink: https://example.com/far/", "[a](https://example.org/x/tide)")
    assert folder.linking("tide.md") == {"near.md"}
