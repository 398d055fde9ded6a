"""Loading folders: which files are posts, how failures are handled, and batches."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest

from reader.posts import files, parsing
from reader.posts.errors import FolderError, PostError
from reader.posts.loading import linked_folders, post_reader
from reader.posts.loading.loader import (
    check_folder,
    load,
    load_body,
    load_in_batches,
    load_source,
    parse_post,
)

HEAD = "---\ntitle: {title}\ndate: 2024-05-06\n---\nBody of {title}.\n"

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def write(folder: Path, *names: str) -> None:
    """Write a valid post for each name, with the name as its title."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD.format(title=name), encoding="utf-8")


def ids(folder: Path) -> list[str]:
    return sorted(post.id for post in load([folder]).catalogue.posts)


def reasons(folder: Path) -> dict[str, str]:
    return {Path(file.path).name: file.reason for file in load([folder]).skipped}


def test_a_folder_is_walked_at_any_depth(tmp_path: Path) -> None:
    write(tmp_path, "top.md", "a/b/c/deep.md")
    assert ids(tmp_path) == ["a/b/c/deep.md", "top.md"]


def test_every_suffix_of_a_text_file_is_accepted(tmp_path: Path) -> None:
    names = ["a.md", "b.markdown", "c.mkd", "d.mkdn", "e.mdown", "f.mdx", "g.Rmd", "h.txt", "i.MD"]
    more = ["j.qmd", "k.mdwn", "l.mkdown", "m.mdoc", "n.mdtxt", "o.svx", "p.html.md", "q.Rmarkdown"]
    write(tmp_path, *names, *more, "r.html", "s.htm", "t.py", "u.png", "v")
    assert ids(tmp_path) == [*names, *more, "r.html", "s.htm"]


def test_other_files_are_skipped_with_a_reason_or_ignored(tmp_path: Path) -> None:
    write(tmp_path, "post.md", ".hidden.md", ".git/x.md", "node_modules/x.md")
    write(tmp_path, "README.md", "_index.md", "guide.rst", "guide.adoc", "guide.org")
    (tmp_path / "robots.txt").write_text("User-agent: *\n")
    (tmp_path / "page.html").write_text("<p>no head</p>\n")
    assert ids(tmp_path) == ["post.md"]
    assert reasons(tmp_path) == {
        "README.md": "a README describes its folder and is not a post",
        "_index.md": "a list page of a site, not a post",
        "guide.rst": "reStructuredText is not supported, only Markdown",
        "guide.adoc": "AsciiDoc is not supported, only Markdown",
        "guide.org": "Org mode is not supported, only Markdown",
        "robots.txt": "a file for programs, not a post",
        "page.html": "an HTML page without front matter",
    }
    result = load([tmp_path])
    assert result.files == len(result.catalogue.posts) + len(result.skipped)


@pytest.mark.parametrize("folder", ["_posts", "posts", "content/post", "blog", "News", "articles"])
def test_posts_folders_need_no_front_matter(tmp_path: Path, folder: str) -> None:
    write(tmp_path, "a.md", "b.md")
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "plain.txt").write_text("Plain.\n")
    assert f"{folder}/plain.txt" in ids(tmp_path)


def test_the_opened_folder_may_itself_be_a_posts_folder(tmp_path: Path) -> None:
    posts = tmp_path / "_posts"
    write(posts, "a.md", "b.md")
    (posts / "plain.md").write_text("Plain.\n")
    assert ids(posts) == ["a.md", "b.md", "plain.md"]


def test_a_folder_of_notes_needs_no_front_matter(tmp_path: Path) -> None:
    write(tmp_path, "headed.md")
    for name in ("one.md", "two.md", "three.txt"):
        (tmp_path / name).write_text("Plain.\n")
    assert ids(tmp_path) == ["headed.md", "one.md", "two.md"]
    write(tmp_path, "headed-too.md", "headed-as-well.md")
    headed = ["headed-as-well.md", "headed-too.md", "headed.md"]
    assert ids(tmp_path) == [*headed, "one.md", "two.md"]
    assert reasons(tmp_path) == {"three.txt": "no front matter, and not in a posts folder"}


@pytest.mark.parametrize(
    ("config", "posts"),
    [
        ("_config.yml", "_posts"),
        ("hugo.toml", "content"),
        ("config.toml", "content"),
        ("config.php", "source/_posts"),
    ],
)
def test_the_posts_folder_of_a_site_is_found(tmp_path: Path, config: str, posts: str) -> None:
    write(tmp_path, f"{posts}/post.md", "archetypes/default.md", "_layouts/x.md", "docs/guide.md")
    (tmp_path / config).write_text("")
    assert ids(tmp_path) == [f"{posts}/post.md"]


def test_nested_posts_folders_of_a_site_are_found(tmp_path: Path) -> None:
    write(tmp_path, "_posts/a.md", "sport/_posts/b.md", "sport/index.md", "_site/_posts/c.md")
    (tmp_path / "_config.yml").write_text("")
    assert ids(tmp_path) == ["_posts/a.md", "sport/_posts/b.md"]


def test_an_empty_folder_gives_an_empty_result(tmp_path: Path) -> None:
    result = load([tmp_path])
    assert (len(result.catalogue), result.files, result.problems) == (0, 0, ())


def test_every_invalid_folder_has_its_own_message(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text("x")
    wrong = {tmp_path / "missing": "no such folder", file: "a file", Path("a\0b"): "its name"}
    for folder, words in wrong.items():
        with pytest.raises(FolderError, match=words) as caught:
            check_folder(folder)
        assert caught.value.path == folder
        assert caught.value.remedy.rstrip(".")
        with pytest.raises(FolderError):
            load([tmp_path, folder])


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(FolderError, match="you have no permission to read this folder"):
        check_folder(tmp_path)


def test_overlapping_folders_give_each_post_once(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "inner/b.md")
    result = load([tmp_path, tmp_path / "inner", tmp_path])
    assert sorted(post.id for post in result.catalogue.posts) == ["a.md", "inner/b.md"]
    assert not result.problems


def test_ids_are_relative_to_the_opened_folder(tmp_path: Path) -> None:
    write(tmp_path, "one/a.md", "two/a.md")
    result = load([tmp_path / "one", tmp_path / "two"])
    assert [(post.id, post.path) for post in result.catalogue.posts] == [
        ("a.md", str(tmp_path / "one" / "a.md")),
        ("a.md", str(tmp_path / "two" / "a.md")),
    ]


def test_circular_links_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, "a/post.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert ids(tmp_path) == ["a/post.md"]


@pytest.mark.parametrize("levels", [1, 2, 30])
def test_a_link_to_a_folder_around_the_opened_one_is_not_followed(
    tmp_path: Path, levels: int
) -> None:
    write(tmp_path, "beside/b.md", "a/here/post.md")
    opened = tmp_path / "a" / "here"
    up = opened
    for _ in range(levels):
        up = up.parent
    (opened / "up").symlink_to(up)
    assert ids(opened) == ["post.md"]
    reason = reasons(opened)["up"]
    assert reason == f"a link to {up}, which contains this folder"


@pytest.mark.parametrize("target", ["/proc", "/sys", "/dev", "/proc/self", "/proc/self/root"])
def test_a_link_to_the_files_of_the_kernel_is_not_followed(tmp_path: Path, target: str) -> None:
    if not Path(target).is_dir():
        pytest.skip("this system has no such folder")
    write(tmp_path, "post.md")
    (tmp_path / "kernel").symlink_to(target)
    assert ids(tmp_path) == ["post.md"]
    assert "kernel" in reasons(tmp_path)


def test_a_link_to_another_file_system_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "disk/sub/other.md", "same/sub/other.md", "here/post.md")
    (tmp_path / "here" / "disk").symlink_to(tmp_path / "disk")
    (tmp_path / "here" / "same").symlink_to(tmp_path / "same")
    device = linked_folders._device
    monkeypatch.setattr(
        linked_folders,
        "_device",
        lambda path: -1 if os.path.realpath(path) == str(tmp_path / "disk") else device(path),
    )
    assert ids(tmp_path / "here") == ["post.md", "same/sub/other.md"]
    assert "another file system" in reasons(tmp_path / "here")["disk"]


def test_a_file_system_below_a_linked_folder_is_not_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "outside/mounted/other.md", "outside/a.md", "here/mine/post.md")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "outside")
    device = linked_folders._device
    monkeypatch.setattr(
        linked_folders,
        "_device",
        lambda path: -1 if path.rstrip("/").endswith(("mounted", "mine")) else device(path),
    )
    assert ids(tmp_path / "here") == ["link/a.md", "mine/post.md"]


def test_a_link_among_the_content_of_a_site_is_checked_as_well(tmp_path: Path) -> None:
    write(tmp_path, "beside/b.md", "site/hugo.toml")
    (tmp_path / "site" / "content").symlink_to(tmp_path)
    assert ids(tmp_path / "site") == []
    assert "contains this folder" in reasons(tmp_path / "site")["content"]


def test_links_that_lead_to_each_other_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, "a/x.md", "outside/b/y.md")
    opened = tmp_path / "a"
    (opened / "out").symlink_to(tmp_path / "outside")
    (tmp_path / "outside" / "back").symlink_to(opened)
    (tmp_path / "outside" / "b" / "again").symlink_to(tmp_path / "outside")
    assert ids(opened) == ["out/b/y.md", "x.md"]


@pytest.mark.parametrize("target", ["/proc/self/environ", "/proc/version", "/sys/kernel/profiling"])
def test_a_link_to_a_file_of_the_kernel_is_skipped(tmp_path: Path, target: str) -> None:
    write(tmp_path, "post.md")
    (tmp_path / "kernel.md").symlink_to(target)
    assert ids(tmp_path) == ["post.md"]
    assert "kernel.md" in reasons(tmp_path)


def test_sockets_among_posts_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "post.md")
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
    assert ids(tmp_path) == ["post.md"]
    assert reasons(tmp_path) == {"socket.md": "a pipe or device, not a file"}


def test_a_file_that_grows_while_it_is_read_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1_000)
    path = tmp_path / "log.md"
    path.write_text("---\ntitle: Log\n---\n")
    read = os.read

    def read_and_grow(descriptor: int, count: int) -> bytes:
        with path.open("a") as file:
            file.write("line\n" * 100)
        return read(descriptor, count)

    monkeypatch.setattr(os, "read", read_and_grow)
    content = files.load_file(str(path))
    assert (len(content.data), content.is_complete) == (1_000, False)


def test_a_link_within_the_folder_is_the_same_post(tmp_path: Path) -> None:
    write(tmp_path, "z.md")
    (tmp_path / "a.md").symlink_to(tmp_path / "z.md")
    assert ids(tmp_path) == ["z.md"]
    assert reasons(tmp_path) == {"a.md": f"the same file as {tmp_path / 'z.md'}"}


def test_a_link_to_a_file_outside_the_folder_is_a_post(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/z.md", "here/a.md")
    (tmp_path / "here" / "b.md").symlink_to(tmp_path / "elsewhere" / "z.md")
    assert ids(tmp_path / "here") == ["a.md", "b.md"]


def test_pipes_and_broken_links_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, "post.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "dead.md").symlink_to(tmp_path / "nowhere.md")
    assert ids(tmp_path) == ["post.md"]
    assert reasons(tmp_path) == {
        "pipe.md": "a pipe or device, not a file",
        "dead.md": "a broken symbolic link",
    }


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(OSError, match="not a file"):
        files.load_file(str(tmp_path / "pipe.md"))


def test_names_that_are_not_utf8_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text(HEAD.format(title="a"))
    raw = os.fsencode(tmp_path) + b"/caf\xe9\x1b.md"
    Path(os.fsdecode(raw)).write_text(HEAD.format(title="b"))
    posts = {post.title: post for post in load([tmp_path]).catalogue.posts}
    assert posts["b"].id == "caf\ufffd␛.md"
    assert os.fsencode(posts["b"].path) == raw
    assert load_body(posts["b"]) == "Body of b."


def test_an_unreadable_file_is_reported_and_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md", "b.md", "c.md")
    faults = {"a.md": PermissionError(13, "Permission denied"), "b.md": FileNotFoundError()}
    load_file = files.load_file

    def read_or_fail(path: str) -> files.FileContent:
        if Path(path).name in faults:
            raise faults[Path(path).name]
        return load_file(path)

    monkeypatch.setattr(post_reader, "load_file", read_or_fail)
    result = load([tmp_path])
    assert [post.id for post in result.catalogue.posts] == ["c.md"]
    assert [(Path(file.path).name, file.reason) for file in result.skipped] == [
        ("a.md", "cannot be read: permission denied"),
        ("b.md", "cannot be read: it no longer exists"),
    ]
    assert [Path(problem.path).name for problem in result.problems] == ["a.md"]


@pytest.mark.parametrize("mode", [0o000])
def test_an_unreadable_subfolder_is_reported(tmp_path: Path, mode: int) -> None:
    write(tmp_path, "a.md", "locked/b.md")
    (tmp_path / "locked").chmod(mode)
    try:
        result = load([tmp_path])
    finally:
        (tmp_path / "locked").chmod(0o755)
    # The superuser can read the folder anyway.
    assert len(result.catalogue) == (2 if AS_ROOT else 1)
    assert len(result.problems) == (0 if AS_ROOT else 1)


def test_an_internal_error_affects_only_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.md", "b.md")

    def fail_on_a(*args: object, **kwargs: object) -> object:
        if str(kwargs["post_id"]) == "a.md":
            raise ZeroDivisionError
        return parsing.parse_post(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(post_reader, "parse_post", fail_on_a)
    result = load([tmp_path])
    assert [post.id for post in result.catalogue.posts] == ["b.md"]
    assert len(result.skipped) == len(result.problems) == 1
    assert "report" in result.problems[0].remedy


def test_a_huge_file_is_cut_and_reported(tmp_path: Path) -> None:
    text = HEAD.format(title="huge") + "é" * (files.MAX_BYTES // 2 + 10)
    (tmp_path / "huge.md").write_text(text, encoding="utf-8")
    result = load([tmp_path])
    (post,) = result.catalogue.posts
    (problem,) = result.problems
    assert post.title == "huge"
    assert "8 MB" in problem.message
    body = load_body(post)
    assert files.MAX_BYTES // 2 - 100 < len(body) < files.MAX_BYTES // 2
    assert set(body[-1000:]) == {"é"}


def test_the_number_of_reported_problems_is_limited() -> None:
    head = "".join(f"k{number}: a: b\n" for number in range(100))
    problems = parse_post(f"---\n{head}---\n".encode(), path="/a.md", post_id="a.md").post.problems
    assert [problem.line for problem in problems] == list(range(2, 23))
    assert problems[-1].message == "there are 80 more problems from this line on"


def test_batches_grow_and_contain_every_post(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}.md" for number in range(300)), "README.md")
    batches = list(load_in_batches([tmp_path]))
    sizes = [len(batch.posts) for batch in batches]
    assert sizes[0] <= 50
    assert sizes[:3] == sorted(sizes[:3])
    assert sum(sizes) == 300
    assert [batch.files_found for batch in batches] == [301] * len(batches)
    assert batches[-1].files_loaded == 301


def test_a_cancelled_load_ends(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}.md" for number in range(100)))
    asked: list[int] = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > 40

    assert (
        sum(len(batch.posts) for batch in load_in_batches([tmp_path], is_cancelled=is_cancelled))
        < 40
    )
    assert len(asked) <= 42


def test_bodies_and_sources_are_loaded_again(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (post,) = load([tmp_path]).catalogue.posts
    assert load_body(post) == "Body of a.md."
    assert load_source(post.path) == HEAD.format(title="a.md")
    Path(post.path).write_bytes(b"---\r\ntitle: b\r\n---\r\nNew \x1b text\r\n")
    assert load_body(post) == "New ␛ text"
    Path(post.path).unlink()
    with pytest.raises(PostError, match=re.escape(f"{post.path}: it no longer exists")):
        load_body(post)
    with pytest.raises(PostError):
        load_source(tmp_path)


def test_a_missing_sidecar_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("Text.\n")
    (tmp_path / "posts" / "a.meta").symlink_to(tmp_path / "nowhere")
    assert ids(tmp_path) == ["posts/a.md"]


def test_a_problem_in_a_sidecar_names_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("Text.\n")
    sidecar = tmp_path / "posts" / "a.meta"
    sidecar.write_text(".. title: Beside\n.. date: 2024-02-30\n")
    (problem,) = load([tmp_path]).problems
    assert (problem.path, problem.line) == (str(sidecar), 2)
