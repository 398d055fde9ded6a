"""Tests use no network but this machine's own, and neither do the processes that they start."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys

import pytest

from tests.loopback_only import sitecustomize as loopback_only

PUBLIC = "192.0.2.1"
"""An address for documentation, which nobody has: https://www.rfc-editor.org/rfc/rfc5737."""


@pytest.fixture(autouse=True)
def expected(loopback_only_network: None) -> object:
    """Accept what is denied here."""
    yield
    loopback_only.denied.clear()


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_public_address_is_reached(kind: socket.SocketKind) -> None:
    with socket.socket(type=kind) as client, pytest.raises(RuntimeError, match=PUBLIC):
        client.connect((PUBLIC, 9))
    assert loopback_only.denied


def test_no_datagram_is_sent() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(RuntimeError):
        client.sendto(b"", (PUBLIC, 9))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(RuntimeError, match="no network"):
        socket.getaddrinfo("example.org", 80)


def test_no_server_is_open_to_others() -> None:
    with socket.socket() as server, pytest.raises(RuntimeError):
        server.bind(("0.0.0.0", 0))


async def test_asyncio_reaches_no_public_address() -> None:
    with pytest.raises(RuntimeError):
        await asyncio.open_connection(PUBLIC, 9)


def test_a_child_process_reaches_no_public_address() -> None:
    code = f"import socket; socket.create_connection(({PUBLIC!r}, 9), timeout=1)"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "Tests use no network but this machine's own" in child.stderr


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    assert not loopback_only.denied


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "::1", "::ffff:127.0.0.1", b"127.1.2.3"]
)
def test_a_loopback_address(host: object) -> None:
    assert loopback_only.is_loopback(host)


@pytest.mark.parametrize("host", ["127.example.org", "0.0.0.0", "10.0.0.1", "example.org", "::2"])
def test_no_loopback_address(host: object) -> None:
    assert not loopback_only.is_loopback(host)
