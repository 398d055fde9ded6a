"""Decompression with a limit on the result."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.web.content_coding import decoder_for
from reader.web.errors import DocumentError, FailureKind
from tests.feed_server import deflate_bomb, gzip_bomb

TEXT = b"<rss>" + bytes(range(256)) * 4


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


def decode(data: bytes, encoding: str, *, step: int = 7, max_bytes: int = 10_000) -> bytes:
    decoder = decoder_for(encoding, max_bytes)
    for start in range(0, len(data), step):
        decoder.add(data[start : start + step])
    return decoder.finish()


def kind_of_failure(data: bytes, encoding: str, max_bytes: int = 10_000) -> FailureKind:
    with pytest.raises(DocumentError) as caught:
        decode(data, encoding, step=1_000, max_bytes=max_bytes)
    return caught.value.kind


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (TEXT, "none"),
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0), "GZIP"),
        (gzip.compress(TEXT, mtime=0), "identity, gzip"),
        (gzip.compress(TEXT[:9], mtime=0) + gzip.compress(TEXT[9:]), "gzip"),
        (gzip.compress(b"", mtime=0) + gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT, mtime=0) + b"\0\0\0 rubbish", "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (zlib.compress(TEXT, 0), "deflate"),
        (raw_deflate(TEXT), "deflate"),
        (gzip.compress(TEXT, mtime=0), "deflate"),
        (gzip.compress(TEXT, mtime=0), ""),
        (TEXT, "gzip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("step", [1, 2, 7, 100_000])
def test_every_form_is_decoded_in_pieces_of_any_size(data: bytes, encoding: str, step: int) -> None:
    assert decode(data, encoding, step=step) == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate", ""])
def test_a_body_may_be_empty_or_a_single_byte(encoding: str) -> None:
    assert decode(b"", encoding) == b""
    assert decode(b"x", encoding) == b"x"


@pytest.mark.parametrize(
    ("data", "encoding", "kind"),
    [
        (gzip.compress(TEXT, mtime=0)[:-1], "gzip", FailureKind.DAMAGED),
        (gzip.compress(TEXT, mtime=0)[:200], "gzip", FailureKind.DAMAGED),
        (gzip.compress(TEXT, mtime=0) + gzip.compress(TEXT)[:20], "gzip", FailureKind.DAMAGED),
        (gzip.compress(TEXT, mtime=0)[:-8] + bytes(8), "gzip", FailureKind.DAMAGED),
        (zlib.compress(TEXT)[:-1], "deflate", FailureKind.DAMAGED),
        (raw_deflate(TEXT)[:-1], "deflate", FailureKind.DAMAGED),
        (b"\x07 not compressed", "deflate", FailureKind.DAMAGED),
        (TEXT, "br", FailureKind.DAMAGED),
        (TEXT, "zstd, gzip", FailureKind.DAMAGED),
        (gzip.compress(gzip.compress(TEXT, mtime=0)), "gzip, gzip", FailureKind.DAMAGED),
        (TEXT * 10, "", FailureKind.TOO_LARGE),
        (gzip_bomb(10_000_000), "gzip", FailureKind.TOO_LARGE),
        (deflate_bomb(10_000_000), "deflate", FailureKind.TOO_LARGE),
        (gzip_bomb(6_000) + gzip_bomb(6_000), "gzip", FailureKind.TOO_LARGE),
        (gzip.compress(b"", mtime=0) * 1_000, "gzip", FailureKind.TOO_LARGE),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_what_is_damaged_or_too_large(data: bytes, encoding: str, kind: FailureKind) -> None:
    assert kind_of_failure(data, encoding) is kind


def test_the_limit_is_exact() -> None:
    for data, encoding in ((TEXT, ""), (gzip.compress(TEXT, mtime=0), "gzip")):
        limit = max(len(TEXT), len(data))
        assert decode(data, encoding, max_bytes=limit) == TEXT
        assert kind_of_failure(data, encoding, max_bytes=limit - 1) is FailureKind.TOO_LARGE


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "x", "gzip, deflate"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, encoding: str) -> None:
    with suppress(DocumentError):
        assert len(decode(data, encoding, max_bytes=1_000)) <= 1_000
