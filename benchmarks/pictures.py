"""Images: loading one, drawing it for the first time, and drawing it again while scrolling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from PIL import Image

from benchmarks.figures import (
    Row,
    compare_to_floor,
    compare_to_limit,
    measure_alternately,
    print_table,
)
from benchmarks.posts import work_folder
from reader.article.image_files import load_picture
from reader.article.pictures import Picture
from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol
from reader.graphics.kitty import KittyPictures
from reader.graphics.sixel import SixelPictures

_ROUNDS = 9
_MAX_SIZE = (76, 24)
"""Columns and rows of the widest text column and the highest pane."""
_CANVASES = {
    "half blocks": HALF_BLOCKS,
    "Kitty": Canvas(ImageProtocol.KITTY, 10, 20),
    "sixels": Canvas(ImageProtocol.SIXEL, 10, 20),
}
_Encode = Callable[[str], str]
"""Turns placeholders of an image in a line into what the terminal is sent."""


def run() -> None:
    """Measure and print."""
    photograph = _photograph()
    loads, first_draws, redraws = (
        measure_alternately(
            {name: partial(measure, photograph, canvas) for name, canvas in _CANVASES.items()},
            _ROUNDS,
        )
        for measure in (_load, _first_draw, _redraw)
    )
    rows: list[Row] = []
    for name in _CANVASES:
        rows.append(compare_to_floor(f"{name}: load", loads[name], loads["half blocks"], None))
        rows.append(compare_to_limit(f"{name}: first draw", first_draws[name], 100))
        rows.append(compare_to_limit(f"{name}: redraw", redraws[name], 10))
        rows.append(_bytes_sent(name, photograph))
    print_table("A photograph of 1,600 x 1,200 pixels, at its largest size", rows)


def _photograph() -> Path:
    """Return an image of clouds of colour with film grain, which compresses badly."""
    path = work_folder() / "photograph.jpg"
    if not path.exists():
        clouds = [Image.effect_noise((16, 12), 200).resize((1600, 1200)) for _ in range(3)]
        image = Image.merge("RGB", clouds)
        grain = Image.effect_noise(image.size, 60).convert("RGB")
        Image.blend(image, grain, 0.1).save(path, quality=90)
    return path


def _load(path: Path, canvas: Canvas) -> float:
    start = perf_counter()
    load_picture(path, canvas)
    return perf_counter() - start


def _first_draw(path: Path, canvas: Canvas) -> float:
    return _draw(load_picture(path, canvas), _encoder(canvas))[0]


def _redraw(path: Path, canvas: Canvas) -> float:
    picture, encode = load_picture(path, canvas), _encoder(canvas)
    _draw(picture, encode)
    return _draw(picture, encode)[0]


def _bytes_sent(name: str, path: Path) -> Row:
    """Return a row with the kilobytes sent to the terminal by the first draw and by a redraw."""
    picture, encode = load_picture(path, _CANVASES[name]), _encoder(_CANVASES[name])
    sizes = [_draw(picture, encode)[1] // 1000 for _ in range(2)]
    measured = f"{sizes[0]} kB, {sizes[1]} kB"
    return Row(f"{name}: sent at first, sent again", "", measured, "", "", None)


def _encoder(canvas: Canvas) -> _Encode:
    if canvas.protocol is ImageProtocol.KITTY:
        return KittyPictures().encode
    return SixelPictures().encode if canvas.protocol is ImageProtocol.SIXEL else str


def _draw(picture: Picture, encode: _Encode) -> tuple[float, int]:
    """Return the seconds until all rows are ready for the terminal, and their size in bytes."""
    start = perf_counter()
    columns, rows = picture.size(*_MAX_SIZE)
    sent = [
        encode(
            "".join(
                segment.style.render(segment.text) if segment.style else segment.text
                for segment in line
            )
        )
        for line in (picture.row(columns, rows, row) for row in range(rows))
    ]
    return perf_counter() - start, sum(len(line.encode()) for line in sent)


if __name__ == "__main__":
    run()
