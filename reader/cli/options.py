"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

posts_as_json: Callable[[F], F] = click.option(
    "--json", "as_json", is_flag=True, help="Print a JSON array with one object per post."
)

feeds_folder: Callable[[F], F] = click.option(
    "--folder",
    type=click.Path(path_type=Path, readable=False),
    help="Feeds folder, instead of the one in the settings.",
)


def limit(default: int) -> Callable[[F], F]:
    """Return the option for the maximum number of posts to print; 0 for all."""
    return click.option(
        "--limit",
        type=click.IntRange(0),
        default=default,
        show_default=True,
        help="Maximum number of posts; 0 for all.",
    )
