"""Load folders with an index in one call, for commands that show no progress."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.posts.catalogue import Catalogue
from reader.posts.loading.lanes import Hanging
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.posts.translations import story_grouping
from reader.store.index import Index


def load_indexed(
    path: Path,
    folders: Sequence[Path],
    options: LoadOptions,
    on_change: Callable[[Catalogue, Catalogue | None], object] = lambda _loaded, _recalled: None,
    languages: tuple[str, ...] = (),
    hanging: Hanging | None = None,
) -> Catalogue:
    """Load the posts of some folders, and update their index.

    Only the files that have changed since the last run are opened.

    Args:
        path: The index, as `first_screen.index_path` returns it.
        folders: The folders, in the order in which they were opened.
        options: The options to load the posts with.
        on_change: Called before the index is updated, with its new and its former posts; None if
            there was no valid index.
        languages: Codes of the preferred languages of posts that are translated, best first.
        hanging: What to do with files that hang. By default, they are waited for.

    Raises:
        FolderError: A folder is missing, not a folder, or not readable.
        UnusableError: The index cannot be written.
    """
    index = Index(path, folders, options)
    recalled = index.load()
    batches = load_in_batches(folders, options=options, cache=index, hanging=hanging)
    group = story_grouping(folders, languages)
    catalogue = Catalogue((post for batch in batches for post in batch.posts), group)
    if index.has_changed or not os.path.exists(path):
        on_change(catalogue, Catalogue(recalled) if recalled else None)
        index.save(catalogue)
    return catalogue
