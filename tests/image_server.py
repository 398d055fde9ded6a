"""A local HTTP server that sends images, broken responses and endless data."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from PIL import Image

from reader.web.addresses import Address
from tests.local_server import LocalHandler, LocalServer, running


def image_bytes(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    """Return an image file of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, "red").save(data, kind)
    return data.getvalue()


def decompression_bomb() -> bytes:
    """Return a PNG of a few kilobytes whose header claims 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    side = (30_000).to_bytes(4, "big")
    header = chunk(b"IHDR", side + side + bytes([8, 2, 0, 0, 0]))
    pixels = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


class Handler(LocalHandler):
    """Answers a path with the method `answer_` plus its name, and records the path."""

    requested: ClassVar[list[str]] = []

    def respond(self) -> None:
        self.requested.append(self.path)
        name = self.path.partition("?")[0].strip("/")
        answer = getattr(self, f"answer_{name}", None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def send(self, data: bytes, media_type: str = "image/png", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def answer_good(self) -> None:
        self.send(image_bytes())

    def answer_page(self) -> None:
        self.send(b"<html>", "text/html")

    def answer_nothing(self) -> None:
        self.send_response(200)
        self.end_headers()

    def answer_liar(self) -> None:
        self.send(b"no image at all")

    def answer_bomb(self) -> None:
        self.send(decompression_bomb())

    def answer_packed(self) -> None:
        self.send(b"", Content_Encoding="gzip")

    def answer_huge(self) -> None:
        self.send(b"", Content_Length="99999999999")

    def answer_endless(self) -> None:
        self.send(b"")
        self.flood()

    def answer_drip(self) -> None:
        """Send a header one byte at a time, without an end."""
        self.drip(b"HTTP/1.1 200 OK\r\nX: ")

    def answer_silent(self) -> None:
        self.wait()

    def answer_near(self) -> None:
        self.redirect("/good")

    def answer_round(self) -> None:
        self.redirect("/round")

    def answer_private(self) -> None:
        self.redirect("http://10.0.0.1/good")

    def answer_metadata(self) -> None:
        self.redirect("http://169.254.169.254/latest/")

    def answer_file(self) -> None:
        self.redirect("file:///etc/passwd")


@contextmanager
def image_server() -> Iterator[str]:
    """Run the server and yield its address, without a slash at the end."""
    Handler.requested = []
    with running(LocalServer(Handler)) as server:
        yield server.address


def requested_paths() -> list[str]:
    """Return the paths that were requested, in order."""
    return list(Handler.requested)


def allow_loopback(address: Address) -> bool:
    """Return whether an address is this machine, for `is_allowed` of `fetch_image`."""
    return address.is_loopback
