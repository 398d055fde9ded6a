"""The pictures of the front page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.library.events import ArticleLoaded, PictureLoaded
from reader.library.library import Library
from reader.library.requests import PicturesRequest
from reader.posts.post import Post
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.library import StartJob
from reader.tui.jobs import JobGroup

if TYPE_CHECKING:
    from reader.article.pictures import Picture

_MAX_KNOWN = 500
"""Maximum number of posts of which it is known whether they have a picture."""


class PicturesView(Protocol):
    """What the controller needs of the list."""

    def show_pictures(self, pictures: Mapping[str, Picture | None]) -> None:
        """Show these pictures beside their posts."""


class FrontPictures:
    """Loads the pictures of a front page and shows them.

    Args:
        post_list: Shows the pictures.
        library: Loads them.
        start: Starts background jobs.
        images: Whether images are shown.
    """

    def __init__(
        self, post_list: PicturesView, library: Library, start: StartJob, images: ImagePreferences
    ) -> None:
        self._post_list = post_list
        self._library = library
        self._start = start
        self._images = images
        self._known: dict[str, bool] = {}
        """Whether posts have a picture, by path."""
        self._requested: Sequence[Post] = ()
        self._pictures: dict[str, Picture | None] = {}
        """The pictures that are loaded, by path; None for a file that is no picture."""

    @property
    def visible(self) -> bool:
        """Whether pictures are shown at all."""
        return self._images.visible

    def has_picture(self, post: Post) -> bool:
        """Return whether the picture of a post can be loaded without fetching it."""
        if not post.image:
            return False
        if post.path not in self._known:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            self._known[post.path] = self._library.has_picture(post, self._images.request(post))
        return self._known[post.path]

    def show(self, posts: Sequence[Post]) -> None:
        """Show the pictures of some posts as they are loaded, and forget all others."""
        if not self.visible or list(posts) == list(self._requested):
            return
        self._requested = posts
        paths = [post.path for post in posts]
        self._pictures = {path: self._pictures[path] for path in paths if path in self._pictures}
        self._post_list.show_pictures(self._pictures)
        self._load([post for post in posts if post.path not in self._pictures])

    def reset(self) -> None:
        """Forget all pictures, because images are switched off or are drawn in another way."""
        self._requested = ()
        self._pictures = {}
        self._known.clear()
        self._post_list.show_pictures({})

    def on_loaded(self, event: PictureLoaded) -> None:
        """Show a picture."""
        if self.visible and event.post in self._requested:
            self._pictures = {**self._pictures, event.post.path: event.picture}
            self._post_list.show_pictures(self._pictures)

    def on_article_loaded(self, event: ArticleLoaded) -> bool:
        """Return whether the post of an article has a picture now that it did not have before."""
        post = event.post
        if not event.pictures or self._known.get(post.path) is not False:
            return False
        del self._known[post.path]
        return self.has_picture(post)

    def _load(self, posts: Sequence[Post]) -> None:
        if posts:
            request = PicturesRequest(tuple(posts), self._images.request(posts[0]))
            self._start(JobGroup.PICTURES, self._library.load_pictures, request)
