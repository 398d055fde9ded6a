"""Reports of internal errors: what helps to find the fault, without any text of posts.

A report holds the stack without local variables, the kinds of errors without their messages (a
message may quote a post), versions, the size of the terminal and the last commands.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.private_files import create_private_folder, open_private

if TYPE_CHECKING:
    from rich.traceback import Trace

FOLDER = "reports"
"""Name of the folder of reports in the state folder."""
MAX_REPORTS = 10
"""Number of reports that are kept; the oldest are deleted."""
_MAX_FRAMES = 60
_LIBRARIES = ("textual", "rich", "markdown-it-py", "python-frontmatter", "click")


def describe_error(error: BaseException) -> list[str]:
    """Return the stack of an error and of those that caused it, the first cause first.

    Returns:
        Lines: the kind of each error, and under it one line a frame, outermost first.
    """
    lines: list[str] = []
    for number, cause in enumerate(_chain(error)):
        lines += ["which led to"] if number else []
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = traceback.extract_tb(cause.__traceback__)
        if len(frames) > _MAX_FRAMES:
            half = _MAX_FRAMES // 2
            lines += [*map(_frame_line, frames[:half]), "  …", *map(_frame_line, frames[-half:])]
        else:
            lines += map(_frame_line, frames)
    return lines


def describe_trace(trace: Trace) -> list[str]:
    """Return the lines of `describe_error` for an error that arrives as a traceback of Rich."""
    lines: list[str] = []
    for stack in trace.stacks:
        lines.append(stack.exc_type)
        frames = [
            traceback.FrameSummary(frame.filename, frame.lineno, frame.name)
            for frame in stack.frames
        ]
        lines += map(_frame_line, frames[-_MAX_FRAMES:])
    return lines


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return chain[::-1]


def _frame_line(frame: traceback.FrameSummary) -> str:
    """Return file, line and function; of the file only the path below the import root."""
    parts = Path(frame.filename).parts
    for root in ("site-packages", "reader"):
        if root in parts:
            last = len(parts) - 1 - parts[::-1].index(root)
            parts = parts[last + (root == "site-packages") :]
            break
    return f"  {'/'.join(parts[-5:])}:{frame.lineno} in {frame.name}"


def build_report(
    stack: Iterable[str],
    *,
    when: datetime,
    commands: Sequence[str] = (),
    size: tuple[int, int] | None = None,
) -> str:
    """Return the text of a report.

    Args:
        stack: Lines of `describe_error`.
        when: Local time of the error.
        commands: What was done last, the latest at the end.
        size: Columns and rows of the terminal, if there is one.
    """
    return "\n".join(
        [
            f"Internal error of Broadsheet at {when:%Y-%m-%d %H:%M:%S}",
            "",
            *stack,
            "",
            *_versions(),
            f"Terminal: {f'{size[0]}x{size[1]}' if size else 'none'}, TERM={_term()}",
            f"Last commands: {', '.join(commands) or 'none'}",
            "",
        ]
    )


def _versions() -> Iterator[str]:
    yield f"Broadsheet {_version_of('broadsheet')}"
    yield f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    for name in _LIBRARIES:
        yield f"{name} {_version_of(name)}"


def _version_of(distribution: str) -> str:
    # Late, for the start: it brings the email package with it, 12 ms that no start without an
    # error needs (`make bench ARGS=start`).
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return "of unknown version"


def _term() -> str:
    term = os.environ.get("TERM", "")
    return term if term.isascii() and term.isprintable() else "?"


def write_report(state_folder: Path, text: str, when: datetime) -> Path | None:
    """Write a report and delete the oldest ones.

    Returns:
        The file; None if it cannot be written.
    """
    folder = state_folder / FOLDER
    path = folder / f"error-{when:%Y%m%d-%H%M%S}.txt"
    try:
        create_private_folder(folder)
        with open(path, "w", encoding="utf-8", opener=open_private) as file:
            file.write(text)
        for old in sorted(folder.glob("error-*.txt"))[:-MAX_REPORTS]:
            old.unlink()
    except OSError:
        return path if os.path.exists(path) else None
    return path


def sentence(path: Path | None) -> str:
    """Return the sentence that is shown after an internal error.

    Args:
        path: Where the report is; None if it could not be written.
    """
    where = (
        f"a report without any text of your posts is in {path}"
        if path is not None
        else "no report could be written"
    )
    return (
        "Broadsheet hit an internal error and had to stop; "
        f"everything you have read so far is saved, and {where}."
    )
