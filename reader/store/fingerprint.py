"""Identify the version of the loader, whose results are stored."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from reader import posts, text
from reader._version import __version__
from reader.posts.options import LoadOptions


def loader_fingerprint(options: LoadOptions) -> str:
    """Return a hash that changes whenever the same files might be loaded with another result.

    It covers the version, the options, and the names, sizes and modification times of the source
    files. So it also changes when somebody edits the loader in a checkout.
    """
    option_values = f"{options.hide_expired} {options.use_site_time_zone}"
    description = "\n".join([__version__, option_values, _source_state()])
    return hashlib.blake2b(description.encode(), digest_size=16).hexdigest()


# Cached, because the imported code stays the same even if somebody edits its files meanwhile.
@cache
def _source_state() -> str:
    folders = [Path(package.__path__[0]) for package in (posts, text)]
    sources = sorted(path for folder in folders for path in folder.rglob("*.py"))
    states = ((path.name, path.stat()) for path in sources)
    return "\n".join(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states)
