"""Files that paths in posts lead to: in the opened folder, or in the folder of the site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.posts.links.local_files import find_local_file
from reader.posts.post import Post


def make_post(opened: Path, post_id: str) -> Post:
    return Post(post_id, f"{opened}/{post_id}", "tide", "T", "", None, ("x",))


def create(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


@pytest.mark.parametrize(
    ("site", "posts", "image"),
    [
        ("hugo.toml", "content/posts", "static/img/a.png"),
        ("config.toml", "content", "static/img/a.png"),
        ("_config.yml", "_posts", "img/a.png"),
        ("_config.yml", "_posts", "assets/img/a.png"),
        ("_config.yml", "source/_posts", "source/img/a.png"),
        ("config/_default/hugo.toml", "content/en/posts/2024/tide", "static/img/a.png"),
        ("config.php", "source/_posts", "source/img/a.png"),
        ("config.yml", "src/content/blog", "public/img/a.png"),
    ],
)
def test_a_path_from_the_root_of_the_site_is_found_from_its_posts(
    tmp_path: Path, site: str, posts: str, image: str
) -> None:
    create(tmp_path, site, image, f"{posts}/a.md")
    post = make_post(tmp_path / posts, "a.md")
    for target in ("/img/a.png", "\\img\\a.png", "/blog/img/a.png", "img/a.png"):
        assert find_local_file(target, post) == tmp_path / image


def test_a_relative_path_may_leave_the_opened_folder_but_not_the_site(tmp_path: Path) -> None:
    create(tmp_path, "site/hugo.toml", "site/static/a.png", "site/content/posts/a.md", "b.png")
    post = make_post(tmp_path / "site/content/posts", "a.md")
    assert find_local_file("../../static/a.png", post) == tmp_path / "site/static/a.png"
    for target in ("../../../b.png", "/../b.png", "/../../b.png", "..\\..\\..\\b.png"):
        assert find_local_file(target, post) is None


def test_without_a_site_nothing_above_the_opened_folder_is_found(tmp_path: Path) -> None:
    create(tmp_path, "static/a.png", "content/posts/a.md")
    assert find_local_file("/a.png", make_post(tmp_path / "content/posts", "a.md")) is None


def test_the_home_folder_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    create(tmp_path, "config.yml", "static/a.png", "news/a.md")
    assert find_local_file("/a.png", make_post(tmp_path / "news", "a.md")) is None


def test_a_symbolic_link_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    create(tmp_path, "secret.png", "site/hugo.toml", "site/content/a.md", "site/static/b.png")
    (tmp_path / "site/static/a.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "site/static/c.png").symlink_to("b.png")
    post = make_post(tmp_path / "site/content", "a.md")
    assert find_local_file("/a.png", post) is None
    assert find_local_file("/c.png", post) == tmp_path / "site/static/b.png"


def test_posts_that_are_opened_by_a_symbolic_link_belong_to_their_site(tmp_path: Path) -> None:
    create(tmp_path, "site/hugo.toml", "site/content/a.md", "site/static/a.png")
    (tmp_path / "news").symlink_to(tmp_path / "site/content")
    found = find_local_file("/a.png", make_post(tmp_path / "news", "a.md"))
    assert found == tmp_path / "site/static/a.png"


@pytest.mark.parametrize(
    "target",
    ["a.png", "./a.png", "the-tide/a.png", "/2024/05/06/the-tide/a.png", "/news/tide/a.png"],
)
def test_the_folder_with_the_name_of_a_post_has_its_files(tmp_path: Path, target: str) -> None:
    create(tmp_path, "news/the-tide.md", "news/the-tide/a.png", "news/other/a.png")
    post = make_post(tmp_path, "news/the-tide.md")
    assert find_local_file(target, post) == tmp_path / "news/the-tide/a.png"


def test_a_path_without_a_slash_begins_beside_the_post(tmp_path: Path) -> None:
    create(tmp_path, "hugo.toml", "news/a.md", "news/a.png", "news/a/a.png", "static/a.png")
    post = make_post(tmp_path / "news", "a.md")
    assert find_local_file("a.png", post) == tmp_path / "news/a.png"
    assert find_local_file("/a.png", post) == tmp_path / "static/a.png"


@pytest.mark.parametrize("target", ["cafe\u0301.png", "caf\u00e9.png", "caf%C3%A9.png"])
@pytest.mark.parametrize("name", ["cafe\u0301.png", "caf\u00e9.png"])
def test_accents_may_be_encoded_in_another_form(tmp_path: Path, target: str, name: str) -> None:
    create(tmp_path, name, "a.md")
    assert find_local_file(target, make_post(tmp_path, "a.md")) == tmp_path / name


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ("files/media", "files/media"),
        ("/", ""),
        ("./", "notes/sea"),
        ("./media", "notes/sea/media"),
        ("../elsewhere", None),
        (7, ""),
    ],
)
def test_the_attachments_of_a_vault(tmp_path: Path, setting: object, folder: str | None) -> None:
    vault = tmp_path / "vault"
    create(tmp_path, "elsewhere/a.png", "vault/.obsidian/app.json", "vault/notes/sea/a.md")
    (vault / ".obsidian/app.json").write_text(json.dumps({"attachmentFolderPath": setting}))
    image = None if folder is None else vault / folder / "a.png"
    if image is not None:
        create(image.parent, "a.png")
    assert find_local_file("a.png", make_post(vault / "notes", "sea/a.md")) == image
