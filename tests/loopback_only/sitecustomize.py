"""Deny all network access but that to this machine, in tests and in the processes that they start.

Python imports a module of this name at the start of each process if its folder is in PYTHONPATH:
https://docs.python.org/3/library/site.html. `tests/conftest.py` puts it there, and imports it.

The check is an audit hook (https://docs.python.org/3/library/audit_events.html), so it also sees
what asyncio and libraries in C do by Python's sockets, and look-ups of names. pytest-socket sees
neither look-ups nor datagrams nor other processes.
"""

from __future__ import annotations

import sys

denied: list[str] = []
"""What was denied in this process. The error alone may be caught by what is tested."""

_HOSTS = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1}
"""Events with an address, and the index of that among the arguments."""
_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
"""Events with a name to look up as the first argument."""


def _check(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in _HOSTS:
        address = arguments[_HOSTS[event]]
        if isinstance(address, tuple) and not is_loopback(address[0]):
            _deny(f"{event} {address[0]!r}")
    elif event in _NAMES and not (is_loopback(arguments[0]) or _is_number(arguments[0])):
        _deny(f"{event} {arguments[0]!r}")


def is_loopback(host: object) -> bool:
    """Return whether a host is this machine. A name other than `localhost` is not."""
    name = host.decode(errors="replace") if isinstance(host, bytes) else host
    if name is None:  # the system's choice for a server of asyncio
        return True
    name = str(name).removeprefix("::ffff:")
    return name in {"", "localhost", "::1"} or (name.startswith("127.") and _is_ipv4(name))


def _is_number(host: object) -> bool:
    """Return whether a host is an address, for which nobody is asked."""
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    try:  # it knows all forms, such as 0x7f.1; the module is loaded, as it has raised the event
        sys.modules["_socket"].inet_aton(name)
    except OSError:
        return ":" in name
    return True


def _is_ipv4(name: str) -> bool:
    parts = name.split(".")
    return len(parts) == 4 and all(part.isdigit() for part in parts)


def _deny(what: str) -> None:
    denied.append(what)
    raise RuntimeError(f"Tests use no network but this machine's own: {what}")


sys.addaudithook(_check)
