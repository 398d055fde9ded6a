"""Pictures sent with Kitty's graphics protocol, decoded the way Kitty does."""

from __future__ import annotations

import gc
import unicodedata

from PIL import Image, ImageChops

from reader.graphics.canvas import Canvas, ImageProtocol
from reader.graphics.kitty import DIACRITICS, KittyPictures
from reader.graphics.placeholders import PlacedImage
from tests.terminal_images import KittyTerminal

CANVAS = Canvas(ImageProtocol.KITTY, 10, 20)


def place(cells: int = 20, rows: int = 5, size: tuple[int, int] = (120, 60)) -> PlacedImage:
    image = Image.effect_noise(size, 90).convert("RGBA")
    return PlacedImage(image, CANVAS, cells, rows)


def row(placed: PlacedImage, number: int = 0) -> str:
    return placed.row(number)[0].text


def test_the_diacritics_are_those_of_kittys_table() -> None:
    assert DIACRITICS[:4] == ("\u0305", "\u030d", "\u030e", "\u0310")
    assert DIACRITICS[-1] == "\u0823"
    assert len(set(DIACRITICS)) == len(DIACRITICS) == 121
    composing = {
        mark for code in range(0x110000) for mark in unicodedata.normalize("NFD", chr(code))[1:]
    }
    assert all(unicodedata.combining(mark) == 230 for mark in DIACRITICS)
    assert not composing & set(DIACRITICS)


def test_a_picture_is_sent_once_before_its_first_cells() -> None:
    placed, pictures, terminal = place(), KittyPictures(), KittyTerminal()
    written = pictures.encode(f"a{row(placed, 2)}b")
    assert written.startswith("\x1b_G")
    rest = terminal.feed(written)
    assert (rest[0], rest[-1]) == ("a", "b")
    [(image_id, image)] = terminal.images.items()
    assert ImageChops.difference(image, placed.image).getbbox() is None
    assert terminal.sizes[image_id] == (20, 5)
    [(seen_id, cells)] = terminal.seen
    assert seen_id == image_id
    assert cells == "".join(f"\U0010eeee{DIACRITICS[2]}{DIACRITICS[cell]}" for cell in range(20))
    again = pictures.encode(row(placed, 3))
    assert "\x1b_G" not in again
    terminal.feed(again)
    assert terminal.seen[1][0] == image_id


def test_part_of_a_row_encodes_its_row_and_columns() -> None:
    placed, terminal = place(), KittyTerminal()
    terminal.feed(KittyPictures().encode(row(placed, 1)[7:9]))
    assert (
        terminal.seen[0][1]
        == f"\U0010eeee{DIACRITICS[1]}{DIACRITICS[7]}\U0010eeee{DIACRITICS[1]}{DIACRITICS[8]}"
    )


def test_data_is_sent_in_chunks_of_the_allowed_size() -> None:
    placed, terminal = place(size=(300, 200)), KittyTerminal()
    written = KittyPictures().encode(row(placed))
    assert written.count("\x1b_G") > 3
    terminal.feed(written)
    assert terminal.longest <= 4096
    assert len(terminal.images) == 1


def test_deleted_pictures_are_sent_again_when_drawn() -> None:
    placed, pictures, terminal = place(), KittyPictures(), KittyTerminal()
    terminal.feed(pictures.encode(row(placed)))
    terminal.feed(pictures.delete_all())
    assert terminal.images == {}
    assert pictures.delete_all() == ""
    terminal.feed(pictures.encode(row(placed)))
    assert len(terminal.images) == 1


def test_pictures_that_no_longer_exist_are_deleted_from_the_terminal() -> None:
    pictures, terminal = KittyPictures(), KittyTerminal()
    kept, gone, new = place(), place(), place()
    terminal.feed(pictures.encode(row(kept) + row(gone)))
    assert len(terminal.images) == 2
    first = terminal.seen[1][0]
    del gone
    gc.collect()
    terminal.feed(pictures.encode(row(new)))
    assert len(terminal.images) == 2
    assert first not in terminal.images


def test_the_least_recently_drawn_pictures_are_deleted_first() -> None:
    pictures, terminal = KittyPictures(), KittyTerminal()
    many = [place(2, 1, (2, 2)) for _ in range(80)]
    for placed in many:
        terminal.feed(pictures.encode(row(many[0]) + row(placed)))
    assert len(terminal.images) == 64
    first = terminal.seen[0][0]
    assert first in terminal.images
    count = len(terminal.seen)
    terminal.feed(pictures.encode(row(many[1])))
    assert terminal.seen[count][0] in terminal.images
