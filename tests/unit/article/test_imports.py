"""Expensive imports of an article wait until they are needed."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import sys
from reader.article.layout import ArticleLayout
from reader.article.document import parse_document
from reader.article.palette import Palette

def show(body):
    blocks = parse_document(body).blocks
    ArticleLayout(blocks, 60, Palette(code_theme="monokai")).lines(0, 40)

def loaded():
    return sorted({"pygments", "selectolax", "textual"} & set(sys.modules))

show("# Plain\\n\\n*text* ``` [a](b)\\n\\n    code\\n")
print(loaded())
show("```python\\nx\\n```")
print(loaded())
show("<p>x</p>")
print(loaded())
"""


def test_pygments_and_selectolax_are_imported_on_first_use() -> None:
    result = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == ["[]", "['pygments']", "['pygments', 'selectolax']"]
