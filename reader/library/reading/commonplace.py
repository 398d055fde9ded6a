"""The commonplace book: one Markdown file that collects quotes with notes.

https://en.wikipedia.org/wiki/Commonplace_book
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from reader.library.reading.quotes import Quote
from reader.posts.errors import ReaderError
from reader.private_files import create_private_folder, open_private

_FRONT_MATTER = "---\ntitle: Commonplace book\n---\n"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16, to which text in UTF-8 cannot be appended."""


class CommonplaceError(ReaderError):
    """A quote was not saved. The text says where and why."""


def append_quote(path: Path, quote: Quote, note: str) -> None:
    """Append a quote to a file, which is created with its folder if there is none.

    Nobody else may read a new file.

    What is in the file stays as it is, byte for byte. A symbolic link is followed.

    Args:
        path: The file.
        quote: The quote.
        note: What the person wrote about it; may be empty.

    Raises:
        CommonplaceError: The file cannot be written.
    """
    entry = quote.entry(note).encode("utf-8", "replace")
    try:
        create_private_folder(path.parent)
        with open(path, "a+b", opener=open_private) as file:
            file.write(_beginning(file) + entry)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CommonplaceError(f"The quote was not saved in {path}: {reason}.") from error


def _beginning(file: BinaryIO) -> bytes:
    """Return what has to be between the content of a file and the next entry.

    Raises:
        ValueError: The file has another encoding.
    """
    size = file.seek(0, os.SEEK_END)
    if not size:
        return f"{_FRONT_MATTER}\n".encode()
    file.seek(0)
    if file.read(2) in _OTHER_ENCODINGS:
        raise ValueError("the file is not encoded in UTF-8")
    file.seek(size - 1)
    return b"\n" if file.read(1) == b"\n" else b"\n\n"
