"""Pictures in terminals that support Kitty's graphics protocol, sixels or neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.terminal_images import KittyTerminal, sixel_pictures

from .real_terminal import Terminal

SIZE = (200, 160)
CELLS, ROWS = 20, 8
"""Cells and rows of the picture, at 10 × 20 pixels per cell."""
QUERIES = (b"\x1b[c", b"\x1b[0c", b"\x1b[>c", b"\x1b[14t", b"\x1b[16t", b"\x1b[18t", b"a=q")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    Image.effect_noise(SIZE, 99).convert("RGB").quantize(60).save(folder / "quay.png")
    body = "![The quay](quay.png)\n\n" + "\n\n".join(f"Line {line}." for line in range(60))
    (folder / "quay.md").write_text(f"---\ntitle: At the quay\ndate: 2024-03-02\n---\n{body}\n")
    return folder


def image(news: Path) -> Image.Image:
    return Image.open(news / "quay.png").convert("RGBA")


def open_article(news: Path, **variables: str) -> Terminal:
    terminal = Terminal(news / "quay.md", columns=120, rows=40, COLORTERM="truecolor", **variables)
    terminal.until(lambda: b"Line 3." in terminal.raw)
    return terminal


def in_kitty(terminal: Terminal) -> KittyTerminal:
    """Return the state that Kitty would have by now."""
    kitty = KittyTerminal()
    kitty.feed(terminal.raw.decode(errors="ignore"))
    return kitty


def until_drawn(terminal: Terminal, times: int = 1) -> KittyTerminal:
    """Wait until the image was sent and its rows were written a number of times."""

    def is_drawn() -> bool:
        kitty = in_kitty(terminal)
        return len(kitty.seen) >= times * ROWS and kitty.seen[-1][0] in kitty.images

    terminal.until(is_drawn)
    return in_kitty(terminal)


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.end() == 0


def test_kitty_receives_a_picture_once_and_shows_it_after_scrolling(news: Path) -> None:
    terminal = open_article(news, TERM="xterm-kitty")
    kitty = until_drawn(terminal)
    [(number, sent)] = kitty.images.items()
    assert kitty.sizes[number] == (CELLS, ROWS)
    assert ImageChops.difference(sent.convert("RGBA"), image(news)).getbbox() is None
    assert {image_id for image_id, _ in kitty.seen} == {number}
    terminal.press("jj")
    assert list(until_drawn(terminal, 2).images) == [number]
    leave(terminal)
    # All images are deleted at the end.
    assert in_kitty(terminal).images == {}
    assert terminal.raw.rindex(b"a=d") < terminal.raw.index(b"\x1b[?1049l")


def test_kitty_receives_the_picture_again_after_an_editor(news: Path) -> None:
    terminal = open_article(news, TERM="xterm-kitty", EDITOR="true")
    [first] = until_drawn(terminal).images
    terminal.press("e")
    terminal.until(lambda: set(in_kitty(terminal).images) - {first} != set())
    assert first not in in_kitty(terminal).images
    leave(terminal)


def test_a_terminal_with_sixels_receives_the_pixels_of_each_row(news: Path) -> None:
    terminal = open_article(news, TERM="foot")

    def pictures() -> list[Image.Image]:
        return sixel_pictures(terminal.raw.decode(errors="ignore"))

    terminal.until(lambda: len(pictures()) >= ROWS)
    whole = Image.new("RGBA", SIZE)
    for row, part in enumerate(pictures()[:ROWS]):
        assert part.size == (SIZE[0], 20)
        whole.paste(part, (0, 20 * row))
    extrema = ImageChops.difference(whole, image(news)).getextrema()
    assert all(maximum <= 2 for _, maximum in extrema)  # type: ignore[misc]
    leave(terminal)


@pytest.mark.parametrize("term", ["xterm-kitty", "foot", "xterm-256color"])
def test_the_terminal_is_not_queried_about_pictures(news: Path, term: str) -> None:
    terminal = open_article(news, TERM=term)
    leave(terminal)
    assert not [query for query in QUERIES if query in terminal.raw]


def test_other_terminals_receive_half_blocks(news: Path) -> None:
    terminal = open_article(news, TERM="xterm-256color")
    terminal.until(lambda: "▀▀▀" in terminal.shown)
    leave(terminal)
    assert b"\x1b_G" not in terminal.raw
    assert b"\x1bP" not in terminal.raw


def test_the_settings_choose_the_protocol(news: Path, tmp_path: Path) -> None:
    config = tmp_path / "config" / "broadsheet" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('image_protocol = "sixel"\n')
    terminal = open_article(news, TERM="xterm-256color", XDG_CONFIG_HOME=str(tmp_path / "config"))
    terminal.until(lambda: b"\x1bP0;1;0q" in terminal.raw)
    leave(terminal)
