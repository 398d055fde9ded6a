"""Draw the pictures of the documentation: `python -m pictures`, or `make demo`."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

# Textual reads these when it is imported. Images need colours, which a pipe does not have.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ.pop("NO_COLOR", None)

from pictures.scenes import draw_pictures

asyncio.run(draw_pictures(Path(__file__).parents[1] / "docs" / "images"))
