"""The style sheets, and when they are read.

To style a widget, Textual goes through all rules that it has read. So the sheets that the first
paint does not need are read later.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.css.stylesheet import Stylesheet

from reader.resources import styles_folder

_FOLDER = styles_folder()

FIRST_SHEETS: Sequence[Path] = [_FOLDER / "app.tcss", _FOLDER / "lists.tcss"]
"""The sheets that are read before the first paint."""
ARTICLE_SHEET = _FOLDER / "article.tcss"
"""The sheet of articles, read when the pane for them is mounted."""
DIALOG_SHEET = _FOLDER / "overlays.tcss"
"""The sheet of the screens over the main one. The main screen reads it after the first paint; each
of the others names it as its own, so that it is never missing."""
TERMINAL_SHEET = _FOLDER / "terminal.tcss"
"""The sheet of the themes of the terminal's own colours, read when one of them is used."""


def read_sheet(stylesheet: Stylesheet, path: Path) -> None:
    """Read a sheet, unless it has been read."""
    if not stylesheet.has_source(str(path)):
        stylesheet.read(path)
