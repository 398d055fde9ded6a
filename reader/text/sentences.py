"""Clauses about errors as sentences."""

from __future__ import annotations


def as_sentence(clause: str) -> str:
    """Return a clause as a sentence: with a capital at its beginning, and one full stop.

    An address, a host or the name of a file at the beginning stays as it is.
    """
    first = clause.partition(" ")[0].rstrip(".:,")
    is_name = any(mark in first for mark in "./:\\")
    start = clause[:1] if is_name else clause[:1].upper()
    return f"{start}{clause[1:].rstrip('.')}."
