"""Images of an article: found, decoded within limits, and drawn in cells."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.article import image_files, pictures
from reader.article.document import parse_document
from reader.article.header import header_blocks
from reader.article.image_files import (
    PictureError,
    find_images,
    load_picture,
    load_pictures,
)
from reader.article.layout import ArticleLayout
from reader.article.line import line_text, line_width
from reader.article.palette import Palette
from reader.article.pictures import LEAD, Picture, with_lead, with_pictures
from reader.graphics.canvas import FIRST_PLACEHOLDER, HALF_BLOCKS, Canvas, ImageProtocol
from reader.graphics.placeholders import NoPlaceholdersError
from reader.posts.links.local_files import find_local_file
from reader.posts.post import Post


def make_post(root: Path, post_id: str = "news/today.md", image: str | None = None) -> Post:
    return Post(post_id, f"{root}/{post_id}", "s", "T", "", date(2024, 1, 1), ("x",), image=image)


def write_image(path: Path, size: tuple[int, int] = (40, 20), colour: str = "red") -> Path:
    """Write an image file of one colour and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("a.png", "news/a.png"),
        ("./a.png", "news/a.png"),
        ("../b%20c.png", "b c.png"),
        ("/d.png", "static/d.png"),
        ("/d.png?x=1", "static/d.png"),
        ("../images/e.png", "images/e.png"),
        ("e.png", "images/e.png"),
        ("none.png", None),
        ("../../outside.png", None),
        ("link.png", None),
        ("https://example.org/a.png", None),
        ("//example.org/a.png", None),
        ("data:image/png;base64,AAAA", None),
        ("", None),
        ("a.png\0", None),
    ],
)
def test_local_images_are_found_within_the_folder(
    tmp_path: Path, source: str, file: str | None
) -> None:
    root = tmp_path / "posts"
    for name in ("news/a.png", "b c.png", "static/d.png", "images/e.png", "../outside.png"):
        write_image(root / name)
    (root / "news/link.png").symlink_to(tmp_path / "outside.png")
    found = find_local_file(source, make_post(root))
    assert found == (None if file is None else (root / file).resolve())


def test_a_standalone_image_is_drawn_above_its_label(tmp_path: Path) -> None:
    post = make_post(tmp_path, image="lead.png")
    write_image(tmp_path / "news/lead.png", (80, 40), "blue")
    write_image(tmp_path / "news/a.png")
    body = "Text with ![an image](a.png) in it.\n\n![The quay](a.png)\n\n![Gone](gone.png)\n"
    document = parse_document(body)
    files, _ = find_images(post, document.blocks)
    assert set(files) == {LEAD, 1}
    shown = load_pictures(files)
    layout = ArticleLayout(with_pictures(document.blocks, shown, 30), 60, Palette.plain())
    texts = [line_text(line).strip() for line in layout.lines(0, layout.height)]
    assert texts.count("▀" * 40) == 10
    assert texts.index("▀" * 40) < texts.index("The quay")
    header = with_lead(header_blocks(post, date(2024, 1, 1)), shown, 30)
    layout = ArticleLayout(header, 60, Palette.plain())
    assert "▀" * 60 in [line_text(line) for line in layout.lines(0, layout.height)]


def test_half_blocks_have_the_colours_of_the_image(tmp_path: Path) -> None:
    image = Image.new("RGBA", (2, 2))
    image.putdata([(255, 0, 0, 255), (0, 0, 0, 0), (0, 0, 255, 255), (0, 255, 0, 255)])
    image.save(tmp_path / "a.png")
    document = parse_document("![x](a.png)")
    blocks = with_pictures(document.blocks, {0: load_picture(tmp_path / "a.png")}, 9)
    [_, both, lower] = ArticleLayout(blocks, 10, Palette.plain()).line(0)
    assert both.text == "▀"
    assert both.style is not None
    assert (both.style.color.name, both.style.bgcolor.name) == ("#ff0000", "#0000ff")  # type: ignore[union-attr]
    assert lower.text == "▄"
    assert lower.style is not None
    assert lower.style.color.name == "#00ff00"  # type: ignore[union-attr]


CANVASES = (HALF_BLOCKS, Canvas(ImageProtocol.KITTY, 9, 18), Canvas(ImageProtocol.SIXEL, 10, 20))


@given(
    st.integers(1, 400), st.integers(1, 400), st.integers(10, 120), st.integers(1, 30),
    st.sampled_from(CANVASES),
)  # fmt: skip
def test_a_picture_stays_within_its_limits(
    width: int, height: int, available: int, rows: int, canvas: Canvas
) -> None:
    picture = Picture(Image.new("RGBA", (width, height), "red"), canvas)
    cells, lines = picture.size(available, rows)
    assert 1 <= cells <= min(available, width)
    assert 1 <= lines <= rows
    layout = picture_layout(picture, available, rows)
    assert all(line_width(line) <= available for line in layout.lines(0, layout.height))


def picture_layout(picture: Picture, width: int = 60, rows: int = 20) -> ArticleLayout:
    """Return the layout of an article that only consists of a picture."""
    blocks = parse_document("![The quay](a.png)").blocks
    return ArticleLayout(with_pictures(blocks, {0: picture}, rows), width, Palette.plain())


def test_a_pixel_canvas_determines_the_size_of_a_picture(tmp_path: Path) -> None:
    write_image(tmp_path / "icon.png", (30, 19))
    canvas = Canvas(ImageProtocol.SIXEL, 10, 20)
    picture = load_picture(tmp_path / "icon.png", canvas)
    assert picture.size(60, 20) == (3, 1)
    [row] = picture.row(3, 1, 0)
    assert all(character >= FIRST_PLACEHOLDER for character in row.text)
    write_image(tmp_path / "poster.png", (4000, 3000))
    assert load_picture(tmp_path / "poster.png", canvas).image.size == (640, 480)
    assert load_picture(tmp_path / "poster.png").image.size == (128, 96)


def test_placeholders_are_not_part_of_the_text_of_a_line() -> None:
    image = Image.new("RGBA", (300, 100), "red")
    layout = picture_layout(Picture(image, Canvas(ImageProtocol.KITTY, 10, 20)))
    texts = [line_text(line).strip() for line in layout.lines(0, layout.height)]
    assert texts == ["", "", "", "", "", "The quay"]


def test_half_blocks_are_drawn_when_no_placeholders_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise NoPlaceholdersError

    monkeypatch.setattr(pictures, "PlacedImage", refuse)
    image = Image.new("RGBA", (300, 100), "red")
    layout = picture_layout(Picture(image, Canvas(ImageProtocol.KITTY, 10, 20)))
    assert "▀" * 30 in line_text(layout.line(0))


def test_loading_an_image_again_gives_an_equal_picture(tmp_path: Path) -> None:
    first = load_picture(write_image(tmp_path / "a.png"))
    assert load_picture(tmp_path / "a.png") == first
    assert load_picture(write_image(tmp_path / "a.png", colour="blue")) != first
    canvas = Canvas(ImageProtocol.SIXEL, 10, 20)
    assert load_picture(tmp_path / "a.png", canvas) != load_picture(tmp_path / "a.png")


def write_bomb(path: Path) -> None:
    """Write a small file whose header claims 10,000 million pixels."""
    write_image(path)
    data = bytearray(path.read_bytes())
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    path.write_bytes(bytes(data))


def test_an_image_that_cannot_be_shown_raises_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text.png").write_text("no image")
    (tmp_path / "empty.png").touch()
    (tmp_path / "svg.png").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "cut.png").write_bytes(write_image(tmp_path / "a.png").read_bytes()[:60])
    for name in ("text.png", "empty.png", "svg.png", "cut.png", "gone.png"):
        with pytest.raises(PictureError):
            load_picture(tmp_path / name)
    write_bomb(tmp_path / "bomb.png")
    with pytest.raises(PictureError):
        load_picture(tmp_path / "bomb.png")
    monkeypatch.setattr(image_files, "MAX_PIXELS", 700)
    with pytest.raises(PictureError, match="40 × 20 pixels"):
        load_picture(tmp_path / "a.png")
    monkeypatch.setattr(image_files, "MAX_BYTES", 10)
    with pytest.raises(PictureError, match="larger than"):
        load_picture(tmp_path / "a.png")


def test_warnings_about_odd_files_are_not_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd.tif").write_bytes(b"II*\0\x08\0\0\0\x01\0\x00\x01\x03\0")
    with suppress(PictureError):
        load_picture(tmp_path / "odd.tif")
    assert capfd.readouterr() == ("", "")


def test_the_reason_is_shown_below_the_label(tmp_path: Path) -> None:
    document = parse_document("![x](a.png)")
    reasons = load_pictures({0: tmp_path / "a.png"})
    blocks = with_pictures(document.blocks, reasons, 9)
    layout = ArticleLayout(blocks, 60, Palette.plain())
    texts = [line_text(line) for line in layout.lines(0, layout.height)]
    assert texts == ["▣ x · a.png", "This image is not shown: the file is not a readable image."]


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"II*\0"]),
)
def test_no_file_content_raises_another_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.png"
    path.write_bytes(head + data)
    with suppress(PictureError):
        load_picture(path)


def test_web_images_and_local_images_are_separated(tmp_path: Path) -> None:
    write_image(tmp_path / "news/here.png")
    body = "\n\n".join(
        f"![x]({source})"
        for source in (
            "here.png", "https://example.org/a.png", "//example.org/b.png", "/site.png", "near.png",
            "ftp://example.org/c.png", "https://user@example.org/d.png", "data:image/png;base64,AA",
        )
    )  # fmt: skip
    blocks = parse_document(body).blocks
    post = make_post(tmp_path, image="http://example.org/lead.jpg")
    on_the_web = {LEAD: "http://example.org/lead.jpg", 1: "https://example.org/a.png",
               2: "https://example.org/b.png"}  # fmt: skip
    assert find_images(post, blocks)[1] == on_the_web
    on_a_site = replace(post, link="https://example.com/news/today/")
    assert find_images(on_a_site, blocks)[1] == {
        **on_the_web,
        3: "https://example.com/site.png",
        4: "https://example.com/news/today/near.png",
    }


@pytest.mark.parametrize(
    ("caption", "shown"),
    [("", ["Alt"]), ("<figcaption>Seen <em>here</em></figcaption>", ["Seen here"])],
)
def test_the_caption_of_a_figure_takes_the_place_of_the_alternative_text(
    tmp_path: Path, caption: str, shown: list[str]
) -> None:
    picture = load_picture(write_image(tmp_path / "a.png"))
    body = f'<figure>\n<p><img src="a.png" alt="Alt"></p>\n{caption}\n</figure>'
    blocks = with_pictures(parse_document(body).blocks, {0: picture}, 9)
    layout = ArticleLayout(blocks, 60, Palette.plain())
    lines = [line_text(line).strip("▀ ") for line in layout.lines(0, layout.height)]
    assert [line for line in lines if line] == shown
