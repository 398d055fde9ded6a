"""The files that come with a post from a feed, such as the sound of a podcast, as links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from rich.cells import cell_len
from rich.style import Style

from reader.article.blocks import GAP_ABOVE, Block, Margin, Paragraph, Prefix, Rule
from reader.article.line import Run
from reader.article.palette import Palette
from reader.posts.post import Post
from reader.text.clean import clean_line
from reader.text.urls import url_host

_HEADING = "Files"


def unlinked_enclosures(post: Post, body: str) -> Sequence[str]:
    """Return the addresses of the files that come with a post and that its body does not name."""
    return [address for address in post.enclosures if address not in body]


def enclosure_section(post: Post, body: str) -> list[Block]:
    """Return blocks that list the files that come with a post; no blocks without such files.

    Args:
        post: The post.
        body: Its text. Files that are in it are left out.
    """
    addresses = unlinked_enclosures(post, body)
    if not addresses:
        return []
    margin = Margin((Prefix("▸ ", None, "list_marker"),), opened=1)
    links = (Paragraph(margin, EnclosureLink(address)) for address in addresses)
    return [Rule(GAP_ABOVE, _HEADING), *links]


@dataclass(frozen=True, slots=True)
class EnclosureLink:
    """Inline text: the name of a file as a link to it, and the host that it is on."""

    address: str

    def runs(self, palette: Palette, base: Style) -> list[Run]:
        link = base + palette.link + Style(meta={"href": self.address})
        host = f"{palette.symbols(' · ')}{url_host(self.address)}"
        return [(file_name(self.address), link), (host, base + palette.dim)]

    def cells(self) -> int:
        return sum(cell_len(text) for text in (file_name(self.address), url_host(self.address))) + 3

    def estimate(self) -> int:
        return len(self.address)


def file_name(address: str) -> str:
    """Return the name of a file on the web, or the whole address if it ends in no name."""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return clean_line(unquote(path.rpartition("/")[2])) or clean_line(address)
