"""Handling of an internal error: a report is written, and one sentence names its path."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from reader.cli.exit_status import INTERNAL_ERROR
from reader.error_report import build_report, sentence, write_report
from reader.settings import state_folder
from reader.text.clean import clean_text


def report_internal_error(
    stack: Sequence[str], commands: Sequence[str] = (), size: tuple[int, int] | None = None
) -> int:
    """Write a report, print one sentence about it, and return the exit status.

    Args:
        stack: Lines of `reader.error_report.describe_error`.
        commands: What was done last, the latest at the end.
        size: Columns and rows of the terminal, if the app was open.
    """
    now = datetime.now()
    report = build_report(stack, when=now, commands=commands, size=size)
    path = write_report(state_folder(), report, now)
    with suppress(OSError, ValueError):  # standard error may be closed
        sys.stderr.write(clean_text(sentence(path)) + "\n")
    return INTERNAL_ERROR
