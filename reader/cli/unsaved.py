"""The message at the end about marks that could not be saved."""

from __future__ import annotations

from reader.cli.output import report
from reader.store.saving.mark_store import MarkStore
from reader.text.counts import counted


def close_marks(store: MarkStore | None) -> bool:
    """Save what is not saved yet, close the file, and report what could not be saved.

    Args:
        store: The marks; None if there are none.

    Returns:
        Whether nothing is lost: everything is saved, or in a file that the next start loads.
    """
    if store is None:
        return True
    store.close()
    if store.is_settled:
        return True
    count = store.unsaved_count
    what = f"{counted(count, 'mark')} could not be saved" if count else "Your place was not saved"
    reason = "" if store.fault is None else f": {store.fault.reason}. {store.fault.remedy}"
    path = store.rescue_path
    if path is None:
        kept = "No other file could be written either, so this is lost."
    else:
        kept = (
            f"What is not saved is in {path}. The next start of Broadsheet loads it, and so does:"
            f" broadsheet marks --import {path}"
        )
    report(f"{what}{reason}. {kept}")
    return path is not None
