"""Which files of a site are posts, pages or neither, and where its root is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.loading.loader import load
from reader.posts.post import PAGE

DATED = "---\ntitle: Dated\ndate: 2024-05-06\n---\nText.\n"
UNDATED = "---\ntitle: Undated\n---\nText.\n"
HEADED = "# A heading\n\nText.\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def kinds(folder: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the posts in their order, then the pages and the skipped files by path."""
    result = load([folder])
    pages = sorted(post.id for post in result.catalogue.hidden if post.hidden == PAGE)
    skipped = [str(Path(file.path).relative_to(folder)) for file in result.skipped]
    return [post.id for post in result.catalogue.posts], pages, skipped


@pytest.mark.parametrize(
    ("marker", "post"),
    [
        ("_config.yml", "fr/journal/_posts/2024-05-06-a.md"),
        ("website/docusaurus.config.ts", "website/blog/a.mdx"),
        ("website/docusaurus.config.js", "website/i18n/fr/docusaurus-plugin-content-blog/a.md"),
        ("services/site/hugo.yaml", "services/site/content/posts/a.md"),
        ("apps/web/config.toml", "apps/web/content/journal/2024-05-06-a.md"),
        (".eleventy.js", "src/writing/a.md"),
        ("eleventy.config.mjs", "posts/a.md"),
        ("packages/site/astro.config.mjs", "packages/site/src/content/blog/a.md"),
        ("gatsby-config.ts", "content/blog/a/index.mdx"),
        ("next.config.mjs", "data/writing/a.mdx"),
        ("svelte.config.js", "src/lib/posts/a.svx"),
        ("conf.py", "posts/a.md"),
        ("docs/myst.yml", "docs/blog/a.md"),
        ("quartz.config.ts", "content/garden/a.md"),
        ("_quarto.yml", "posts/a/index.qmd"),
        ("docs/.vitepress/config.mts", "docs/posts/a.md"),
        ("_config.ts", "journal/a.md"),
        ("user/pages/01.home/default.md", "user/pages/02.blog/a/item.md"),
        ("source/_posts/b.md", "source/_posts/a.md"),
    ],
)
def test_a_site_is_found_at_any_depth(tmp_path: Path, marker: str, post: str) -> None:
    write(tmp_path, {marker: DATED.replace("2024", "2023") if marker.endswith(".md") else ""})
    write(tmp_path, {post: DATED})
    about = Path(post).parents[-2] / "about.md" if marker.endswith(".md") else Path("about.md")
    write(tmp_path, {str(about): UNDATED, "404.md": UNDATED})
    posts, pages, _ = kinds(tmp_path)
    assert posts[0] == post
    assert not {"about.md", "404.md"} & set(posts)
    assert set(pages) <= {"about.md", "404.md", str(about)}


def test_an_undated_file_of_a_site_is_a_page(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "hugo.toml": "",
            "content/posts/undated.md": UNDATED,
            "content/posts/dated.md": DATED,
            "content/research/dated.md": DATED,
            "content/research/next-to-it.md": HEADED,
            "content/about.md": UNDATED,
            "content/imprint.md": HEADED,
            "archetypes/default.md": UNDATED,
        },
    )
    posts, pages, skipped = kinds(tmp_path)
    dated = ["content/posts/dated.md", "content/research/dated.md"]
    assert posts[:2] == dated
    assert set(posts[2:]) == {"content/posts/undated.md", "content/research/next-to-it.md"}
    assert pages == ["content/about.md", "content/imprint.md"]
    assert not skipped
    assert kinds(tmp_path / "content")[1] == ["about.md", "imprint.md"]


def test_the_pages_of_a_site_without_posts_are_listed(tmp_path: Path) -> None:
    pages = {"docs/a.md": UNDATED, "docs/b.md": HEADED}
    write(tmp_path, {"mkdocs.yml": "", **pages})
    assert sorted(kinds(tmp_path)[0]) == sorted(pages)
    write(tmp_path, {"docs/c.md": DATED})
    assert kinds(tmp_path)[:2] == (["docs/c.md", "docs/b.md"], ["docs/a.md"])


@pytest.mark.parametrize("opened", ["blog", "News"])
def test_the_root_of_a_site_may_have_the_name_of_a_posts_folder(
    tmp_path: Path, opened: str
) -> None:
    write(tmp_path / opened, {"_config.yml": "", "_posts/a.md": DATED, "404.md": UNDATED})
    assert kinds(tmp_path / opened)[:2] == (["_posts/a.md"], ["404.md"])
    write(tmp_path / "hugo", {"hugo.toml": "", f"content/{opened}/a.md": UNDATED})
    assert kinds(tmp_path / "hugo" / "content" / opened)[0] == ["a.md"]


def test_list_pages_in_posts_folders(tmp_path: Path) -> None:
    grav = tmp_path / "user/pages"
    write(grav, {"01.blog/blog.md": UNDATED, "01.blog/a/item.md": DATED, "01.blog/b/item.md": ""})
    write(grav, {"01.blog/c/index.md": UNDATED, "news/index.md": UNDATED})
    posts, pages, _ = kinds(tmp_path)
    assert {Path(post).parent.name for post in posts} == {"a", "b", "c"}
    assert [Path(page).name for page in pages] == ["blog.md", "index.md"]


def test_the_directive_of_ablog_dates_a_post(tmp_path: Path) -> None:
    text = "---\nblogpost: true\n---\n# A\n\n```{post} May 6, 2024\n:tags: a\n```\n"
    write(
        tmp_path,
        {"conf.py": "", "blog/b.md": DATED, "a.md": text, "c.md": text.replace("May", "M")},
    )
    assert kinds(tmp_path)[:2] == (["a.md", "blog/b.md"], ["c.md"])


def test_undated_notes_are_posts(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": DATED, "b/b.md": UNDATED, "c/c.md": HEADED, "d.md": "Prose.\n"})
    posts, pages, skipped = kinds(tmp_path)
    assert posts[0] == "a.md"
    assert sorted(posts) == ["a.md", "b/b.md", "c/c.md", "d.md"]
    assert not pages
    assert not skipped


def test_notes_of_a_vault_are_posts_beside_a_site(tmp_path: Path) -> None:
    write(tmp_path, {"site/hugo.toml": "", "site/content/posts/a.md": DATED, "note.md": HEADED})
    assert kinds(tmp_path)[1] == ["note.md"]
    (tmp_path / ".obsidian").mkdir()
    assert kinds(tmp_path)[0] == ["site/content/posts/a.md", "note.md"]


def test_outside_of_the_posts_folders_of_jekyll_a_date_does_not_make_a_post(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        {
            "_config.yml": "collections:\n  boats:\n    output: true\n  crew: {}\n",
            "_posts/2024-05-07-a.md": UNDATED,
            "_boats/tern.md": DATED,
            "_crew/mole.md": UNDATED,
            "docs/dated.md": DATED,
            "talks/2024-05-05-knots.md": UNDATED,
            "_layouts/post.html": UNDATED,
            "blog/index.html": UNDATED,
            "blog/old.html": DATED,
        },
    )
    posts, pages, _ = kinds(tmp_path)
    dated = ["_posts/2024-05-07-a.md", "_boats/tern.md", "blog/old.html"]
    assert posts == [*dated, "talks/2024-05-05-knots.md"]
    assert pages == ["_crew/mole.md", "blog/index.html", "docs/dated.md"]


@pytest.mark.parametrize(
    "config",
    [
        "collections: [boats]\n",
        "collections:\n- boats\n",
        "collections_dir: all\ncollections: [boats]\n",
    ],
)
def test_collections_can_be_a_list(tmp_path: Path, config: str) -> None:
    folder = "all/" if "all" in config else ""
    write(tmp_path, {"_config.yml": config, f"{folder}_boats/a.md": DATED, "_posts/b.md": DATED})
    assert set(kinds(tmp_path)[0]) == {f"{folder}_boats/a.md", "_posts/b.md"}


@pytest.mark.parametrize(
    ("name", "config", "folders"),
    [
        ("hugo.toml", 'contentDir = "texts"\n', ["texts"]),
        ("hugo.yaml", "contentdir: ./texts/\n", ["texts"]),
        (
            "hugo.toml",
            '[languages.en]\ncontentDir = "en"\n[languages.fr]\ncontentDir = "fr"\n',
            ["en", "fr"],
        ),
        ("_config.yml", "source: src\n", ["src"]),
        ("hugo.toml", 'contentDir = "../elsewhere"\n', ["content"]),
    ],
)
def test_the_configuration_names_content_folders(
    tmp_path: Path, name: str, config: str, folders: list[str]
) -> None:
    files = {f"{folder}/posts/a.md": DATED for folder in folders}
    root = tmp_path / "site"
    write(root, {name: config, **files, "other/posts/b.md": DATED})
    write(tmp_path, {"elsewhere/posts/c.md": DATED})
    assert sorted(kinds(root)[0]) == sorted(files)


@pytest.mark.parametrize(
    ("config", "post", "page"),
    [
        ("conf.py", "posts/a.md", "pages/about.md"),
        ("conf.py", "essays/a.md", "stories/about.md"),
        ("pelicanconf.py", "content/pages-of-log/a.md", "content/pages/about.md"),
    ],
)
def test_a_folder_of_pages_has_no_posts(tmp_path: Path, config: str, post: str, page: str) -> None:
    write(tmp_path, {config: "", post: DATED, page: DATED})
    assert kinds(tmp_path) == ([post], [page], [])


def test_zenn_is_recognised_by_its_package(tmp_path: Path) -> None:
    files = {"articles/a.md": UNDATED, "books/b/1.md": UNDATED, "notes/c.md": UNDATED}
    write(tmp_path, {"package.json": '{"dependencies": {"react": "1"}}', **files})
    assert len(kinds(tmp_path)[0]) == 3
    write(tmp_path, {"package.json": '{"dependencies": {"zenn-cli": "1"}}'})
    assert kinds(tmp_path)[:2] == (["articles/a.md"], ["books/b/1.md"])


def test_a_category_may_have_the_name_of_a_structural_folder(tmp_path: Path) -> None:
    write(
        tmp_path, {"hugo.toml": "", "content/themes/posts/a.md": DATED, "themes/posts/b.md": DATED}
    )
    assert kinds(tmp_path)[0] == ["content/themes/posts/a.md"]
    jekyll = tmp_path / "jekyll"
    write(jekyll, {"_config.yml": "", "vendor/_posts/a.md": DATED, "blog/vendor/b.md": DATED})
    assert kinds(jekyll)[0] == ["blog/vendor/b.md"]


@pytest.mark.parametrize("opened", [".", "content", "content/posts", "content/posts/trip"])
def test_other_files_of_a_page_bundle_of_hugo_are_parts(tmp_path: Path, opened: str) -> None:
    trip = {"index.md": DATED, "index.fr.md": DATED, "map.md": DATED, "more/list.txt": "Text.\n"}
    write(tmp_path, {"hugo.toml": "", "content/posts/index.md": DATED})
    write(tmp_path / "content/posts/trip", trip)
    posts, _, skipped = kinds(tmp_path / opened)
    assert {Path(post).name for post in posts} == {"index.md", "index.fr.md"}
    assert {Path(name).name for name in skipped} == {"map.md", "list.txt"}


def test_a_page_bundle_elsewhere_has_a_dated_index_in_a_posts_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "posts/trip/index.md": DATED,
            "posts/trip/todo.md": HEADED,
            "posts/trip/recipe.mdx": UNDATED,
            "posts/trip/later.md": DATED,
            "posts/series/index.md": UNDATED,
            "posts/series/part.md": UNDATED,
            "notes/index.md": DATED,
            "notes/idea.md": HEADED,
        },
    )
    posts, _, skipped = kinds(tmp_path)
    assert skipped == ["posts/trip/recipe.mdx", "posts/trip/todo.md"]
    assert len(posts) == 6


def test_a_page_bundle_may_have_its_date_in_the_name_of_its_folder(tmp_path: Path) -> None:
    trip = "posts/2024-05-06-trip"
    write(tmp_path, {f"{trip}/index.md": UNDATED, f"{trip}/todo.md": HEADED})
    write(
        tmp_path, {f"{trip}/later.md": DATED.replace("05", "07"), "posts/2024/05/06/b.md": HEADED}
    )
    write(tmp_path, {"posts/2024/05/06/index.md": UNDATED})
    posts, _, skipped = kinds(tmp_path)
    assert skipped == [f"{trip}/todo.md"]
    assert len(posts) == 4


@pytest.mark.parametrize("marker", ["docusaurus.config.js", "astro.config.mjs", "_quarto.yml"])
def test_names_with_an_underscore_are_parts_of_other_pages(tmp_path: Path, marker: str) -> None:
    write(tmp_path, {marker: "", "blog/a.md": DATED, "blog/_part.mdx": HEADED})
    assert kinds(tmp_path)[::2] == (["blog/a.md"], ["blog/_part.mdx"])
    (tmp_path / marker).unlink()
    assert kinds(tmp_path)[0] == ["blog/a.md", "blog/_part.mdx"]


@pytest.mark.parametrize(
    "name", ["Templates", "_templates", "01 Templates", "Vorlagen", "extras/template"]
)
def test_note_templates_are_not_posts(tmp_path: Path, name: str) -> None:
    gap = "---\naliases: []\n---\n# <% tp.file.title %>\n"
    write(tmp_path, {"a.md": HEADED, f"{name}/Day.md": gap, f"{name}/Guide.md": HEADED})
    write(tmp_path, {f"{name}/Person.md": "# {{title}}\n"})
    write(tmp_path, {f"{name}/about-jinja.md": f"{DATED}{{{{ name }}}}\n"})
    write(tmp_path, {f"{name}/hugo.md": "# H\n{{< figure >}}\n"})
    assert kinds(tmp_path)[2] == [f"{name}/Day.md", f"{name}/Person.md"]
    (tmp_path / ".obsidian").mkdir()
    assert kinds(tmp_path)[0] == [f"{name}/about-jinja.md", "a.md"]


@pytest.mark.parametrize("opened", ["notes", "notes/sea", "."])
def test_note_templates_without_placeholders_are_known_by_their_vault(
    tmp_path: Path, opened: str
) -> None:
    write(tmp_path / "notes", {".obsidian/app.json": "{}", "sea/Templates/Day.md": "## Tasks\n"})
    write(tmp_path / "notes", {"sea/a.md": HEADED})
    write(tmp_path, {"Templates/Letter.md": HEADED})
    posts, _, skipped = kinds(tmp_path / opened)
    assert [Path(post).name for post in posts if "Letter" not in post] == ["a.md"]
    assert [Path(path).name for path in skipped] == ["Day.md"]


def test_templates_in_a_folder_with_a_longer_name(tmp_path: Path) -> None:
    write(tmp_path, {"Note Templates/a.md": "# {{Title}}\n", "Web templates/b.md": HEADED})
    (tmp_path / ".obsidian").mkdir()
    assert kinds(tmp_path)[::2] == (["Web templates/b.md"], ["Note Templates/a.md"])


@pytest.mark.parametrize(
    ("source", "rendered"),
    [("a.Rmd", "a.md"), ("a.qmd", "a.md"), ("a.Rmarkdown", "a.markdown"), ("a.Rmd", "a.html")],
)
def test_the_source_of_a_rendered_post_is_skipped(
    tmp_path: Path, source: str, rendered: str
) -> None:
    write(tmp_path / "posts", {source: DATED, rendered: DATED, "b.Rmd": DATED})
    posts, _, skipped = kinds(tmp_path)
    assert sorted(posts) == [f"posts/{rendered}", "posts/b.Rmd"]
    assert skipped == [f"posts/{source}"]


def test_a_rendered_page_without_front_matter_does_not_hide_its_source(tmp_path: Path) -> None:
    write(tmp_path / "posts", {"a.qmd": DATED, "a.html": "<html><p>Text.</p></html>"})
    assert kinds(tmp_path)[::2] == (["posts/a.qmd"], ["posts/a.html"])


@pytest.mark.parametrize(
    "name",
    ["requirements.txt", "requirements-dev.txt", "Robots.txt", "LICENSE", "licence.md",
     "humans.txt", "llms-full.txt", "CMakeLists.txt", "CHANGELOG.md", "CODE_OF_CONDUCT.md",
     "COPYING.txt", "LICENSE-MIT.md", "LICENSE-Apache-2.0.txt", "README_zh-CN.md", "README-KO.md"],
)  # fmt: skip
def test_files_of_a_project_are_not_posts(tmp_path: Path, name: str) -> None:
    write(tmp_path / "blog", {"a.md": DATED, name: "Text.\n"})
    posts, pages, skipped = kinds(tmp_path)
    assert posts == ["blog/a.md"]
    assert not pages
    assert skipped == ([f"blog/{name}"] if "." in name else [])


@pytest.mark.parametrize(
    "name",
    [
        "requirements.md",
        "changelog.md",
        "licence-to-row.md",
        "robots-at-sea.txt",
        "README-driven.md",
    ],
)
def test_posts_with_similar_names(tmp_path: Path, name: str) -> None:
    write(tmp_path / "blog", {name: HEADED})
    assert kinds(tmp_path)[0] == [f"blog/{name}"]
