"""A server of images on this machine, that can be as nasty as any on the web."""

from __future__ import annotations

import io
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from PIL import Image

from reader.web.network import Address


def an_image(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    """The bytes of an image of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, "red").save(data, kind)
    return data.getvalue()


def a_bomb() -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    side = (30_000).to_bytes(4, "big")
    head = chunk(b"IHDR", side + side + bytes([8, 2, 0, 0, 0]))
    pixels = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + chunk(b"IEND", b"")


class Handler(BaseHTTPRequestHandler):
    """Answers by path; `asked` holds the paths."""

    asked: ClassVar[list[str]] = []
    closing: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.partition("?")[0].strip("/")
        act = getattr(self, f"answer_{name}", None)
        with suppress(OSError):  # who has asked may be gone
            if act is None:
                self.send_error(404)
            else:
                act()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def say(self, data: bytes, kind: str = "image/png", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def lead_to(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def answer_good(self) -> None:
        self.say(an_image())

    def answer_page(self) -> None:
        self.say(b"<html>", "text/html")

    def answer_nothing(self) -> None:
        self.send_response(200)
        self.end_headers()

    def answer_liar(self) -> None:
        self.say(b"no image at all")

    def answer_bomb(self) -> None:
        self.say(a_bomb())

    def answer_packed(self) -> None:
        self.say(b"", Content_Encoding="gzip")

    def answer_huge(self) -> None:
        self.say(b"", Content_Length="99999999999")

    def answer_endless(self) -> None:
        self.say(b"")
        while not self.closing.is_set():
            self.wfile.write(b"x" * 65_536)

    def answer_drip(self) -> None:
        """A byte of the head now and then."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not self.closing.wait(0.02):
            self.wfile.write(b"x")

    def answer_silent(self) -> None:
        self.closing.wait()

    def answer_near(self) -> None:
        self.lead_to("/good")

    def answer_round(self) -> None:
        self.lead_to("/round")

    def answer_private(self) -> None:
        self.lead_to("http://10.0.0.1/good")

    def answer_metadata(self) -> None:
        self.lead_to("http://169.254.169.254/latest/")

    def answer_file(self) -> None:
        self.lead_to("file:///etc/passwd")


@contextmanager
def image_server() -> Iterator[str]:
    """Runs the server; gives its address, without a slash at its end."""
    Handler.asked, Handler.closing = [], threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            Handler.closing.set()
            running.shutdown()
            thread.join()


def requested_paths() -> list[str]:
    """What the server has been asked for."""
    return list(Handler.asked)


def allow_loopback(address: Address) -> bool:
    """Lets connections to this machine pass, and no others."""
    return address.is_loopback
