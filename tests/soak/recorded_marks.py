"""The controller of the marks, with a journal of what it was asked to do.

The name of the journal is in BROADSHEET_SOAK_JOURNAL. Only the calls are recorded, with their
arguments. What they lead to is computed by a model in another process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.posts.catalogue import Catalogue
from reader.posts.post import Post
from reader.tui.controllers.read_marks import ReadMarks

JOURNAL = "BROADSHEET_SOAK_JOURNAL"


class RecordedMarks(ReadMarks):
    """Marks whose changes are recorded."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._is_within = False
        """Whether a recorded method calls another one."""
        self._record("start")

    def mark_read(self, posts: Sequence[Post]) -> int:
        self._record("mark_read", paths=_paths(posts))
        return super().mark_read(posts)

    def toggle_read(self, *posts: Post) -> str:
        self._record("toggle_read", paths=_paths(posts))
        self._is_within = True
        try:
            return super().toggle_read(*posts)
        finally:
            self._is_within = False

    def toggle_star(self, *posts: Post) -> str:
        self._record("toggle_star", paths=_paths(posts))
        return super().toggle_star(*posts)

    def add_to_later(self, posts: Sequence[Post]) -> None:
        self._record("add_to_later", paths=_paths(posts))
        super().add_to_later(posts)

    def remove_from_later(self, posts: Sequence[Post]) -> None:
        self._record("remove_from_later", paths=_paths(posts))
        super().remove_from_later(posts)

    def order_later(self, posts: Sequence[Post], moved: Post) -> None:
        self._record("order_later", paths=_paths(posts))
        super().order_later(posts, moved)

    def finish(self, post: Post) -> None:
        self._record("finish", paths=[post.path])
        super().finish(post)

    def undo(self) -> str:
        self._record("undo")
        return super().undo()

    def adopt(self, catalogue: Catalogue) -> None:
        before = self._marked()
        super().adopt(catalogue)
        changed = before ^ self._marked()
        if changed:
            posts = {path: catalogue.get_by_path(path) for path in changed}
            self._record("adopt", states={path: self._state(post) for path, post in posts.items()})

    def _marked(self) -> set[str]:
        store = self.store
        return {*store.read_paths, *store.starred_paths, *store.later_paths}

    def _state(self, post: Post | None) -> list[object]:
        if post is None:
            return []
        mark = self.mark_for(post)
        return [mark.is_read, mark.is_starred, mark.later]

    def _record(self, command: str, **arguments: object) -> None:
        if not self._is_within:
            line = json.dumps({"command": command, "arguments": arguments})
            with Path(os.environ[JOURNAL]).open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")


def _paths(posts: Sequence[Post]) -> list[str]:
    return [post.path for post in posts]
