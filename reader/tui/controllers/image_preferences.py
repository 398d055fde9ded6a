"""Which images are shown and fetched, by the settings and by the keys that were pressed."""

from __future__ import annotations

from reader.graphics.canvas import ImageProtocol
from reader.graphics.terminals import terminal_canvas
from reader.library.requests import ImageRequest
from reader.posts.post import Post
from reader.settings import RemoteImages
from reader.tui.keymap import key_name
from reader.tui.session import Session

_NO_COLORS = "This terminal has too few colours for images."


class ImagePreferences:
    """Whether images are shown, and which remote ones are fetched.

    Args:
        session: The settings, and the image protocol of the terminal.
    """

    def __init__(self, session: Session) -> None:
        settings = session.preferences.settings
        self._has_colors = session.has_colors
        self._remote = settings.remote_images
        self._are_shown = settings.images
        self._protocol = session.image_protocol
        self._cache_folder = session.cache_folder
        self._fetch_key = key_name(session.keymap["view.fetch"].keys.partition(",")[0])
        self._requested: set[str] = set()
        """Paths of the posts whose remote images the user has asked for."""
        self._reported_cell: tuple[int, int] | None = None
        self._canvas = terminal_canvas(self._protocol)

    @property
    def visible(self) -> bool:
        """Whether images are switched on and the terminal can show them."""
        return self._are_shown and self._has_colors

    def toggle(self) -> str:
        """Show images, or only their labels; return a message about it."""
        if not self._has_colors:
            return _NO_COLORS
        self._are_shown = not self._are_shown
        return f"Images are {'shown' if self._are_shown else 'hidden'}."

    def show(self, visible: bool) -> None:
        """Show images, or only their labels."""
        self._are_shown = visible

    def use_remote(self, setting: RemoteImages) -> None:
        """Fetch remote images when a setting says so."""
        self._remote = setting

    def refusal(self, *, has_remote_images: bool) -> str | None:
        """Return why the images of an article are not fetched; None if they can be.

        Args:
            has_remote_images: Whether an article with images on the web is shown.
        """
        if not self._has_colors:
            return _NO_COLORS
        if self._remote is RemoteImages.NEVER:
            return "Images are never fetched, by the setting “Images from the web”."
        return None if has_remote_images else "No article with images on the web is shown."

    def update_canvas(self) -> bool:
        """Measure the terminal's cells again; return whether their size changed."""
        before = self._canvas
        self._canvas = terminal_canvas(self._protocol, self._reported_cell)
        return self._canvas != before

    def use_protocol(self, protocol: ImageProtocol, cell: tuple[int, int] | None) -> bool:
        """Send images by a protocol; return whether they are to be drawn again.

        Args:
            protocol: How the terminal receives pictures.
            cell: Width and height of a cell in pixels, as the terminal reports it.
        """
        self._protocol, self._reported_cell = protocol, cell
        return self.update_canvas()

    def fetch_for(self, post: Post) -> None:
        """Allow the remote images of a post to be fetched."""
        self._are_shown = True
        self._requested.add(post.path)

    def request(self, post: Post) -> ImageRequest:
        """Return the request for the images of a post."""
        is_explicit = post.path in self._requested
        return ImageRequest(
            self.visible,
            fetch=is_explicit or self._remote is RemoteImages.ALWAYS,
            is_explicit=is_explicit,
            fetch_key=self._fetch_key if self._remote is RemoteImages.ASK else "",
            cache_folder=self._cache_folder,
            canvas=self._canvas,
        )
