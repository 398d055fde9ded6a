"""The actions of the keys for images."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.graphics.canvas import ImageProtocol
from reader.settings import RemoteImages
from reader.tui.controllers.article import ArticleController
from reader.tui.controllers.front_pictures import FrontPictures
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.list import ListController
from reader.tui.controllers.panes import PaneController


class ImageController:
    """Shows, hides and fetches images, in the article and on the front page.

    Args:
        images: Which images are shown and fetched.
        article: The current article.
        front_pictures: The pictures of the front page.
        listing: The front page.
        panes: Whether the article is on screen.
        notify: Shows a message.
    """

    def __init__(
        self,
        images: ImagePreferences,
        article: ArticleController,
        front_pictures: FrontPictures,
        listing: ListController,
        panes: PaneController,
        notify: Callable[[str], object],
    ) -> None:
        self._images = images
        self._article = article
        self._front_pictures = front_pictures
        self._listing = listing
        self._panes = panes
        self._notify = notify

    @property
    def actions(self) -> Mapping[str, Callable[..., object]]:
        """The actions of the controller, by the names that bindings use."""
        return {
            "images": self.toggle,
            "fetch_images": self.fetch,
        }

    def toggle(self) -> None:
        """Show images, or only their labels."""
        self._notify(self._images.toggle())
        self._show()

    def show(self, visible: bool) -> None:
        """Show images, or only their labels, as a setting says."""
        self._images.show(visible)
        self._show()

    def use_remote(self, setting: RemoteImages) -> None:
        """Fetch remote images when a setting says so."""
        self._images.use_remote(setting)
        self._article.reopen()

    def fetch(self) -> None:
        """Fetch the remote images of the article that is shown."""
        post = self._article.post
        has_images = self._panes.shows_article and self._article.has_remote_images
        refusal = self._images.refusal(has_remote_images=has_images)
        if refusal is not None:
            self._notify(refusal)
        elif post is not None:
            self._images.fetch_for(post)
            self._article.reopen()

    def use_protocol(self, protocol: ImageProtocol, cell: tuple[int, int] | None) -> None:
        """Draw images in the way that the terminal supports.

        Args:
            protocol: How the terminal receives pictures.
            cell: Width and height of a cell in pixels, as the terminal reports it.
        """
        if self._images.use_protocol(protocol, cell):
            self._show()

    def on_resize(self) -> None:
        """Draw images again if the cells of the terminal have another size."""
        if self._images.update_canvas():
            self._show()

    def _show(self) -> None:
        self._article.reopen()
        self._front_pictures.reset()
        if self._listing.is_front_page:
            self._listing.refresh(is_new=False)
