"""User names and passwords, which come from a command of the person."""

from __future__ import annotations

import os
import shlex
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from select import select
from time import monotonic

from reader.web.errors import DocumentError, FailureKind

MAX_COMMAND_SECONDS = 30.0
"""How long a command may take; it can ask for a passphrase."""
_MAX_OUTPUT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user name and a password for Basic authentication."""

    user: str
    password: str = field(repr=False)

    def authorization(self) -> str:
        """Return the value of the header Authorization (RFC 7617).

        Raises:
            DocumentError: The user name contains a colon, which would end it.
        """
        if ":" in self.user:
            reason = "the user name contains a colon, which is not possible"
            raise DocumentError(reason, FailureKind.INVALID_HEADER)
        pair = f"{self.user}:{self.password}".encode("utf-8", "surrogateescape")
        return f"Basic {b64encode(pair).decode('ascii')}"


def load_credentials(
    user: str, password_command: str | None, max_seconds: float = MAX_COMMAND_SECONDS
) -> Credentials:
    """Return the credentials of a user; without a command the password is empty.

    The command is split into words as in a shell, but no shell runs it. The first line that it
    prints is the password, which is neither logged nor shown. The messages of the command are not
    shown either, because they could contain it.

    Args:
        user: The user name.
        password_command: A command such as `pass show feeds/example`.
        max_seconds: How long the command may take.

    Raises:
        DocumentError: The command does not exist, fails, takes too long or prints no password.
    """
    if password_command is None:
        return Credentials(user, "")
    try:
        output = _run(_split(password_command), monotonic() + max_seconds)
    except TimeoutError:
        raise _failure(f"did not end within {max_seconds:g} seconds") from None
    except OSError as error:
        raise _failure(f"cannot be run ({error.strerror})") from None
    except ValueError:
        raise _failure("contains a character that is not possible") from None
    password = output.split(b"\n", 1)[0].rstrip(b"\r")
    if not password:
        raise _failure("printed no password")
    return Credentials(user, password.decode("utf-8", "surrogateescape"))


def _run(words: Sequence[str], deadline: float) -> bytes:
    """Run a command and return what it prints.

    Raises:
        TimeoutError: It has not ended at the deadline, in seconds of `time.monotonic`.
        DocumentError: It fails, or prints without an end.
    """
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    output = b""
    with subprocess.Popen(words, stdin=nothing, stdout=pipe, stderr=nothing) as process:  # noqa: S603
        try:
            while chunk := _read(process, deadline):
                output += chunk
                if len(output) > _MAX_OUTPUT:
                    raise _failure(f"printed more than {_MAX_OUTPUT} bytes")
            status = process.wait(max(deadline - monotonic(), 0))
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            process.kill()
    if status != 0:
        raise _failure(f"failed with exit status {status}")
    return output


def _read(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """Return the next bytes that a process prints, empty at the end.

    Raises:
        TimeoutError: There are none until the deadline.
    """
    assert process.stdout is not None
    ready, _, _ = select([process.stdout], [], [], max(deadline - monotonic(), 0))
    if not ready:
        raise TimeoutError
    return os.read(process.stdout.fileno(), _MAX_OUTPUT)


def _split(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError:
        raise _failure("has a quotation mark without its counterpart") from None
    if not words:
        raise _failure("is empty")
    return words


def _failure(what: str) -> DocumentError:
    return DocumentError(f"the command of password_command {what}", FailureKind.CREDENTIALS)
