"""A reader that is killed while it writes the index leaves the old one or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import IndexedLoads, assert_same_as_cold, write

# Saves the index of a folder, and kills itself when that many rows have been made for it.
WRITER = """
import os, signal, sys
from pathlib import Path
from reader.posts.catalogue import Catalogue
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.store import index as module

path, folder, rows = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
make_row = module.post_to_row

def make_row_or_die(post):
    global rows
    rows -= 1
    if rows < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return make_row(post)

module.post_to_row = make_row_or_die
index = module.Index(path, [folder], LoadOptions())
index.load()
posts = [it for batch in load_in_batches([folder], cache=index) for it in batch.posts]
index.save(Catalogue(posts))
"""


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("rows", [0, 1, 700, 1_499])
def test_killed_while_it_writes(loads: IndexedLoads, news: Path, project: Path, rows: int) -> None:
    loads.load(news)
    for number in range(1_500):
        # Long enough that SQLite spills pages to the disk before the write is whole.
        write(news / f"more{number}.md", f"More {number}", more=f"summary: {'word ' * 60}\n")
    writer = subprocess.run(
        [sys.executable, "-c", WRITER, str(loads.path(news)), str(news), str(rows)],
        env=os.environ | {"PYTHONPATH": str(project)},
        check=False,
    )
    assert writer.returncode == (-signal.SIGKILL)
    assert_same_as_cold(loads.load(news), news)
    assert_same_as_cold(loads.load(news), news)
    assert loads.read == []
