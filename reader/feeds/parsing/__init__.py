"""Parse feeds: the bytes of RSS, Atom and JSON Feed to a `FeedDocument`."""

from __future__ import annotations

from reader.feeds.errors import FeedError
from reader.feeds.model import FeedDocument
from reader.feeds.parsing.encodings import decode_document
from reader.feeds.parsing.json_feed import looks_like_json, parse_json_feed
from reader.feeds.parsing.limits import MAX_BYTES
from reader.feeds.parsing.not_feeds import not_a_feed
from reader.feeds.parsing.xml_document import clean_document, find_root, prepare_xml
from reader.feeds.parsing.xml_feed import parse_xml_feed

__all__ = ["parse_feed"]


def parse_feed(data: bytes, content_type: str, url: str) -> FeedDocument:
    """Parse a feed in any version of RSS, Atom or JSON Feed.

    Args:
        data: The document as it was received.
        content_type: The Content-Type of the server; empty if it sent none. Only its charset
            counts, because the types of feeds are wrong more often than not.
        url: The address that the document was received from. Relative addresses start there.

    Raises:
        FeedError: The document is larger than 10 MB, or no feed.
    """
    if len(data) > MAX_BYTES:
        raise FeedError(
            f"the feed is larger than {MAX_BYTES // 1024 // 1024} MB",
            "Look for a feed of the site that has only its latest entries.",
        )
    text = clean_document(decode_document(data, content_type)).lstrip()
    if looks_like_json(text):
        return parse_json_feed(text, url)
    root = find_root(text)
    if root is None:
        raise not_a_feed(text, content_type, url)
    return parse_xml_feed(prepare_xml(text, root), url)
