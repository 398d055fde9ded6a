"""Pictures by Kitty's protocol, read as Kitty reads them."""

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


def test_the_marks_are_those_that_kitty_numbers() -> None:
    assert DIACRITICS[:4] == ("\u0305", "\u030d", "\u030e", "\u0310")
    assert DIACRITICS[-1] == "\u0823"
    assert len(set(DIACRITICS)) == len(DIACRITICS) == 121
    parts = {it for code in range(0x110000) for it in unicodedata.normalize("NFD", chr(code))[1:]}
    assert all(unicodedata.combining(it) == 230 and it not in parts for it in DIACRITICS)


def test_a_picture_is_sent_before_its_first_cells_and_then_never_again() -> None:
    placed, pictures, terminal = place(), KittyPictures(), KittyTerminal()
    written = pictures.encode(f"a{row(placed, 2)}b")
    assert written.startswith("\x1b_G")
    rest = terminal.read(written)
    assert (rest[0], rest[-1]) == ("a", "b")
    [(number, image)] = terminal.images.items()
    assert ImageChops.difference(image, placed.image).getbbox() is None
    assert terminal.sizes[number] == (20, 5)
    [(seen, cells)] = terminal.seen
    assert seen == number
    assert cells == "".join(f"\U0010eeee{DIACRITICS[2]}{DIACRITICS[cell]}" for cell in range(20))
    again = pictures.encode(row(placed, 3))
    assert "\x1b_G" not in again
    terminal.read(again)
    assert terminal.seen[1][0] == number


def test_a_part_of_a_row_says_which_it_is() -> None:
    placed, terminal = place(), KittyTerminal()
    terminal.read(KittyPictures().encode(row(placed, 1)[7:9]))
    assert (
        terminal.seen[0][1]
        == f"\U0010eeee{DIACRITICS[1]}{DIACRITICS[7]}\U0010eeee{DIACRITICS[1]}{DIACRITICS[8]}"
    )


def test_data_goes_in_pieces_that_the_protocol_allows() -> None:
    placed, terminal = place(size=(300, 200)), KittyTerminal()
    written = KittyPictures().encode(row(placed))
    assert written.count("\x1b_G") > 3
    terminal.read(written)
    assert terminal.longest <= 4096
    assert len(terminal.images) == 1


def test_at_the_end_the_terminal_keeps_nothing_and_is_sent_all_anew() -> None:
    placed, pictures, terminal = place(), KittyPictures(), KittyTerminal()
    terminal.read(pictures.encode(row(placed)))
    terminal.read(pictures.delete_all())
    assert terminal.images == {}
    assert pictures.delete_all() == ""
    terminal.read(pictures.encode(row(placed)))
    assert len(terminal.images) == 1


def test_the_terminal_does_not_keep_what_is_not_shown_any_more() -> None:
    pictures, terminal = KittyPictures(), KittyTerminal()
    kept, gone, new = place(), place(), place()
    terminal.read(pictures.encode(row(kept) + row(gone)))
    assert len(terminal.images) == 2
    first = terminal.seen[1][0]
    del gone
    gc.collect()
    terminal.read(pictures.encode(row(new)))
    assert len(terminal.images) == 2
    assert first not in terminal.images


def test_of_many_pictures_the_terminal_keeps_those_that_were_shown_last() -> None:
    pictures, terminal = KittyPictures(), KittyTerminal()
    many = [place(2, 1, (2, 2)) for _ in range(80)]
    for placed in many:
        terminal.read(pictures.encode(row(many[0]) + row(placed)))
    assert len(terminal.images) == 64
    first = terminal.seen[0][0]
    assert first in terminal.images
    count = len(terminal.seen)
    terminal.read(pictures.encode(row(many[1])))
    assert terminal.seen[count][0] in terminal.images
