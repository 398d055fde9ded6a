"""Find out with which keys the posts of a folder name their layout.

The posts of a site made with Jigsaw begin with `extends` and `section`
(https://jigsaw.tighten.com/docs/content-markdown/). In such a folder, the posts of feeds do so too.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from reader.feeds.writing.written_posts import load_front_matter, markdown_files

LAYOUT_KEYS = ("extends", "section")
MAX_FILES = 50
"""Maximum number of posts that are looked at."""


def find_layout_keys(root: Path) -> Mapping[str, str]:
    """Return the layout keys of the first post of a folder that has `extends`; empty without one.

    A post that was written from a feed counts as well, so that all have the same keys.
    """
    for path in islice(markdown_files(root), MAX_FILES):
        values = load_front_matter(path)
        if "extends" in values:
            found = ((key, values.get(key)) for key in LAYOUT_KEYS)
            return {key: value for key, value in found if isinstance(value, str) and value}
    return {}
