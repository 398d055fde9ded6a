"""A process that is killed while it writes the index leaves either the old or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.child_python import python_path

from .conftest import IndexedLoads, assert_same_as_cold, write

# Saves the index of a folder, and kills itself when it has encoded a number of rows.
WRITER = """
import os, signal, sys
from pathlib import Path
from reader.posts.catalogue import Catalogue
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.store import index as module

path, folder, rows = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
encode = module.post_to_row

def encode_or_die(post):
    global rows
    rows -= 1
    if rows < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return encode(post)

module.post_to_row = encode_or_die
index = module.Index(path, [folder], LoadOptions())
index.load()
posts = [post for batch in load_in_batches([folder], cache=index) for post in batch.posts]
index.save(Catalogue(posts))
"""


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("rows", [0, 1, 700, 1_499])
def test_killed_while_writing(loads: IndexedLoads, news: Path, project: Path, rows: int) -> None:
    loads.load(news)
    for number in range(1_500):
        # Long enough that SQLite writes pages to the disk before the transaction ends.
        write(news / f"more{number}.md", f"More {number}", more=f"summary: {'word ' * 60}\n")
    writer = subprocess.run(
        [sys.executable, "-c", WRITER, str(loads.path(news)), str(news), str(rows)],
        env=os.environ | {"PYTHONPATH": python_path(project)},
        check=False,
    )
    assert writer.returncode == (-signal.SIGKILL)
    assert_same_as_cold(loads.load(news), news)
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == []
