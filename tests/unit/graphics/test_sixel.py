"""Pictures as sixels, read as a terminal reads them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from reader.graphics.canvas import Canvas, ImageProtocol
from reader.graphics.placeholders import PlacedImage
from reader.graphics.sixel import SixelPictures
from tests.terminal_images import sixel_pictures


def place(image: Image.Image, cells: int, rows: int, cell: tuple[int, int]) -> PlacedImage:
    return PlacedImage(image.convert("RGBA"), Canvas(ImageProtocol.SIXEL, *cell), cells, rows)


def row(placed: PlacedImage, number: int = 0) -> str:
    return placed.row(number)[0].text


def drawn(placed: PlacedImage) -> Image.Image:
    """The whole picture, put together from its rows."""
    pictures = SixelPictures()
    rows = [sixel_pictures(pictures.encode(row(placed, it)))[0] for it in range(placed.rows)]
    whole = Image.new("RGBA", (rows[0].width, sum(it.height for it in rows)))
    top = 0
    for it in rows:
        whole.paste(it, (0, top))
        top += it.height
    return whole


def furthest(one: Image.Image, other: Image.Image) -> int:
    """By how much two pictures differ in a dot at most."""
    bands = ImageStat.Stat(ImageChops.difference(one, other)).extrema
    return max(int(most) for _, most in bands)


@given(
    st.integers(1, 6),
    st.integers(1, 4),
    st.integers(1, 9),
    st.integers(1, 23),
    st.binary(min_size=8),
)
def test_what_is_drawn_is_the_picture(
    cells: int, rows: int, width: int, height: int, seed: bytes
) -> None:
    colours = [(seed[at], seed[at - 1], seed[at - 2], 255 * (at % 3 > 0)) for at in range(8)]
    size = cells * width, rows * height
    image = Image.new("RGBA", size)
    dots = [colours[seed[at % len(seed)] * (at + 1) % 8] for at in range(size[0] * size[1])]
    image.putdata([dot if dot[3] else (0, 0, 0, 0) for dot in dots])
    shown = drawn(place(image, cells, rows, (width, height)))
    assert shown.size == size
    # The protocol counts colours in parts of a hundred.
    assert furthest(shown, image) <= 2


def test_a_picture_keeps_its_shape_within_its_cells() -> None:
    shown = drawn(place(Image.new("RGB", (20, 20), "red"), 3, 1, (8, 16)))
    assert shown.size == (24, 16)
    assert shown.getbbox() == (4, 0, 20, 16)


def test_a_photograph_is_much_like_itself() -> None:
    noise = Image.effect_noise((40, 30), 120).resize((200, 160), Image.Resampling.BICUBIC)
    bands = (noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise.rotate(180))
    photograph = Image.merge("RGB", bands).convert("RGBA")
    shown = drawn(place(photograph, 20, 8, (10, 20)))
    errors = ImageStat.Stat(ImageChops.difference(shown, photograph)).rms
    assert max(errors) < 40


def test_a_part_of_a_row_is_that_part_of_the_picture() -> None:
    image = Image.linear_gradient("L").resize((60, 40)).rotate(90, expand=False)
    placed = place(image, 6, 2, (10, 20))
    whole = drawn(placed)
    [part] = sixel_pictures(SixelPictures().encode(row(placed, 1)[2:5]))
    assert furthest(part, whole.crop((20, 20, 50, 40))) == 0


def test_the_cells_are_wiped_and_the_cursor_ends_after_them() -> None:
    placed = place(Image.new("RGB", (30, 20), "red"), 3, 1, (10, 20))
    written = SixelPictures().encode(f"a{row(placed)}b")
    assert re.sub("\x1bP.*?\x1b\\\\", "@", written) == "a\x1b7   \x1b8\x1b7@\x1b8\x1b[3Cb"


def test_the_same_part_is_written_the_same_again() -> None:
    placed, pictures = place(Image.effect_noise((30, 20), 9), 3, 1, (10, 20)), SixelPictures()
    assert pictures.encode(row(placed)) == pictures.encode(row(placed))
