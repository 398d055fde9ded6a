"""The entries of the palette, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.theme import Theme

from reader.posts.facets import VIEWS, Facet, FacetValue
from reader.posts.post import Post
from reader.text.counts import counted
from reader.text.folding import fold_name
from reader.tui.bindings import SEARCH, Command
from reader.tui.keymap import key_names
from reader.tui.rows.pen import when_and_categories


class Kind(StrEnum):
    """What an entry is. The value is shown beside it."""

    COMMAND = "command"
    SETTING = "setting"
    THEME = "theme"
    VIEW = "view"
    CATEGORY = "category"
    FEED = "feed"
    TAG = "tag"
    AUTHOR = "author"
    POST = "post"


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be chosen from the palette."""

    kind: Kind
    title: str
    detail: str
    """What else is known about it: keys, a value, or a number of posts."""
    target: object
    """What it stands for: the id of a command, a `ValueSetting`, the name of a theme, a
    `FacetValue` or a `Post`."""
    name: str
    """What it is remembered by among the recent choices, unique within its kind."""

    @property
    def key(self) -> str:
        """Identity of the entry among the entries of all kinds."""
        return f"{self.kind}:{self.name}"


def command_entries(commands: Iterable[Command]) -> Iterator[PaletteEntry]:
    """Yield the commands that can be chosen from a list.

    These are all but the keys that move the cursor, the keys of the search boxes, the key of the
    palette itself, and commands that need a number.
    """
    for command in commands:
        is_excluded = command.where == SEARCH or command.group == "Move"
        if not (is_excluded or command.id == "app.palette" or "{key}" in command.action):
            keys = key_names(command)
            yield PaletteEntry(Kind.COMMAND, command.tooltip, keys, command.id, command.id)


def theme_entries(themes: Iterable[Theme], current: str) -> Iterator[PaletteEntry]:
    """Yield the themes by name."""
    for theme in sorted(themes, key=lambda theme: theme.name):
        shade = "dark" if theme.dark else "light"
        detail = f"{shade}, current" if theme.name == current else shade
        yield PaletteEntry(Kind.THEME, theme.name, detail, theme.name, theme.name)


def view_entries(searches: Mapping[str, str]) -> Iterator[PaletteEntry]:
    """Yield the views of the sidebar, then the saved searches.

    Args:
        searches: The texts of the saved searches by their names.
    """
    saved = (FacetValue(Facet.VIEW, name, query=text) for name, text in searches.items())
    for view in (*VIEWS, *saved):
        yield PaletteEntry(Kind.VIEW, view.name, view.query, view, fold_name(view.name))


def value_entries(kind: Kind, values: Iterable[FacetValue]) -> Iterator[PaletteEntry]:
    """Yield the values of a facet, such as the tags of the posts."""
    for value in values:
        yield PaletteEntry(kind, value.name, counted(value.count, "post"), value, value.key[1])


def post_entry(post: Post) -> PaletteEntry:
    """Return the entry of a post."""
    return PaletteEntry(Kind.POST, post.title, when_and_categories(post), post, post.path)
