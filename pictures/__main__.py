"""Draw the pictures of the documentation: `python -m pictures`, or `make demo`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from pictures.scenes import draw_pictures

asyncio.run(draw_pictures(Path(__file__).parents[1] / "docs" / "images"))
