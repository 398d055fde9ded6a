"""Fetches one image over HTTP, limited in size, time and redirects."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.web.addresses import Address, is_public
from reader.web.documents import DocumentClient, DocumentRequest
from reader.web.errors import DocumentError
from reader.web.headers import media_type
from reader.web.limits import IMAGE_LIMITS, Limits

_TYPES = "image/png, image/jpeg, image/gif, image/webp"


class FetchError(Exception):
    """An image was not fetched. The message is the reason, for the person reading."""


def fetch_image(
    url: str,
    limits: Limits = IMAGE_LIMITS,
    *,
    is_allowed: Callable[[Address], bool] = is_public,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """Fetch an image and return its bytes, which are not decoded.

    Args:
        url: An http or https address.
        limits: Limits of the fetch.
        is_allowed: Returns whether an address may be connected to.
        is_cancelled: Called while the fetch waits; true ends it.

    Raises:
        FetchError: The image is not available, exceeds a limit, or the fetch was cancelled.
    """
    request = DocumentRequest(url, accept=_TYPES, accept_encoding="identity")
    try:
        with DocumentClient(limits, is_public=is_allowed) as client:
            response = client.fetch(request, is_cancelled, _check_headers)
    except DocumentError as error:
        raise FetchError(error.reason) from error
    if response.status != 200:
        raise FetchError(f"the server answered with status {response.status}")
    return response.data


def _check_headers(headers: Mapping[str, str]) -> None:
    """Check the response headers before any data is read.

    Raises:
        FetchError: The response is not an image, or is compressed.
    """
    kind = media_type(headers)
    if not kind:
        raise FetchError("the server did not say what type of file it is")
    if not kind.startswith("image/"):
        raise FetchError(f"it is not an image but {kind}")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError("the server sent it compressed, which was not requested")
