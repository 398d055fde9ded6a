"""A server of feeds in a process of its own: `python -m benchmarks.feed_host COUNT`.

Each feed has a port, which makes it a host of its own. The addresses are printed, and the server
ends with its standard input. A request with a validator is answered with 304.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

from benchmarks.feeds import feed_document

ETAG = '"benchmark"'
_NOT_MODIFIED = f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n".encode()

_Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextmanager
def feed_host(count: int) -> Iterator[Sequence[str]]:
    """Run the server and yield the addresses of its feeds."""
    words = [sys.executable, "-m", "benchmarks.feed_host", str(count)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().decode("ascii").split()
        process.stdin.close()


async def _serve(count: int) -> None:
    servers = [
        await asyncio.start_server(_handler(feed_document(number)), "127.0.0.1", 0)
        for number in range(count)
    ]
    ports = [server.sockets[0].getsockname()[1] for server in servers]
    print(*(f"http://127.0.0.1:{port}/feed" for port in ports), flush=True)
    await asyncio.to_thread(sys.stdin.read)


def _handler(body: bytes) -> _Handler:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: {ETAG}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    document = head.encode() + body

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                is_known = b"if-none-match:" in request.lower()
                writer.write(_NOT_MODIFIED if is_known else document)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    return answer


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
