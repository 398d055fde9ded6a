"""Which posts keep their line breaks, by the folders that they are in."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.hard_breaks import has_hard_breaks

ZENN_ARTICLE = "---\ntitle: Tide\nemoji: 🌊\ntype: 'idea'\n---\nOne\ntwo\n"


def create(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("post", "files"),
    [
        pytest.param("a.md", {".obsidian/app.json": "{}"}, id="vault"),
        pytest.param("a.md", {".obsidian/workspace.json": "{}"}, id="vault without settings"),
        pytest.param("a.md", {".obsidian/app.json": "[1"}, id="vault with broken settings"),
        pytest.param(
            "x/y/a.md",
            {".obsidian/app.json": '{"strictLineBreaks": false}', "config.yml": "a: 1"},
            id="folder of a vault",
        ),
        pytest.param(
            "content/a.md",
            {"content/.obsidian/app.json": "", "hugo.toml": ""},
            id="vault in a site",
        ),
        pytest.param("source/_posts/a.md", {"_config.yml": "title: Tide\n"}, id="Hexo"),
        pytest.param(
            "source/_posts/2024/a.md",
            {"_config.yml": "marked:\n  gfm: true\nmarkdown:\n  render:\n    html: true\n"},
            id="Hexo with other settings",
        ),
        pytest.param("src/a.md", {"_config.yml": "source_dir: src\n"}, id="Hexo's other folder"),
        pytest.param("articles/a.md", {"package.json": '{"x": {"zenn-cli": "1"}}'}, id="Zenn"),
        pytest.param("articles/a.md", {"articles/a.md": ZENN_ARTICLE}, id="Zenn without its tool"),
        pytest.param(
            "books/b/1.md",
            {"books/b/config.yaml": "title: B\nchapters:\n- '1'\n"},
            id="Zenn's book",
        ),
    ],
)
def test_line_breaks_are_kept(tmp_path: Path, post: str, files: dict[str, str]) -> None:
    create(tmp_path, files)
    assert has_hard_breaks(str(tmp_path / post))


@pytest.mark.parametrize(
    ("post", "files"),
    [
        pytest.param("a.md", {}, id="nothing"),
        pytest.param(
            "x/a.md", {".obsidian/app.json": '{"strictLineBreaks": true}'}, id="strict vault"
        ),
        pytest.param("a.md", {".obsidian": "a file"}, id="file called .obsidian"),
        pytest.param(
            "_posts/a.md", {".obsidian/app.json": "{}", "_config.yml": ""}, id="Jekyll in a vault"
        ),
        pytest.param("source/_posts/a.md", {"_config.yml": "source: source\n"}, id="Octopress"),
        pytest.param("source/a.md", {}, id="folder called source"),
        pytest.param(
            "source/_posts/a.md", {"_config.yml": "marked:\n  breaks: false\n"}, id="Hexo, off"
        ),
        pytest.param(
            "source/_posts/a.md",
            {"_config.yml": "markdown:\n  render:\n    breaks: false\n"},
            id="Hexo's other renderer, off",
        ),
        pytest.param(
            "source/_posts/a.md", {"_config.yml": "markdown: commonmark\n"}, id="Hexo, CommonMark"
        ),
        pytest.param(
            "source/_posts/a.md",
            {"_config.yml": "", "package.json": '{"hexo-renderer-pandoc": "1"}'},
            id="Hexo with Pandoc",
        ),
        pytest.param("articles/a.md", {"articles/a.md": "---\ntype: tech\n---\n"}, id="articles"),
        pytest.param("books/b/1.md", {"books/b/config.yaml": "title: B\n"}, id="books"),
        pytest.param("x/articles/b/a.md", {"x/package.json": "zenn-cli"}, id="too deep for Zenn"),
    ],
)
def test_line_breaks_are_spaces(tmp_path: Path, post: str, files: dict[str, str]) -> None:
    create(tmp_path, files)
    assert not has_hard_breaks(str(tmp_path / post))


def test_the_nearest_program_counts(tmp_path: Path) -> None:
    create(tmp_path, {".obsidian/app.json": "{}", "site/hugo.toml": "", "site/x/a.md": ""})
    assert not has_hard_breaks(str(tmp_path / "site/x/a.md"))
    assert has_hard_breaks(str(tmp_path / "b.md"))
