"""Headings: what is not part of their text, in the outline, as anchors, and beside the title."""

from __future__ import annotations

import pytest

from reader.article.document import parse_document


@pytest.mark.parametrize(
    "heading",
    [
        "# The mast {#mast}",
        "# The mast [#](#mast)",
        '# <a href="/boat/#mast">¶</a> The *mast*',
        '<h1>The mast<a href="#mast">#</a></h1>',
    ],
)
def test_a_first_heading_with_a_link_to_itself_may_repeat_the_title(heading: str) -> None:
    document = parse_document(f"{heading}\n\nText.\n", title="The mast")
    assert document.headings == ()
    assert len(document.blocks) == 1


def test_links_to_a_heading_are_not_in_the_outline() -> None:
    document = parse_document("## The mast [#](#mast)\n\n## The [hull](#hull) in C#\n")
    assert [heading.text for heading in document.headings] == ["The mast", "The hull in C#"]


def test_the_id_of_a_heading_is_an_anchor_beside_a_permalink() -> None:
    document = parse_document("Text.\n\n## The mast {#pole .big} [¶](#pole)\n")
    assert document.find_anchor("pole") == 1
    assert document.headings[0].text == "The mast"
