"""Pictures: reading one, drawing it for the first time, and again as it is scrolled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from PIL import Image

from benchmarks.figures import Line, against_floor, against_limit, interleaved, print_table
from benchmarks.posts import workplace
from reader.article.image_files import load_picture
from reader.article.pictures import Picture
from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol
from reader.graphics.kitty import KittyPictures
from reader.graphics.sixel import SixelPictures

_TIMES = 9
_ROOM = (76, 24)
"""Cells and rows of the widest column and the highest pane."""
_CANVASES = {
    "half blocks": HALF_BLOCKS,
    "Kitty": Canvas(ImageProtocol.KITTY, 10, 20),
    "sixels": Canvas(ImageProtocol.SIXEL, 10, 20),
}
_Written = Callable[[str], str]


def run() -> None:
    """Measure and print."""
    photograph = _photograph()
    loads, firsts, agains = (
        interleaved({name: partial(it, photograph, on) for name, on in _CANVASES.items()}, _TIMES)
        for it in (_load, _first, _again)
    )
    lines: list[Line] = []
    for name in _CANVASES:
        lines.append(against_floor(f"{name}: read", loads[name], loads["half blocks"], None))
        lines.append(against_limit(f"{name}: drawn first", firsts[name], 100))
        lines.append(against_limit(f"{name}: drawn again", agains[name], 10))
        lines.append(_bytes(name, photograph))
    print_table("A photograph of 1,600 x 1,200 dots, as large as it is ever shown", lines)


def _photograph() -> Path:
    """Clouds of colour with a grain, which no way of packing makes small."""
    path = workplace() / "photograph.jpg"
    if not path.exists():
        clouds = [Image.effect_noise((16, 12), 200).resize((1600, 1200)) for _ in range(3)]
        image = Image.merge("RGB", clouds)
        grain = Image.effect_noise(image.size, 60).convert("RGB")
        Image.blend(image, grain, 0.1).save(path, quality=90)
    return path


def _load(path: Path, canvas: Canvas) -> float:
    begin = perf_counter()
    load_picture(path, canvas)
    return perf_counter() - begin


def _first(path: Path, canvas: Canvas) -> float:
    return _draw(load_picture(path, canvas), _writer(canvas))[0]


def _again(path: Path, canvas: Canvas) -> float:
    picture, written = load_picture(path, canvas), _writer(canvas)
    _draw(picture, written)
    return _draw(picture, written)[0]


def _bytes(name: str, path: Path) -> Line:
    """What a terminal is sent, first and again."""
    picture, written = load_picture(path, _CANVASES[name]), _writer(_CANVASES[name])
    sizes = [_draw(picture, written)[1] // 1000 for _ in range(2)]
    return Line(f"{name}: sent first, again", "", f"{sizes[0]} kB, {sizes[1]} kB", "", "", None)


def _writer(canvas: Canvas) -> _Written:
    if canvas.protocol is ImageProtocol.KITTY:
        return KittyPictures().encode
    return SixelPictures().encode if canvas.protocol is ImageProtocol.SIXEL else str


def _draw(picture: Picture, written: _Written) -> tuple[float, int]:
    """Seconds until all rows are ready for the terminal, and their bytes."""
    begin = perf_counter()
    cells, rows = picture.size(*_ROOM)
    sent = [
        written("".join(it.style.render(it.text) if it.style else it.text for it in line))
        for line in (picture.row(cells, rows, row) for row in range(rows))
    ]
    return perf_counter() - begin, sum(len(it.encode()) for it in sent)
