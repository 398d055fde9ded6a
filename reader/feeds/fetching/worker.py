"""`python -m reader.feeds.fetching.worker`: prepare documents from standard input, one by one."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress

from reader.feeds.errors import FeedError
from reader.feeds.fetching.preparing import PreparedDocument, RawDocument, prepare


def main() -> None:
    """Answer each pickled `RawDocument` with a pickled result of `try_prepare`."""
    # Ctrl-C reaches all processes of a terminal; the fetch decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever prints something must not come between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):
        while True:
            raw = pickle.load(source)  # noqa: S301 - the fetch wrote it
            pickle.dump(try_prepare(raw), target)
            target.flush()


def try_prepare(raw: RawDocument) -> PreparedDocument | tuple[str, str] | str:
    """Prepare a document.

    Returns:
        The document; reason and remedy if the content is no feed; a text about a fault of ours.
    """
    try:
        return prepare(raw)
    except FeedError as error:
        return error.reason, error.remedy
    except Exception as error:  # last resort: the process must serve other feeds
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
