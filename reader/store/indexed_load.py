"""A whole load with an index, for those who show nothing while it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.posts.catalogue import Catalogue
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.store.index import Index


def load_indexed(path: Path, folders: Sequence[Path], options: LoadOptions) -> Catalogue:
    """The catalogue of the folders: of their files only those that changed are read.

    Raises:
        FolderError: A folder is missing, is not one, or may not be read.
        UnusableError: The index cannot be written.
    """
    index = Index(path, folders, options)
    index.load()
    batches = load_in_batches(folders, options=options, cache=index)
    catalogue = Catalogue(post for batch in batches for post in batch.posts)
    if index.has_changed or not path.exists():
        index.save(catalogue)
    return catalogue
