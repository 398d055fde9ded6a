"""Pictures sent as sixels, decoded the way a terminal does."""

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
    """Return the whole picture, joined from its rows."""
    pictures = SixelPictures()
    images = [
        sixel_pictures(pictures.encode(row(placed, number)))[0] for number in range(placed.rows)
    ]
    whole = Image.new("RGBA", (images[0].width, sum(image.height for image in images)))
    top = 0
    for image in images:
        whole.paste(image, (0, top))
        top += image.height
    return whole


def max_difference(one: Image.Image, other: Image.Image) -> int:
    """Return the largest difference between two pictures in any band of any pixel."""
    bands = ImageStat.Stat(ImageChops.difference(one, other)).extrema
    return max(int(largest) for _, largest in bands)


@given(
    st.integers(1, 6),
    st.integers(1, 4),
    st.integers(1, 9),
    st.integers(1, 23),
    st.binary(min_size=8),
)
def test_decoded_sixels_equal_the_picture(
    cells: int, rows: int, width: int, height: int, seed: bytes
) -> None:
    colours = [
        (seed[index], seed[index - 1], seed[index - 2], 255 * (index % 3 > 0)) for index in range(8)
    ]
    size = cells * width, rows * height
    image = Image.new("RGBA", size)
    pixels = [
        colours[seed[index % len(seed)] * (index + 1) % 8] for index in range(size[0] * size[1])
    ]
    image.putdata([pixel if pixel[3] else (0, 0, 0, 0) for pixel in pixels])
    shown = drawn(place(image, cells, rows, (width, height)))
    assert shown.size == size
    # Sixel colours are rounded to hundredths.
    assert max_difference(shown, image) <= 2


def test_a_picture_keeps_its_aspect_ratio_within_its_cells() -> None:
    shown = drawn(place(Image.new("RGB", (20, 20), "red"), 3, 1, (8, 16)))
    assert shown.size == (24, 16)
    assert shown.getbbox() == (4, 0, 20, 16)


def test_a_photograph_stays_recognisable_in_few_colours() -> None:
    noise = Image.effect_noise((40, 30), 120).resize((200, 160), Image.Resampling.BICUBIC)
    bands = (noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise.rotate(180))
    photograph = Image.merge("RGB", bands).convert("RGBA")
    shown = drawn(place(photograph, 20, 8, (10, 20)))
    errors = ImageStat.Stat(ImageChops.difference(shown, photograph)).rms
    assert max(errors) < 40


def test_part_of_a_row_shows_that_part_of_the_picture() -> None:
    image = Image.linear_gradient("L").resize((60, 40)).rotate(90, expand=False)
    placed = place(image, 6, 2, (10, 20))
    whole = drawn(placed)
    [part] = sixel_pictures(SixelPictures().encode(row(placed, 1)[2:5]))
    assert max_difference(part, whole.crop((20, 20, 50, 40))) == 0


def test_cells_are_cleared_and_the_cursor_ends_after_them() -> None:
    placed = place(Image.new("RGB", (30, 20), "red"), 3, 1, (10, 20))
    written = SixelPictures().encode(f"a{row(placed)}b")
    assert re.sub("\x1bP.*?\x1b\\\\", "@", written) == "a\x1b7   \x1b8\x1b7@\x1b8\x1b[3Cb"


def test_encoding_the_same_row_twice_gives_the_same_result() -> None:
    placed, pictures = place(Image.effect_noise((30, 20), 9), 3, 1, (10, 20)), SixelPictures()
    assert pictures.encode(row(placed)) == pictures.encode(row(placed))
