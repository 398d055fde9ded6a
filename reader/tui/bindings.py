"""Every key, once. Widgets, footer, help, command palette and keymap all read this table."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

PANE = "pane"
"""Bound by each of the three panes, which all know how to move."""
ARTICLE = "article"
"""Bound by the article pane alone."""
SEARCH = "search"
"""Bound by the boxes that a search is typed into, and nowhere else."""
FIND = "find"
"""Where the hints are those of the box that finds in the article."""
MAIN = "main"
"""Bound by the main screen, whatever pane is in focus."""
APP = "app"
"""Bound by the app, on every screen."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the reader can do, and its keys.

    `keys` are Textual's names, separated by commas, the one to show first. Where `action` holds
    `{key}`, each key is a binding of its own with that key as the action's argument.
    """

    id: str
    keys: str
    action: str
    tooltip: str
    group: str
    where: str

    @property
    def bindings(self) -> list[Binding]:
        """The command as Textual binds it."""
        if "{key}" not in self.action:
            return [self._binding(self.keys, self.id, self.action)]
        return [
            self._binding(key, f"{self.id}.{key}", self.action.format(key=key))
            for key in self.keys.split(",")
        ]

    def _binding(self, keys: str, binding_id: str, action: str) -> Binding:
        group = Binding.Group(self.group)
        return Binding(keys, action, self.tooltip, id=binding_id, tooltip=self.tooltip, group=group)


COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "cursor_down", "Move or scroll down", "Move", PANE),
    Command("move.up", "k,up", "cursor_up", "Move or scroll up", "Move", PANE),
    Command("move.page_down", "space,pagedown", "page_down", "Page down", "Move", PANE),
    Command("move.page_up", "b,pageup", "page_up", "Page up", "Move", PANE),
    Command("move.half_down", "ctrl+d", "half_page_down", "Half a page down", "Move", PANE),
    Command("move.half_up", "ctrl+u", "half_page_up", "Half a page up", "Move", PANE),
    Command("move.top", "g,home", "top", "To the top", "Move", PANE),
    Command("move.bottom", "G,end", "bottom", "To the bottom", "Move", PANE),
    Command("go.in", "enter,l,right", "go_in", "Go in: category, list, article", "Go", MAIN),
    Command("go.out", "escape,h,left", "go_out", "Go out one level", "Go", MAIN),
    Command("go.next_pane", "tab", "next_pane", "Next pane", "Go", MAIN),
    Command("go.previous_pane", "shift+tab", "previous_pane", "Previous pane", "Go", MAIN),
    Command("go.all", "0", "show_category(0)", "All posts", "Go", MAIN),
    Command(
        "go.category",
        "1,2,3,4,5,6,7,8,9",
        "show_category({key})",
        "Category by its number in the sidebar",
        "Go",
        MAIN,
    ),
    Command("read.next", "J", "next_post", "Next post of the list", "Read", MAIN),
    Command("read.previous", "K", "previous_post", "Previous post of the list", "Read", MAIN),
    Command(
        "read.next_heading", "right_square_bracket", "next_heading", "Next heading", "Read", ARTICLE
    ),
    Command(
        "read.previous_heading",
        "left_square_bracket",
        "previous_heading",
        "Previous heading",
        "Read",
        ARTICLE,
    ),
    Command("read.outline", "t", "outline", "Outline: go to a heading", "Read", MAIN),
    Command("read.follow", "f", "follow", "Follow a link by its letters", "Read", MAIN),
    Command("read.back", "backspace", "go_back", "Back to where a link was", "Read", MAIN),
    Command("read.alone", "z", "reading_mode", "Reading mode: the article alone", "Read", MAIN),
    Command("read.narrower", "less_than_sign", "measure(-4)", "Narrower text", "Read", MAIN),
    Command("read.wider", "greater_than_sign", "measure(4)", "Wider text", "Read", MAIN),
    Command("mark.read", "u", "toggle_read", "Read or unread", "Mark", MAIN),
    Command("mark.star", "s", "toggle_star", "Star, or take the star away", "Mark", MAIN),
    Command("mark.all", "A", "mark_listed_read", "Mark all that is listed read", "Mark", MAIN),
    Command("mark.undo", "U", "undo", "Undo the last mark", "Mark", MAIN),
    Command(
        "post.browse",
        "o",
        "on_post('open_link')",
        "Open the post's link in the browser",
        "Post",
        MAIN,
    ),
    Command(
        "post.copy_link",
        "y",
        "on_post('copy_link')",
        "Copy the post's link, or its path",
        "Post",
        MAIN,
    ),
    Command(
        "post.copy_source", "Y", "on_post('copy_source')", "Copy the post's Markdown", "Post", MAIN
    ),
    Command(
        "post.front_matter", "v", "front_matter", "View the front matter as written", "Post", MAIN
    ),
    Command("post.edit", "e", "edit", "Edit the file in $EDITOR", "Post", MAIN),
    Command(
        "search.begin",
        "slash",
        "search",
        "Search all posts; in the article, find in it",
        "Search",
        MAIN,
    ),
    Command(
        "search.next", "n", "next_match(1)", "Next place found, or unread post", "Search", MAIN
    ),
    Command(
        "search.previous",
        "N",
        "next_match(-1)",
        "Previous place found, or unread post",
        "Search",
        MAIN,
    ),
    Command("search.list", "enter,down,tab", "leave(True)", "To what was found", "Search", SEARCH),
    Command("search.clear", "escape", "leave(False)", "End the search", "Search", SEARCH),
    Command("search.earlier", "up", "earlier", "The search before", "Search", SEARCH),
    Command("view.unread", "full_stop", "only_unread", "Only unread posts, or all", "View", MAIN),
    Command("view.starred", "S", "only_starred", "Only starred posts, or all", "View", MAIN),
    Command("view.front", "F", "front_page", "Front page, or the plain list", "View", MAIN),
    Command("view.images", "i", "images", "Show images, or only their labels", "View", MAIN),
    Command(
        "view.fetch", "I", "fetch_images", "Fetch this article's images from the web", "View", MAIN
    ),
    Command("view.sidebar", "c", "toggle_sidebar", "Sidebar comes and goes", "View", MAIN),
    Command(
        "view.sort", "backslash", "sort", "Sort: newest, oldest, title, unread first", "View", MAIN
    ),
    Command("view.problems", "exclamation_mark", "problems", "Faulty posts", "View", MAIN),
    Command("view.themes", "T", "themes", "Choose a theme", "View", MAIN),
    Command("view.reread", "r", "reread", "Read the folders again", "View", MAIN),
    Command(
        "app.palette", "colon,ctrl+p", "command_palette", "Posts, categories, actions", "App", APP
    ),
    Command("app.help", "question_mark,f1", "help", "All keys", "App", MAIN),
    Command("app.quit", "q,ctrl+q", "back_or_quit", "Back from here, else quit", "App", APP),
)

HINTS: dict[str, tuple[tuple[str, str], ...]] = {
    "sidebar": (
        ("move.down", "move"),
        ("go.in", "posts"),
        ("go.category", "jump"),
        ("search.begin", "search"),
    ),
    "list": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("search.begin", "search"),
        ("go.out", "categories"),
        ("view.sort", "sort"),
    ),
    "front": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("search.begin", "search"),
        ("go.out", "categories"),
        ("view.front", "plain list"),
    ),
    "found": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("go.out", "end the search"),
        ("search.begin", "search"),
        ("view.sort", "order"),
    ),
    SEARCH: (
        ("search.list", "to what was found"),
        ("search.clear", "end the search"),
        ("search.earlier", "searches before"),
    ),
    FIND: (
        ("search.list", "to the article"),
        ("search.clear", "stop finding"),
        ("search.earlier", "before"),
    ),
    "finding": (
        ("search.next", "next"),
        ("search.previous", "previous"),
        ("go.out", "stop finding"),
        ("search.begin", "find"),
    ),
    "article": (
        ("move.page_down", "page"),
        ("read.next", "next post"),
        ("go.out", "list"),
        ("search.begin", "find"),
        ("read.outline", "outline"),
        ("read.follow", "links"),
    ),
}
"""What the footer offers in each pane, in a list of found posts and in the search box, most useful
first; what every pane offers follows."""

COMMON_HINTS: tuple[tuple[str, str], ...] = (("app.palette", "commands"), ("app.help", "help"))


def bindings_for(where: str) -> list[BindingType]:
    """The bindings of every command that belongs there."""
    return [binding for it in COMMANDS if it.where == where for binding in it.bindings]


def command(command_id: str) -> Command:
    """The command of that id; KeyError when there is none."""
    return _BY_ID[command_id]


_BY_ID = {it.id: it for it in COMMANDS}
