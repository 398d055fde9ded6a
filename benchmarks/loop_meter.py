"""Broadsheet with a meter of its event loop: `python -m benchmarks.loop_meter HOME FRONT`.

HOME contains the folder `feeds` of posts; FRONT is 1 for the front page and 0 for the list.

While the app runs, a timer wakes up every few milliseconds. What the thread of the loop works from
one wake-up to the next delays everything else, a key as well. The time is that of the thread alone,
so that other threads and programs do not count. When the app ends, the stretches are written to
HOME/stretches.json, each as the time of its end on the monotonic clock and its seconds.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from reader.runtime import START, pause_collector
from reader.settings import LoadedSettings, Settings
from reader.tui.app import ReaderApp

RESULTS = "stretches.json"
_STEP = 0.005
"""Seconds from one wake-up to the next."""


class MeteredApp(ReaderApp):
    """Broadsheet that measures for how long its event loop is occupied.

    Args:
        home: The folder of everything, as described above.
        is_front: Whether to show the front page; otherwise the plain list.
    """

    def __init__(self, home: Path, *, is_front: bool) -> None:
        super().__init__(
            [home / "feeds"],
            loaded=LoadedSettings(Settings(front_page=is_front)),
            cache_folder=home / "cache",
            data_folder=home / "data",
        )
        self._results = home / RESULTS
        self._stretches: list[tuple[float, float]] = []

    def on_ready(self) -> None:
        self._meter = asyncio.create_task(self._measure())

    async def _measure(self) -> None:
        before = time.thread_time()
        while True:
            await asyncio.sleep(_STEP)
            now = time.thread_time()
            self._stretches.append((time.monotonic(), now - before))
            before = now

    def on_unmount(self) -> None:
        self._results.write_text(json.dumps(self._stretches), "utf-8")


def main() -> None:
    """Run the app as the command line says."""
    home, front = sys.argv[1:]
    pause_collector(START)
    MeteredApp(Path(home), is_front=front == "1").run()


if __name__ == "__main__":
    main()
