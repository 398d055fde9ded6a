"""By which version of the loader something was read."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from reader import posts, text
from reader._version import __version__
from reader.posts.options import LoadOptions


def loader_fingerprint(options: LoadOptions) -> str:
    """Changes with whatever changes how posts are read: the version, the code, the options.

    The code is told by the names, sizes and times of its files, so that a checkout in which
    somebody works is told apart from itself.
    """
    choices = f"{options.hide_expired} {options.use_site_time_zone}"
    described = "\n".join([__version__, choices, _code_state()])
    return hashlib.blake2b(described.encode(), digest_size=16).hexdigest()


@cache
def _code_state() -> str:
    # Once a process: what runs is what was imported, whatever is edited meanwhile.
    folders = [Path(package.__path__[0]) for package in (posts, text)]
    sources = sorted(path for folder in folders for path in folder.rglob("*.py"))
    states = ((path.name, path.stat()) for path in sources)
    return "\n".join(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states)
