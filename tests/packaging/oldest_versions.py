"""Print the oldest allowed version of each library, as constraints for pip: `make check-oldest`.

They are read from the lower bounds in pyproject.toml. The development tools are not among them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+),<([\w.]+)")
"""A name, extras, and both bounds."""


def requirements(extras: Sequence[str] = ("fulltext",)) -> list[str]:
    """Return the libraries that the program needs, and those of some extras."""
    project: Mapping[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    optional = [each for extra in extras for each in project["optional-dependencies"][extra]]
    return [*project["dependencies"], *optional]


def bounds(requirement: str) -> tuple[str, str, str] | None:
    """Return the name, the oldest version and the first version that is too new; None if one of
    them is missing."""
    match = _REQUIREMENT.fullmatch(requirement)
    return None if match is None else (match[1], match[2], match[3])


def constraints() -> Iterator[str]:
    """Yield a line for pip for each library."""
    for requirement in requirements():
        found = bounds(requirement)
        if found is not None:
            yield f"{found[0]}=={found[1]}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in constraints())
