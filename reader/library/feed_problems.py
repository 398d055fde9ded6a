"""Problems of posts that are no fault of their files: what a feed and a person did to them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.library.open_folders import OpenFolders
from reader.posts.post import Problem
from reader.store.feeds.reading import load_feed_problems


def feed_problems(opened: OpenFolders) -> Sequence[Problem]:
    """Return the posts of the open folders that a feed has changed after the person had edited
    them."""
    if opened.feeds_path is None:
        return ()
    return load_feed_problems(opened.feeds_path, opened.folders)
