"""The picture of the lead story."""

from __future__ import annotations

from typing import Protocol

from reader.library.events import ArticleLoaded, LeadLoaded
from reader.library.library import Library
from reader.library.requests import LeadRequest
from reader.posts.post import Post
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.library import StartJob
from reader.tui.jobs import JobGroup


class LeadView(Protocol):
    """What the controller needs of the list."""

    @property
    def has_lead(self) -> bool:
        """Whether a picture is shown."""

    def show_lead(self, lead: LeadLoaded | None) -> None:
        """Show a picture beside the lead story, or none."""


class LeadPicture:
    """Loads and shows the picture of the lead story.

    Args:
        post_list: Shows the picture.
        library: Loads it.
        start: Starts background jobs.
        images: Whether images are shown.
    """

    def __init__(
        self, post_list: LeadView, library: Library, start: StartJob, images: ImagePreferences
    ) -> None:
        self._post_list = post_list
        self._library = library
        self._start = start
        self._images = images
        self._path: str | None = None
        """The post whose picture was requested last."""

    def show(self, post: Post) -> None:
        """Show the picture of a lead story once it is loaded."""
        if self._images.visible and post.image and post.path != self._path:
            self._path = post.path
            self._load(post)

    def reset(self) -> None:
        """Forget which picture was requested, and hide it if images are switched off."""
        self._path = None
        if not self._images.visible:
            self._post_list.show_lead(None)

    def on_loaded(self, event: LeadLoaded) -> None:
        """Show a picture."""
        if self._images.visible:
            self._post_list.show_lead(event)

    def on_article_loaded(self, event: ArticleLoaded) -> None:
        """Load the picture again if it may have been fetched for the article of the lead story."""
        is_lead = event.post.path == self._path
        if is_lead and event.pictures and not self._post_list.has_lead:
            self._load(event.post)

    def _load(self, post: Post) -> None:
        request = LeadRequest(post, self._images.request(post))
        self._start(JobGroup.LEAD, self._library.load_lead, request)
