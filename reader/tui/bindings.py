"""The table of all commands with their default keys.

The bindings, the hints of the footer, the help, the command palette and the keymap are derived from
it.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

PANE = "pane"
"""Bound by each of the three panes."""
ARTICLE = "article"
"""Bound by the article pane."""
SEARCH = "search"
"""Bound by the search box and by the box that finds text in the article."""
FIND = "find"
"""Key of `HINTS` for the box that finds text in the article; no command is bound there."""
FILTER = "filter"
"""Key of `HINTS` for the box that filters the sidebar; no command is bound there."""
LIST = "list"
"""Bound by the main screen, for the list. Elsewhere they say so; a command of the article can have
the same key."""
MAIN = "main"
"""Bound by the main screen, whichever pane has the focus."""
APP = "app"
"""Bound by the app. A dialog hides these bindings while it is open, unless they are everywhere."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: an action with its keys and its description."""

    id: str
    keys: str
    """Textual's names of the keys, separated by commas. The footer shows the first one."""
    action: str
    """The action of Textual to run. If it contains `{key}`, each key is bound separately and
    replaces it."""
    tooltip: str
    """What the command does, for the help, the palette and tooltips."""
    group: str
    """Heading of the command in the help."""
    where: str
    """What binds the command: one of the constants above."""
    is_everywhere: bool = False
    """Whether the keys act in dialogs and text boxes too, so that no box can need them."""

    @property
    def bindings(self) -> list[Binding]:
        """The bindings of the command: one, or one for each key if `action` contains `{key}`."""
        if "{key}" not in self.action:
            return [self._binding(self.keys, self.id, self.action)]
        return [
            self._binding(key, f"{self.id}.{key}", self.action.format(key=key))
            for key in self.keys.split(",")
        ]

    def _binding(self, keys: str, binding_id: str, action: str) -> Binding:
        group = Binding.Group(self.group)
        return Binding(
            keys,
            action,
            self.tooltip,
            priority=self.is_everywhere,
            id=binding_id,
            tooltip=self.tooltip,
            group=group,
        )


COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "cursor_down", "Move or scroll down", "Move", PANE),
    Command("move.up", "k,up", "cursor_up", "Move or scroll up", "Move", PANE),
    Command("move.page_down", "space,pagedown", "page_down", "Page down", "Move", PANE),
    Command("move.page_up", "b,pageup", "page_up", "Page up", "Move", PANE),
    Command("move.half_down", "ctrl+d", "half_page_down", "Half a page down", "Move", PANE),
    Command("move.half_up", "ctrl+u", "half_page_up", "Half a page up", "Move", PANE),
    Command("move.top", "g,home", "top", "To the top", "Move", PANE),
    Command("move.bottom", "G,end", "bottom", "To the bottom", "Move", PANE),
    Command("go.in", "enter,l,right", "go_in", "Go in: to the list, to the article", "Go", MAIN),
    Command("go.out", "escape,h,left", "go_out", "Go out one level", "Go", MAIN),
    Command("go.next_pane", "tab", "step_pane(1)", "Next pane", "Go", MAIN),
    Command("go.previous_pane", "shift+tab", "step_pane(-1)", "Previous pane", "Go", MAIN),
    Command("go.all", "0", "select_number(0)", "All posts", "Go", MAIN),
    Command(
        "go.category",
        "1,2,3,4,5,6,7,8,9",
        "select_number({key})",
        "A row of the sidebar by its number",
        "Go",
        MAIN,
    ),
    Command(
        "go.next_section",
        "right_curly_bracket",
        "step_section(1)",
        "Next section of the sidebar",
        "Go",
        MAIN,
    ),
    Command(
        "go.previous_section",
        "left_curly_bracket",
        "step_section(-1)",
        "Previous section of the sidebar",
        "Go",
        MAIN,
    ),
    Command("go.date", "at", "show('date')", "Go to a date in the list", "Go", MAIN),
    Command("read.next", "J", "step_post(1)", "Next post in the list", "Read", MAIN),
    Command("read.previous", "K", "step_post(-1)", "Previous post in the list", "Read", MAIN),
    Command(
        "read.next_heading",
        "right_square_bracket",
        "go_to_heading(1)",
        "Next heading",
        "Read",
        ARTICLE,
    ),
    Command(
        "read.previous_heading",
        "left_square_bracket",
        "go_to_heading(-1)",
        "Previous heading",
        "Read",
        ARTICLE,
    ),
    Command("read.outline", "t", "show('outline')", "Outline: go to a heading", "Read", MAIN),
    Command("read.follow", "f", "follow", "Follow a link: type its letters", "Read", MAIN),
    Command("read.links", "O", "show('links')", "List the links of the article", "Read", MAIN),
    Command(
        "read.quote",
        "V",
        "screen.show('paragraphs')",
        "Select paragraphs, to copy or save them as a quote",
        "Read",
        ARTICLE,
    ),
    Command(
        "read.commonplace",
        "B",
        "show('commonplace')",
        "Open the commonplace book, the file of saved quotes",
        "Read",
        MAIN,
    ),
    Command(
        "read.back",
        "backspace",
        "go_back",
        "In an article, go back to where you followed a link; else remove the last filter",
        "Read",
        MAIN,
    ),
    Command("read.language", "L", "next_language", "Next language of the story", "Read", MAIN),
    Command(
        "read.alone", "z", "reading_mode", "Reading mode: show the article alone", "Read", MAIN
    ),
    Command("read.narrower", "less_than_sign", "measure(-4)", "Narrower text", "Read", MAIN),
    Command("read.wider", "greater_than_sign", "measure(4)", "Wider text", "Read", MAIN),
    Command("mark.read", "u", "toggle_read", "Mark as read or unread", "Mark", MAIN),
    Command("mark.star", "s", "toggle_star", "Add or remove a star", "Mark", MAIN),
    Command("mark.later", "w", "toggle_later", "Add to Later, or remove from it", "Mark", MAIN),
    Command("mark.below", "M", "mark_below_read", "Mark all posts below as read", "Mark", LIST),
    Command("mark.all", "A", "mark_listed_read", "Mark all listed posts as read", "Mark", MAIN),
    Command("mark.undo", "U", "undo", "Undo the last mark", "Mark", MAIN),
    Command("pick.one", "x", "pick", "Select the post for the next commands", "Select", LIST),
    Command("pick.range", "V", "pick_range", "Select a range of posts", "Select", LIST),
    Command(
        "later.up",
        "shift+up,ctrl+up",
        "move_in_later(-1)",
        "In Later, move the post up",
        "Select",
        LIST,
    ),
    Command(
        "later.down",
        "shift+down,ctrl+down",
        "move_in_later(1)",
        "In Later, move the post down",
        "Select",
        LIST,
    ),
    Command(
        "post.browse",
        "o",
        "on_post('open_link')",
        "Open the post's web page in the browser",
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
        "post.copy_source",
        "Y",
        "on_post('copy_source')",
        "Copy the post's Markdown source",
        "Post",
        MAIN,
    ),
    Command(
        "post.front_matter",
        "v",
        "show('front_matter')",
        "View the front matter as it is written",
        "Post",
        MAIN,
    ),
    Command(
        "post.changes",
        "D",
        "show('changes')",
        "Show what the author changed since you read it",
        "Post",
        MAIN,
    ),
    Command("post.edit", "e", "edit", "Edit the file in your editor", "Post", MAIN),
    Command(
        "search.begin",
        "slash",
        "search",
        "Search all posts; in an article, find text in it; in the sidebar, find a name",
        "Search",
        MAIN,
    ),
    Command("search.next", "n", "next_match(1)", "Next match, or next unread post", "Search", MAIN),
    Command(
        "search.previous",
        "N",
        "next_match(-1)",
        "Previous match, or previous unread post",
        "Search",
        MAIN,
    ),
    Command(
        "search.save",
        "plus",
        "show('save_or_add')",
        "Save the search, rename or remove it; without a search, add a feed",
        "Search",
        MAIN,
    ),
    Command("search.list", "enter,down,tab", "leave(True)", "Go to the results", "Search", SEARCH),
    Command("search.clear", "escape", "leave(False)", "Close the search", "Search", SEARCH),
    Command("search.earlier", "up", "earlier", "Previous search", "Search", SEARCH),
    Command(
        "view.unread", "full_stop", "only_unread", "Show only unread posts, or all", "View", MAIN
    ),
    Command("view.starred", "S", "only_starred", "Show only starred posts, or all", "View", MAIN),
    Command(
        "view.front", "F", "front_page", "Switch between front page and plain list", "View", MAIN
    ),
    Command("view.images", "i", "images", "Show images, or only their labels", "View", MAIN),
    Command(
        "view.fetch", "I", "fetch_images", "Fetch this article's images from the web", "View", MAIN
    ),
    Command("view.sidebar", "c", "toggle_sidebar", "Show, hide or pin the sidebar", "View", MAIN),
    Command(
        "view.sort",
        "backslash",
        "sort",
        "Change the order: newest, oldest, title, unread first",
        "View",
        MAIN,
    ),
    Command(
        "view.problems",
        "exclamation_mark",
        "show('problems')",
        "Problems, skipped files",
        "View",
        MAIN,
    ),
    Command("view.themes", "T", "show('themes')", "Choose a theme", "View", MAIN),
    Command("feeds.add", "a", "show('add_feed')", "Add a feed", "Feeds", MAIN),
    Command(
        "feeds.list",
        "E",
        "show('feeds')",
        "List the feeds: see their states, fetch, rename, move or remove them",
        "Feeds",
        MAIN,
    ),
    Command("view.reread", "r", "reread", "Fetch the feeds and reload the folders", "View", MAIN),
    Command(
        "app.palette",
        "colon,ctrl+p",
        "palette",
        "Palette: commands, posts, tags, authors, settings",
        "App",
        APP,
    ),
    Command("app.help", "question_mark,f1", "show('help')", "All keys", "App", MAIN),
    Command("app.suspend", "ctrl+z", "suspend", "Return to the shell; fg continues", "App", APP),
    Command("app.copy", "ctrl+c", "copy", "Copy the selected text", "App", APP, is_everywhere=True),
    Command("app.quit", "q", "back_or_quit", "Close the dialog, or quit", "App", APP),
    Command(
        "app.quit_anywhere",
        "ctrl+q",
        "quit",
        "Quit, also from a dialog or a text box",
        "App",
        APP,
        is_everywhere=True,
    ),
)

_LATER_HINTS = (
    ("move.down", "move"),
    ("go.in", "read"),
    ("mark.later", "remove"),
    ("later.up", "earlier"),
    ("later.down", "later"),
)

HINTS: dict[str, tuple[tuple[str, str], ...]] = {
    "sidebar": (
        ("go.in", "select"),
        ("go.next_section", "next section"),
        ("search.begin", "find a name"),
        ("go.category", "jump"),
    ),
    "filtered": (
        ("go.in", "select"),
        ("read.back", "remove filter"),
        ("go.next_section", "next section"),
        ("search.begin", "find a name"),
        ("go.category", "jump"),
    ),
    "list": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("search.begin", "search"),
        ("go.out", "sidebar"),
        ("view.sort", "sort"),
    ),
    "front": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("search.begin", "search"),
        ("go.out", "sidebar"),
        ("view.front", "plain list"),
    ),
    "found": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("go.out", "close the search"),
        ("search.save", "save the search"),
        ("search.begin", "search"),
        ("view.sort", "order"),
    ),
    "saved": (
        ("move.down", "move"),
        ("go.in", "read"),
        ("search.begin", "search"),
        ("go.out", "sidebar"),
        ("view.sort", "order"),
    ),
    "later": (*_LATER_HINTS, ("go.out", "sidebar")),
    "found later": (*_LATER_HINTS, ("go.out", "close the search")),
    "picked": (
        ("mark.read", "read"),
        ("mark.star", "star"),
        ("mark.later", "later"),
        ("go.out", "unselect"),
        ("post.copy_link", "copy links"),
        ("pick.one", "select"),
    ),
    SEARCH: (
        ("search.list", "results"),
        ("search.clear", "close the search"),
        ("search.earlier", "previous searches"),
    ),
    FILTER: (
        ("search.list", "go to the name"),
        ("search.clear", "close"),
    ),
    FIND: (
        ("search.list", "article"),
        ("search.clear", "close"),
        ("search.earlier", "previous"),
    ),
    "finding": (
        ("search.next", "next"),
        ("search.previous", "previous"),
        ("go.out", "close"),
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
"""Hints of the footer by what has the focus, most useful first: command ids and labels.

The keys are panes, lists of results, and boxes. In panes and lists, `COMMON_HINTS` follow.
"""

COMMON_HINTS: tuple[tuple[str, str], ...] = (("app.palette", "commands"), ("app.help", "help"))


def bindings_for(where: str) -> list[BindingType]:
    """Return the bindings of all commands whose `where` is the given one, such as `PANE`."""
    return [
        binding for command in COMMANDS if command.where == where for binding in command.bindings
    ]


def are_active_together(one: Command, other: Command) -> bool:
    """Return whether two commands can be active at the same time, so that their keys must differ.

    While a box has the focus, its own keys take precedence. Those of the article take precedence
    over those of the list.
    """
    if {one.where, other.where} == {LIST, ARTICLE}:
        return False
    return (one.where == SEARCH) == (other.where == SEARCH)


def command(command_id: str) -> Command:
    """Return the command with an id. Raises KeyError if there is none."""
    return _BY_ID[command_id]


_BY_ID = {command.id: command for command in COMMANDS}
