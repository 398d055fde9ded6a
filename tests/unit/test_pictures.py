"""The drawings of the documentation."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pictures.drawing import Step, draw
from pictures.frames import CELL, Frame, Mark, parse_frame
from pictures.scenes import STILLS, TOUR

MAX_BYTES = 1_500_000
"""Maximum size of a picture, so that pages load quickly."""

EXPORTED = """\
<svg><style>.terminal-1-r1 { fill: #c5c8c6 }
.terminal-1-r2 { fill: #ff0000;font-weight: bold }</style>
<rect fill="#000000" x="0" y="0" width="90" height="900" shape-rendering="crispEdges"/>
<rect fill="#111111" x="0" y="25.9" width="24.4" height="24.65" shape-rendering="crispEdges"/>
<text class="terminal-1-r2" x="12.2" y="20" textLength="36.6" clip-path="url(#a)">a&#160;b</text>
<text class="terminal-1-r1" x="0" y="44.4" textLength="12.2" clip-path="url(#a)">&lt;</text>
<text class="terminal-1-r1" x="0" y="44.4" textLength="12.2" clip-path="url(#a)">&#160;</text></svg>
"""


def row(text: str) -> tuple[Mark, ...]:
    return (Mark(0, CELL * len(text), "fill: #fff", text),)


def test_an_exported_picture_is_read_row_by_row() -> None:
    assert parse_frame(EXPORTED, 7, 2) == Frame(
        7,
        (
            (Mark(12.2, 36.6, "fill: #ff0000;font-weight: bold", "a&#160;b"),),
            (Mark(0, 24.4, "#111111", ""), Mark(0, 12.2, "fill: #c5c8c6", "&lt;")),
        ),
    )


def test_rows_of_several_frames_are_written_once() -> None:
    frames = [Frame(9, (row("masthead"), row("one"))), Frame(9, (row("masthead"), row("two")))]
    svg = draw([Step(frame, 1, "j <moves>") for frame in frames], "A & B")
    tree = ET.fromstring(svg)
    texts = [element.text for element in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("masthead") == 1
    assert texts.count("j <moves>") == 2
    assert {"one", "two"} < set(texts)


def test_only_the_first_frame_is_seen_where_nothing_moves() -> None:
    svg = draw([Step(Frame(3, (row("a"),)), 2, ""), Step(Frame(3, (row("b"),)), 6, "")], "")
    assert "#f0{visibility:visible}" in svg
    assert "prefers-reduced-motion:reduce){.f{animation:none}}" in svg
    assert "animation:8s step-end infinite" in svg
    assert "0%{visibility:hidden}25.000%{visibility:visible}100.000%{visibility:hidden}" in svg


def test_a_still_picture_has_no_animation() -> None:
    svg = draw([Step(Frame(3, (row("▀▀▀"),)), 1, "")], "")
    assert "animation" not in svg
    assert 'width="36.6" height="12.7" fill="#fff"' in svg


@pytest.mark.parametrize("name", ["demo.svg", *STILLS])
def test_the_pictures_in_the_repository_are_small_and_stand_alone(project: Path, name: str) -> None:
    path = project / "docs" / "images" / name
    text = path.read_text("utf-8")
    ET.fromstring(text)
    assert len(text.encode()) < MAX_BYTES
    assert "<script" not in text
    assert re.findall(r"https?://(?!www\.w3\.org)", text) == []
    assert len(re.findall('<g class="f"', text)) == (len(TOUR) if name == "demo.svg" else 1)
