"""Clauses about errors as sentences."""

from __future__ import annotations


def as_sentence(clause: str) -> str:
    """Return a clause as a sentence: with a capital at its beginning, and one full stop."""
    return f"{clause[:1].upper()}{clause[1:].rstrip('.')}."
