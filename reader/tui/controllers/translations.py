"""The translations that the list shows in place of the preferred ones, and the key for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from reader.library.listing import Section
from reader.posts.post import Post
from reader.tui.controllers.library import LibraryController
from reader.tui.controllers.panes import PaneController
from reader.tui.panes import Pane


class ChosenTranslations:
    """Remembers, until the program ends, which stories the person looks at in another language.

    Args:
        library: The open posts.
    """

    def __init__(self, library: LibraryController) -> None:
        self._library = library
        self._chosen: dict[str, tuple[str, str]] = {}
        """Path of the chosen translation, and the search it was chosen in, by path of the post
        that the catalogue shows."""

    def choose(self, post: Post, query: str = "") -> bool:
        """Choose the translation to show of a story; return whether another one was shown.

        Args:
            post: The translation.
            query: The search whose results are listed; empty for none. A search shows the
                translations that match, unless another one is chosen in its results.
        """
        first = self._library.catalogue.translations_of(post)[0]
        choice = post.path, query
        if self._chosen.get(first.path, (first.path, "")) == choice:
            return False
        self._chosen[first.path] = choice
        return True

    def apply(self, sections: Sequence[Section], query: str = "") -> Sequence[Section]:
        """Return sections with the chosen translations in place of others.

        Args:
            sections: What is listed.
            query: The search whose results they are; empty for none.
        """
        if not self._chosen:
            return sections
        return [
            replace(section, posts=[self._shown(post, query) for post in section.posts])
            for section in sections
        ]

    def _shown(self, post: Post, query: str) -> Post:
        catalogue = self._library.catalogue
        path, chosen_in = self._chosen.get(catalogue.translations_of(post)[0].path, ("", ""))
        if not path or (query and chosen_in != query):
            return post
        return catalogue.get_by_path(path) or post


_ONE_LANGUAGE = "This post is in one language only."
_LOADING = "The translations are still being loaded."


class PostOpener(Protocol):
    """What the controller needs of the navigator."""

    @property
    def current_post(self) -> Post | None:
        """The article in use, else the post under the cursor."""

    def open_post(self, post: Post) -> None:
        """Go to a post and open its article."""


class PostHighlighter(Protocol):
    """What the controller needs of the list's controller."""

    def highlight(self, post: Post) -> None:
        """Move the cursor to a post, in the language of the post."""


class LanguageController:
    """Shows the current story in its next language.

    Args:
        library: The open posts.
        navigator: Tells which post is meant, and opens its translation.
        listing: Shows the translation in the list.
        panes: The pane in use.
        notify: Shows a message.
    """

    def __init__(
        self,
        library: LibraryController,
        navigator: PostOpener,
        listing: PostHighlighter,
        panes: PaneController,
        notify: Callable[[str], object],
    ) -> None:
        self._library = library
        self._navigator = navigator
        self._listing = listing
        self._panes = panes
        self._notify = notify

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {"next_language": self.show_next}

    def show_next(self) -> None:
        """Show the current article, or the row under the cursor, in the next language."""
        post = self._navigator.current_post
        if post is None:
            return
        catalogue = self._library.catalogue
        story = catalogue.translations_of(post)
        if len(story) == 1:
            # A preview knows the languages, but not the translations yet.
            is_early = bool(catalogue.languages_of(post))
            self._notify(_LOADING if is_early else _ONE_LANGUAGE)
            return
        paths = [translation.path for translation in story]
        following = story[(paths.index(post.path) + 1) % len(story)]
        if self._panes.current is Pane.ARTICLE:
            self._navigator.open_post(following)
        else:
            self._listing.highlight(following)
