"""Recognise the root of a site by its generator's configuration file, or else by its folders.

Configuration files that are scripts are recognised by their names and never opened. The folders are
documented by the generators:

- Jekyll: https://jekyllrb.com/docs/structure/ and https://jekyllrb.com/docs/collections/
- Hugo: https://gohugo.io/getting-started/directory-structure/
- Grav: https://learn.getgrav.org/content/headers
- Docusaurus: https://docusaurus.io/docs/blog
- Nikola: https://getnikola.com/handbook.html
- Pelican: https://docs.getpelican.com/en/latest/content.html
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reader.posts.fields.values import all_texts, first_text
from reader.posts.front_matter import Value
from reader.posts.path_info import POSTS_FOLDERS, TRANSLATED_POSTS_FOLDERS, PathInfo
from reader.posts.site import load_settings, load_text

MAX_LEVELS_TO_ROOT = 6
"""Maximum number of folders above the opened one that are searched for the root of the site. The
opened folder may be that of a single post, deep in the site."""
_SCRIPTS = ("js", "cjs", "mjs", "ts", "mts", "cts")


def _script(name: str) -> tuple[str, ...]:
    """Return the names that a configuration script can have."""
    return tuple(f"{name}.config.{suffix}" for suffix in _SCRIPTS)


@dataclass(frozen=True, slots=True)
class Generator:
    """How the sites of a generator are recognised, and where their posts are.

    Paths are relative to the root of the site.
    """

    name: str
    files: tuple[str, ...]
    """Configuration files, of which one must exist. Without any, the folders are enough."""
    word: str = ""
    """A word that the configuration file must contain."""
    folders: tuple[str, ...] = ()
    """Folders of which one must exist."""
    content: tuple[str, ...] = ()
    """Folders that contain all posts and pages. If none exists, the whole site is searched."""
    posts: tuple[str, ...] = ()
    """Folders in which every file is a post, in addition to those with a name of
    `POSTS_FOLDERS`."""
    has_bundles: bool = False
    """Whether a folder with an `index` file is one page
    (https://gohugo.io/content-management/page-bundles/)."""
    pages: tuple[str, ...] = ()
    """Folders in which every file is a page, even with a date."""
    has_partials: bool = False
    """Whether a file whose name begins with `_` is a part of other pages."""
    is_strict: bool = False
    """Whether posts are only in posts folders, so that any other file is a page even with a
    date, unless the date is in its name."""


_HUGO_FILES = (
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
    "config/_default/hugo.toml", "config/_default/hugo.yaml",
    "config/_default/config.toml", "config/_default/config.yaml",
)  # fmt: skip
_GENERAL_FILES = ("config.toml", "config.yaml", "config.yml")

GENERATORS = (
    Generator("Quartz", _script("quartz"), content=("content",), posts=("content",)),
    Generator("Docusaurus", _script("docusaurus"), has_partials=True),
    Generator("Astro", _script("astro"), has_partials=True),
    Generator("Eleventy", (".eleventy.js", *_script("eleventy"))),
    Generator(
        "Gatsby", ("gatsby-config.js", "gatsby-config.mjs", "gatsby-config.cjs", "gatsby-config.ts")
    ),
    Generator("Next.js", _script("next")),
    Generator("SvelteKit", _script("svelte")),
    Generator("Nuxt", _script("nuxt"), content=("content",)),
    Generator("Pelican", ("pelicanconf.py",), content=("content",), pages=("content/pages",)),
    Generator("Nikola, ABlog", ("conf.py",), pages=("pages", "stories")),
    Generator("MyST, Jupyter Book", ("myst.yml", "_toc.yml")),
    Generator("MkDocs", ("mkdocs.yml",)),
    Generator("Quarto", ("_quarto.yml", "_quarto.yaml"), has_partials=True),
    Generator("VitePress, VuePress", (), folders=(".vitepress", ".vuepress")),
    Generator("Lume", ("_config.ts", "_config.js")),
    Generator("Grav", (), folders=("user/pages",), content=("user/pages",)),
    Generator("Zenn", ("package.json",), "zenn", ("articles",), ("articles", "books")),
    Generator(
        "Hexo, Jigsaw",
        (),
        folders=("source/_posts", "source/_drafts"),
        content=("source",),
        is_strict=True,
    ),
    Generator("Hugo", _HUGO_FILES, content=("content",), has_bundles=True),
    Generator(
        "Hugo, Zola", _GENERAL_FILES, folders=("content",), content=("content",), has_bundles=True
    ),
    Generator("Jekyll", ("_config.yml", "_config.yaml", "_config.toml"), is_strict=True),
    Generator(
        "others", (*_GENERAL_FILES, "config.php"), folders=("src/content", "_posts", "_drafts")
    ),
    Generator("Jekyll, by its folder", (), folders=("_posts",)),
    Generator("Astro, by its folder", (), folders=("src/content",)),
)
"""The generators. The first that is recognised is used."""

_WITH_SETTINGS = frozenset(("Hugo", "Hugo, Zola", "Jekyll"))
"""Generators whose configuration file names folders."""

STRUCTURE_FOLDERS = frozenset((
    "_archetypes", "_assets", "_build", "_components", "_data", "_gen", "_includes", "_layouts",
    "_partials", "_plugins", "_sass", "_scripts", "_site", "_source", "_static", "_templates",
))  # fmt: skip
"""Folders of a site that contain no posts and pages, or copies of them."""

ROOT_FOLDERS = frozenset(("archetypes", "dist", "layouts", "themes", "vendor"))
"""Folders in the root of a site that contain no posts and pages, or copies of them. Elsewhere, they
may be categories."""

MARKERS = frozenset(
    path.partition("/")[0]
    for generator in GENERATORS
    for path in (generator.files or generator.folders)
)
"""First names of the paths by which sites are recognised."""

_ORDER_PREFIX = re.compile(r"\A\d+\.(?=\D)")
"""The number in the name of a folder of Grav, such as `01.blog`."""


_CONTENT_FOLDERS = frozenset(("content", "contents"))
"""Folders in which a date makes a post of a file on every site."""


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """Where the posts and pages of one site are."""

    root: str
    """Absolute path of the site's root, without a trailing slash."""
    generator: Generator
    content: tuple[str, ...]
    """Folders to search, relative to the root, each with a trailing slash; an empty path stands
    for the root itself."""
    collections: frozenset[str] = frozenset()
    """Names of the folders of Jekyll's collections, such as `_recipes`."""

    def relative(self, path: str) -> str:
        """Return the path of a file or folder in the site relative to its root."""
        return path[len(self.root) :].replace(os.sep, "/").strip("/")

    def contains(self, folder: str) -> bool:
        """Whether a folder is one of those to search, or in one of them."""
        below = f"{self.relative(folder)}/"
        return any(below.startswith(content) for content in self.content)

    def is_inside_content(self, folder: str) -> bool:
        """Whether a folder is in one of those to search, and not one of them itself."""
        return self.contains(folder) and f"{self.relative(folder)}/" not in self.content

    def is_structure(self, folder: str, name: str) -> bool:
        """Whether a subfolder contains no posts and pages.

        Args:
            folder: Absolute path of the folder that contains it.
            name: Name of the subfolder.
        """
        if self.content != ("",):
            return False
        is_in_root = not self.relative(folder)
        return name in STRUCTURE_FOLDERS or (is_in_root and name in ROOT_FOLDERS)

    def is_in_posts_folder(self, path: str) -> bool:
        """Whether a file is in a folder in which every file is a post."""
        below = self.relative(path)
        if any(below.startswith(f"{folder}/") for folder in self.generator.posts):
            return True
        return any(map(is_posts_folder, below.split("/")[:-1]))

    def is_date_enough(self, path: str) -> bool:
        """Whether a file outside of the posts folders is a post if it has a date."""
        below = self.relative(path)
        if any(below.startswith(f"{folder}/") for folder in self.generator.pages):
            return False
        if not self.generator.is_strict:
            return True
        folders = below.split("/")[:-1]
        if not self.collections.isdisjoint(folders) or not _CONTENT_FOLDERS.isdisjoint(folders):
            return True
        return PathInfo(below).date is not None


@lru_cache(maxsize=1024)
def is_posts_folder(name: str) -> bool:
    """Whether a folder of that name contains posts, also with the number that Grav adds."""
    name = _ORDER_PREFIX.sub("", name)
    return name.lower() in POSTS_FOLDERS or name in TRANSLATED_POSTS_FOLDERS


def recognise(folder: str, names: Collection[str], *, by_folders: bool = True) -> SiteLayout | None:
    """Return the layout of the site whose root a folder is, or None if it is not a root.

    Args:
        folder: Absolute path of the folder.
        names: Names of all files and folders in it.
        by_folders: Whether folders such as `_posts` are enough, without a configuration file.
    """
    if MARKERS.isdisjoint(names):
        return None
    names = frozenset(names)
    for generator in GENERATORS:
        if (generator.files or by_folders) and _is_root(folder, names, generator):
            return _layout(folder, generator)
    return None


def find_layout(folder: str, levels: int) -> SiteLayout | None:
    """Return the layout of the site of which a folder is a content folder, or in one.

    Below a site that is searched as a whole, a folder may have nothing to do with the site. None is
    returned for it.

    Args:
        folder: Absolute path of the folder.
        levels: Maximum number of folders above it that may be the root of the site.
    """
    parent = folder
    for _ in range(levels):
        parent = os.path.dirname(parent)  # noqa: PTH120 - text
        try:
            names = frozenset(os.listdir(parent))  # noqa: PTH208 - text
        except OSError:
            return None
        layout = recognise(parent, names)
        if layout is not None:
            is_content = layout.content != ("",) and layout.contains(folder)
            return layout if is_content else None
    return None


def _is_root(folder: str, names: Collection[str], generator: Generator) -> bool:
    files = [path for path in generator.files if _exists(folder, path, names)]
    if generator.files and not files:
        return False
    if generator.word and generator.word not in load_text(os.path.join(folder, files[0])):  # noqa: PTH118
        return False
    folders = generator.folders
    return not folders or any(_exists(folder, path, names) for path in folders)


def _exists(folder: str, path: str, names: Collection[str]) -> bool:
    first, slash, _ = path.partition("/")
    # Most paths have one part, which costs no system call.
    return first in names and (not slash or os.path.exists(os.path.join(folder, path)))  # noqa: PTH118


def _layout(root: str, generator: Generator) -> SiteLayout:
    settings: Mapping[str, Value] = {}
    if generator.files and generator.name in _WITH_SETTINGS:
        settings = load_settings(root)
    content = tuple(_content_folders(generator, settings))
    found = tuple(f"{path}/" for path in content if os.path.isdir(os.path.join(root, path)))  # noqa: PTH118
    return SiteLayout(root, generator, found or ("",), frozenset(_collections(settings)))


def _content_folders(generator: Generator, settings: Mapping[str, Value]) -> Iterator[str]:
    """Yield the content folders that the settings name, or else those of the generator."""
    tables = [settings]
    languages = settings.get("languages")
    if isinstance(languages, dict):  # https://gohugo.io/content-management/multilingual/
        tables += [table for table in languages.values() if isinstance(table, dict)]
    named = [
        first_text(value).removeprefix("./").strip("/")
        for table in tables
        for key, value in table.items()
        if key.casefold() in ("contentdir", "source")
    ]
    inside = [path for path in named if path not in ("", ".") and ".." not in path.split("/")]
    yield from dict.fromkeys(inside or generator.content)


def _collections(settings: Mapping[str, Value]) -> Iterator[str]:
    """Yield the folders of collections, which are a list of names or a mapping of names."""
    collections = settings.get("collections", "")
    names = collections if isinstance(collections, dict) else all_texts(collections)
    yield from (f"_{name}" for name in names)


def find_site_root(folder: Path) -> Path | None:
    """Return the folder of the site that a folder belongs to, or None if it belongs to none.

    It is the nearest folder that is the root of a site: the folder itself, or one above it. The
    home folder and those above it are no sites.

    Args:
        folder: Absolute path of a folder in which posts are.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises
    for parent in (folder, *folder.parents[:MAX_LEVELS_TO_ROOT]):
        if parent != folder and (parent in (home, *home.parents)):
            return None
        if _is_site_root(os.fspath(parent)):
            return parent
    return None


def _is_site_root(folder: str) -> bool:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - text
    except OSError:
        return False
    return recognise(folder, names) is not None
