"""What the reader has said of images: in the settings, and since the start."""

from __future__ import annotations

from pathlib import Path

from reader.graphics.canvas import ImageProtocol
from reader.graphics.terminals import terminal_canvas
from reader.library.article import ImageRequest
from reader.posts.post import Post
from reader.settings import RemoteImages, Settings


class ImagePreferences:
    """Whether images are shown, and which of those on the web are fetched.

    Args:
        settings: As they were when the reader started.
        protocol: How the terminal is told of pictures.
        cache_folder: Where fetched images are kept.
        has_colours: Whether the terminal has enough of them: in 16 no picture can be told from
            noise.
    """

    def __init__(
        self,
        settings: Settings,
        protocol: ImageProtocol,
        cache_folder: Path | None,
        *,
        has_colours: bool,
    ) -> None:
        self.has_colours = has_colours
        self._protocol = protocol
        self._cache_folder = cache_folder
        self.remote = settings.remote_images
        """When images on the web are fetched."""
        self.are_wanted = settings.images
        self._asked_for: set[str] = set()
        """Paths of the posts whose images on the web were asked for."""
        self.canvas = terminal_canvas(protocol)
        """What pictures are drawn on."""

    @property
    def are_shown(self) -> bool:
        """Whether images are wanted, and can be shown."""
        return self.are_wanted and self.has_colours

    def take_canvas(self) -> bool:
        """Look at the terminal's cells again; whether there are others now."""
        before, self.canvas = self.canvas, terminal_canvas(self._protocol)
        return self.canvas != before

    def ask_for(self, post: Post) -> None:
        """Let the images of a post be fetched, and shown."""
        self.are_wanted = True
        self._asked_for.add(post.path)

    def wishes(self, post: Post, key: str) -> ImageRequest:
        """What is to be seen of the images of a post.

        Args:
            post: One whose article is read.
            key: What the key is called that fetches images.
        """
        is_asked = post.path in self._asked_for
        return ImageRequest(
            self.are_shown,
            fetches=is_asked or self.remote is RemoteImages.ALWAYS,
            is_asked=is_asked,
            key=key if self.remote is RemoteImages.ASK else "",
            cache_folder=self._cache_folder,
            canvas=self.canvas,
        )
