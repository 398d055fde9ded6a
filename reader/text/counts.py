"""Numbers of things, in words that a person reads."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun, such as `1 post` or `1,024 posts`.

    Args:
        count: The number.
        noun: The noun in the singular.
        plural: Its plural; by default with an `s`.
    """
    return f"1 {noun}" if count == 1 else f"{count:,} {plural or f'{noun}s'}"
