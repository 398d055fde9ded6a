"""A disk that does not answer for some files until it is told to, without any real waiting."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from reader.library import folder_loader
from reader.posts.loading import lanes, post_reader, walk


class StuckDisk:
    """Files and folders that hang while they are read.

    The clock of the lanes stands still, and jumps whenever one of them hangs. So nothing else
    counts as hanging, however slow the machine is.

    Args:
        monkeypatch: Puts the disk between the loader and the files.
        names: Names of the files and folders.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
        self.reads: list[str] = []
        """Names of the files that the loader began to read, and of the folders that hung."""
        self._names = set(names)
        self._answers = Event()
        self._now = 0.0
        monkeypatch.setattr(lanes, "monotonic", lambda: self._now)
        monkeypatch.setattr(lanes, "_CHECK_INTERVAL", 0.001)
        self._delay(monkeypatch, post_reader, "load_file")
        self._delay(monkeypatch, walk, "_list_once")
        self._delay(monkeypatch, folder_loader, "check_folder")

    def _delay(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        read: Callable[..., object] = getattr(module, name)

        def delayed(path: str, *rest: object) -> object:
            self.hang(Path(path).name)
            return read(path, *rest)

        monkeypatch.setattr(module, name, delayed)

    def hang(self, name: str) -> None:
        """Wait for the disk, if the file or folder with this name hangs."""
        if name.endswith(".md") or name in self._names:
            self.reads.append(name)
        if name in self._names and not self._answers.is_set():
            self._now += lanes.MAX_SECONDS
            self._answers.wait()

    def answer(self, _path: str | os.PathLike[str] = "") -> None:
        """Let everything be read."""
        self._answers.set()
