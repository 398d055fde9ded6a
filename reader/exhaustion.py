"""What the system has run out of: the reason for errors that are no fault of the program."""

from __future__ import annotations

import errno

NO_MORE_OPEN_FILES = "the system allows no more open files"
NO_MORE_MEMORY = "the system has no more memory"
NO_MORE_THREADS = "the system allows no more threads"
_EXHAUSTED = {
    errno.EMFILE: NO_MORE_OPEN_FILES,
    errno.ENFILE: NO_MORE_OPEN_FILES,
    errno.ENOMEM: NO_MORE_MEMORY,
}
"""What the system has run out of, by the number of the error."""


def exhausted_resource(error: BaseException | None) -> str | None:
    """Return what the system has run out of, as a clause; None if an error has another cause.

    Such an error is no fault of the program, and no report would help.
    """
    if isinstance(error, OSError):
        return _EXHAUSTED.get(error.errno or 0)
    if isinstance(error, MemoryError):
        return NO_MORE_MEMORY
    # Python has no kind of error for it.
    is_thread = isinstance(error, RuntimeError) and str(error) == "can't start new thread"
    return NO_MORE_THREADS if is_thread else None
