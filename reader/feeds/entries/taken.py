"""What became of the entries of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.feeds.entries.plans import Action, Plan
from reader.feeds.model import Entry


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """An entry of a document, and what became of it."""

    entry: Entry
    title: str
    """The title of the post; that of the entry if there is no post."""
    path: str = ""
    """The file as an absolute path; empty without one."""
    detail: str = ""
    """Why, such as the filter that left the entry out; empty if there is nothing to say."""
    text: str = ""
    """The whole text of the post that would be written, in a dry run. Empty otherwise."""


@dataclass(frozen=True, slots=True)
class TakeIn:
    """What became of the entries of a document, each kind in the order of the document."""

    written: tuple[TakenEntry, ...] = ()
    """New posts."""
    updated: tuple[TakenEntry, ...] = ()
    """Posts whose files were written again, because their entries have changed."""
    conflicts: tuple[TakenEntry, ...] = ()
    """Posts that the person edited and whose entries have changed. `detail` is the path of the file
    with the version of the feed."""
    filtered: tuple[TakenEntry, ...] = ()
    """Entries that a filter left out for the first time."""
    duplicates: tuple[TakenEntry, ...] = ()
    """Entries that the document has twice."""
    deleted: tuple[TakenEntry, ...] = ()
    """Entries whose posts the person has deleted. They are not written again."""
    unchanged: int = 0
    """Number of the other entries: known ones that have not changed."""
    has_gap: bool = False
    """Whether no entry was known, although there were some: others were probably missed."""


def summarise(plans: Sequence[Plan], *, has_gap: bool = False, with_texts: bool = False) -> TakeIn:
    """Return what became of the entries of a document, or would become of them.

    Args:
        plans: What is done with the entries.
        has_gap: See `TakeIn`.
        with_texts: Whether to include the texts of files.
    """

    def taken(action: Action) -> tuple[TakenEntry, ...]:
        return tuple(
            TakenEntry(
                plan.entry,
                plan.title,
                "" if plan.path is None else str(plan.path),
                plan.known.aside or "" if action is Action.PUT_ASIDE else plan.known.detail,
                plan.text if with_texts else "",
            )
            for plan in plans
            if plan.action is action
        )

    return TakeIn(
        written=taken(Action.WRITE),
        updated=taken(Action.REPLACE),
        conflicts=taken(Action.PUT_ASIDE),
        filtered=taken(Action.FILTER),
        duplicates=taken(Action.REPEAT),
        deleted=taken(Action.LEAVE_DELETED),
        unchanged=sum(plan.action is Action.NOTHING for plan in plans),
        has_gap=has_gap,
    )
