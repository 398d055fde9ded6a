"""Decompression of responses, with a limit on the size of the result.

The codings are those of RFC 9110, section 8.4.1. A response can be a thousand times smaller than
its content, so that its own size says nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

from reader.web.errors import DocumentError, FailureKind

ACCEPTED_CODINGS = "gzip, deflate"
"""The value of Accept-Encoding that fits `decoder_for`."""

_GZIP = frozenset({"gzip", "x-gzip"})
_NOT_REQUESTED = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi"})
"""Codings that need another library. No request asks for them."""
_GZIP_START = b"\x1f\x8b"


class BodyDecoder:
    """The content of a body, within the limit that all bodies have.

    Args:
        max_bytes: Maximum size of the body, both as sent and decompressed.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._received = 0
        self._body = bytearray()

    def add(self, data: bytes) -> None:
        """Take the next bytes that the server sent.

        Raises:
            DocumentError: The body is too large, or its compression is damaged.
        """
        # Compressed data without any content, such as empty blocks, is limited as well.
        self._received += len(data)
        if self._received > self._max_bytes:
            raise too_large(self._max_bytes)
        self._decode(data)

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            DocumentError: The compressed data has no end.
        """
        return bytes(self._body)

    def _decode(self, data: bytes) -> None:
        self._append(data)

    def _append(self, data: bytes) -> None:
        self._body += data
        if len(self._body) > self._max_bytes:
            raise too_large(self._max_bytes)

    def _room(self) -> int:
        """Return how many bytes to decompress at once: one more than are allowed."""
        return self._max_bytes - len(self._body) + 1


class _ZlibDecoder(BodyDecoder):
    """A body that is, or may be, compressed with gzip or deflate.

    A body that is not compressed although the header says so is taken as it is, and bytes after
    the last gzip member are ignored, as browsers do.
    """

    def __init__(self, max_bytes: int, *, is_gzip: bool) -> None:
        super().__init__(max_bytes)
        self._is_gzip = is_gzip
        self._start = b""
        """Bytes before it is known what they begin: the first two decide, and can come singly."""
        self._add: Callable[[bytes], bytes] = self._begin
        """Takes data and returns what is left for the next form of data."""
        self._stream = zlib.decompressobj()

    def _decode(self, data: bytes) -> None:
        try:
            while data:
                data = self._add(data)
        except zlib.error as error:
            reason = "its compressed data is damaged"
            raise DocumentError(reason, FailureKind.DAMAGED) from error

    def _begin(self, data: bytes) -> bytes:
        """Find out from the first two bytes what the data really is."""
        start = self._start = self._start + data
        if len(start) < 2:
            return b""
        if start.startswith(_GZIP_START):
            self._decompress(_GZIP_BITS)
        elif self._is_gzip:
            self._add = self._copy
        elif start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0:
            self._decompress(zlib.MAX_WBITS)
        else:
            # Not the header of RFC 1950: some servers send deflate without it (RFC 1951).
            self._decompress(-zlib.MAX_WBITS)
        self._start = b""
        return start

    def _begin_member(self, data: bytes) -> bytes:
        start = self._start = self._start + data
        if len(start) < 2:
            return b""
        if not (self._is_gzip and start.startswith(_GZIP_START)):
            self._add = self._ignore
            return b""
        self._decompress(_GZIP_BITS)
        self._start = b""
        return start

    def _decompress(self, bits: int) -> None:
        self._stream = zlib.decompressobj(bits)
        self._add = self._continue

    def _continue(self, data: bytes) -> bytes:
        self._append(self._stream.decompress(data, self._room()))
        if self._stream.eof:
            self._add = self._begin_member
            return self._stream.unused_data
        return self._stream.unconsumed_tail

    def _copy(self, data: bytes) -> bytes:
        self._append(data)
        return b""

    def _ignore(self, _: bytes) -> bytes:
        return b""

    def finish(self) -> bytes:
        if self._add == self._begin:
            return self._start
        if self._add == self._continue:
            raise DocumentError("its compressed data is incomplete", FailureKind.DAMAGED)
        return super().finish()


_GZIP_BITS = zlib.MAX_WBITS | 16


def decoder_for(content_encoding: str, max_bytes: int) -> BodyDecoder:
    """Return the decoder for a header Content-Encoding, empty if the response has none.

    Values that are no codings, such as `utf-8` or `none`, are ignored. A body that begins like gzip
    is decompressed then too: some servers send a file such as `feed.xml.gz` as it is.

    Raises:
        DocumentError: The response is compressed in a way that was not requested.
    """
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    refused = next((coding for coding in codings if coding in _NOT_REQUESTED), None)
    compressed = [coding for coding in codings if coding in _GZIP or coding == "deflate"]
    if refused is not None or len(compressed) > 1:
        name = refused or content_encoding.strip()
        reason = f"the server sent it compressed with {name}, which was not requested"
        raise DocumentError(reason, FailureKind.DAMAGED)
    return _ZlibDecoder(max_bytes, is_gzip=not compressed or compressed[0] in _GZIP)


def too_large(max_bytes: int) -> DocumentError:
    """Return the error for a body of more than `max_bytes`."""
    reason = f"it is larger than {max_bytes / 1024 / 1024:,.0f} MB"
    return DocumentError(reason, FailureKind.TOO_LARGE)
