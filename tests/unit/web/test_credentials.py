"""Passwords from a command."""

from __future__ import annotations

import shlex
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from reader.web.credentials import Credentials, load_credentials
from reader.web.errors import DocumentError, FailureKind

SECRET = "t0p secret"


def python(code: str) -> str:
    """Return a command line that runs Python."""
    return shlex.join([sys.executable, "-S", "-c", code])


def failure(command: str, max_seconds: float = 20.0) -> str:
    with pytest.raises(DocumentError) as caught:
        load_credentials("anna", command, max_seconds)
    error = caught.value
    assert error.kind is FailureKind.CREDENTIALS
    assert "password_command" in error.remedy
    assert SECRET not in repr([error, error.__cause__, error.__context__, error.remedy])
    return error.reason.removeprefix("the command of password_command ")


def test_the_password_is_the_first_line_that_the_command_prints() -> None:
    command = python(f"print({SECRET!r}); print('url: feeds.example')")
    assert load_credentials("anna", command) == Credentials("anna", SECRET)


@pytest.mark.parametrize("output", [b" word \r\nnext", b" word ", b" word \n"])
def test_only_the_line_break_is_removed(output: bytes) -> None:
    command = python(f"import sys; sys.stdout.buffer.write({output!r})")
    assert load_credentials("anna", command).password == " word "


def test_a_password_of_any_bytes_is_sent_unchanged() -> None:
    command = python(r"import sys; sys.stdout.buffer.write(b'w\xf6rd\x0b')")
    authorization = load_credentials("anna", command).authorization()
    assert b64decode(authorization.removeprefix("Basic ")) == b"anna:w\xf6rd\x0b"


def test_no_shell_sees_the_command(tmp_path: Path) -> None:
    target = tmp_path / "made"
    code = "import sys; print(sys.argv[1:])"
    command = f"{python(code)} ; touch {target} '$HOME `id`'"
    assert str(target) in load_credentials("anna", command).password
    assert not target.exists()


def test_there_may_be_no_password() -> None:
    assert load_credentials("anna", None) == Credentials("anna", "")


def test_the_password_is_not_in_the_text_of_the_credentials() -> None:
    assert SECRET not in repr(Credentials("anna", SECRET))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("", "is empty"),
        ("pass 'feeds", "has a quotation mark without its counterpart"),
        ("/nowhere/no-such-command x", "cannot be run (No such file or directory)"),
        ("/", "cannot be run (Permission denied)"),
        ("a\0b", "contains a character that is not possible"),
        (python("pass"), "printed no password"),
        (python(f"print(); print({SECRET!r})"), "printed no password"),
        (
            python(f"print({SECRET!r}); import sys; sys.exit({SECRET!r})"),
            "failed with exit status 1",
        ),
        (python(f"while True: print({SECRET!r} * 999)"), "printed more than 65536 bytes"),
    ],
)
def test_a_command_that_fails_gives_a_reason(command: str, reason: str) -> None:
    assert failure(command) == reason


@pytest.mark.parametrize(
    "code",
    [
        f"import time; print({SECRET!r}, flush=True); time.sleep(60)",
        f"import os, time; print({SECRET!r}, flush=True); os.close(1); time.sleep(60)",
    ],
)
def test_a_command_that_does_not_end_is_stopped(code: str) -> None:
    assert failure(python(code), 0.2) == "did not end within 0.2 seconds"
