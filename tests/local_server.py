"""A local HTTP server in a thread, which the servers of images and of feeds are built on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

DRIP_SECONDS = 0.02
"""Time between two bytes of a response that never ends."""


class LocalServer(ThreadingHTTPServer):
    """A server whose threads end with it; `closing` ends the responses that wait."""

    daemon_threads = True
    # Two hundred clients may connect at once.
    request_queue_size = 256

    def __init__(self, handler: type[LocalHandler], host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), handler)
        self.host = host
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        """The address of the server, without a slash at the end."""
        return f"http://{self.host}:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Print nothing if a client has disconnected."""


class LocalHandler(BaseHTTPRequestHandler):
    """Answers requests without printing them. A client may disconnect at any time."""

    server: LocalServer
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        with suppress(OSError):
            self.respond()

    def do_CONNECT(self) -> None:
        self.do_GET()

    def respond(self) -> None:
        """Answer a request for `path`; a proxy gets whole URLs, or a host and a port to connect."""
        raise NotImplementedError

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def wait(self) -> None:
        """Wait until the server closes."""
        self.server.closing.wait()

    def drip(self, start: bytes) -> None:
        """Send the beginning of a response, then one byte at a time, without an end."""
        self.wfile.write(start)
        while not self.server.closing.wait(DRIP_SECONDS):
            self.wfile.write(b"x")

    def flood(self) -> None:
        """Send data without an end."""
        while not self.server.closing.is_set():
            self.wfile.write(b"x" * 65_536)


_Server = TypeVar("_Server", bound=LocalServer)


@contextmanager
def running(server: _Server) -> Iterator[_Server]:
    """Run a server in a thread."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
