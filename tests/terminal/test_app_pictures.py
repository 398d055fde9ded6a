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
QUERIES = (b"\x1b[>q", b"\x1b[16t", b"\x1b[c", b"\x1b[6n")
KITTY = "\x1b[2;2R\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c"
OLD_KITTY = KITTY.replace("0.41.1", "0.26.5")
SIXELS = "\x1b[2;3R\x1bP>|XTerm(379)\x1b\\\x1b[?63;1;2;4;6;9;15;16;22;28c"
NO_SIXELS = "\x1b[2;3R\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"


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


def open_article(news: Path, replies: str = "", **variables: str) -> Terminal:
    """Open the article in a terminal that replies as soon as it is asked."""
    terminal = Terminal(news / "quay.md", columns=120, rows=40, COLORTERM="truecolor", **variables)
    if replies:
        terminal.until(lambda: b"\x1b[c" in terminal.raw)
        terminal.press(replies)
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
    terminal = open_article(news, KITTY, TERM="xterm-kitty")
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
    terminal = open_article(news, KITTY, TERM="xterm-kitty", EDITOR="true")
    [first] = until_drawn(terminal).images
    terminal.press("e")
    terminal.until(lambda: set(in_kitty(terminal).images) - {first} != set())
    assert first not in in_kitty(terminal).images
    leave(terminal)


def test_a_terminal_with_sixels_receives_the_pixels_of_each_row(news: Path) -> None:
    terminal = open_article(news, SIXELS)

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


@pytest.mark.parametrize("replies", ["", OLD_KITTY, NO_SIXELS])
@pytest.mark.parametrize("term", ["xterm-kitty", "foot", "xterm-256color"])
def test_other_terminals_receive_half_blocks(news: Path, replies: str, term: str) -> None:
    terminal = open_article(news, replies, TERM=term)
    terminal.until(lambda: "▀▀▀" in terminal.shown)
    leave(terminal)
    assert b"a=T" not in terminal.raw
    assert b"\x1bP0;1;0q" not in terminal.raw


def test_kitty_is_recognised_whatever_the_environment_says(news: Path) -> None:
    terminal = open_article(news, "\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62;c", TERM="xterm-256color")
    terminal.until(lambda: b"a=q" in terminal.raw)
    terminal.press("\x1b_Gi=31;OK\x1b\\\x1b[?62;c")
    until_drawn(terminal)
    leave(terminal)


def test_half_blocks_become_pixels_when_the_terminal_replies(news: Path) -> None:
    terminal = open_article(news, TERM="xterm-kitty")
    terminal.until(lambda: "▀▀▀" in terminal.shown)
    terminal.press(KITTY)
    until_drawn(terminal)
    leave(terminal)


def test_a_terminal_is_asked_once(news: Path) -> None:
    terminal = open_article(news, KITTY, TERM="xterm-kitty", EDITOR="true")
    until_drawn(terminal)
    terminal.press("e")
    terminal.until(lambda: terminal.raw.count(b"\x1b[?1049h") == 2)
    leave(terminal)
    assert [terminal.raw.count(query) for query in QUERIES] == [1] * len(QUERIES)


def test_a_multiplexer_is_not_asked_about_pictures(news: Path) -> None:
    terminal = open_article(news, SIXELS, TERM="tmux-256color", TMUX="/tmp/tmux-0/default,1,0")
    terminal.until(lambda: "▀▀▀" in terminal.shown)
    leave(terminal)
    assert b"a=q" not in terminal.raw
    assert b"\x1bP0;1;0q" not in terminal.raw


@pytest.mark.parametrize("term", ["linux", "vt100"])
def test_a_terminal_with_little_more_than_ascii_is_asked_nothing(news: Path, term: str) -> None:
    terminal = open_article(news, TERM=term)
    leave(terminal)
    assert not [query for query in QUERIES if query in terminal.raw]


def test_the_settings_choose_the_protocol(news: Path, tmp_path: Path) -> None:
    config = tmp_path / "config" / "broadsheet" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('image_protocol = "sixel"\n')
    terminal = open_article(news, TERM="xterm-256color", XDG_CONFIG_HOME=str(tmp_path / "config"))
    terminal.until(lambda: b"\x1bP0;1;0q" in terminal.raw)
    leave(terminal)
