"""Placing what follows text of unsure width."""

from __future__ import annotations

import pytest

from reader.text.columns import pin_columns


@pytest.mark.parametrize(
    "output",
    [
        "",
        "\x1b[2;3Hplain │ text\n\x1b[3;1H漢字 é 한국 Ελληνικά",
        "\x1b[?25l\x1b[1;1H\U00100000\U00100001",
        "\x1b]8;id=1;https://example.com/\x1b\\link\x1b]8;;\x1b\\",
        # Where the cursor is, nobody knows.
        "नाव",
        "\x1b8नाव",
        "\x1b[1;1H\nनाव",
    ],
)
def test_other_output_is_unchanged(output: str) -> None:
    assert pin_columns(output) == output


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("\x1b[2;3Hनाव│", "\x1b[2;3H  \x1b[3Gनाव\x1b[5G│"),
        ("\x1b[H漢 नव│", "\x1b[H漢   \x1b[4Gनव\x1b[6G│"),
        ("\x1b[1;1Ha\x1b[31mनव\x1b[0m│", "\x1b[1;1Ha\x1b[31m  \x1b[2Gनव\x1b[4G\x1b[0m│"),
        ("\x1b[5Gनव", "\x1b[5G  \x1b[5Gनव\x1b[7G"),
        ("\x1b[1;1H\x1b[3Cनव", "\x1b[1;1H\x1b[3C  \x1b[4Gनव\x1b[6G"),
        (
            "\x1b[1;1H\x1b]8;;https://example.com/नव\x1b\\नव\x1b]8;;\x1b\\",
            "\x1b[1;1H\x1b]8;;https://example.com/नव\x1b\\  \x1b[1Gनव\x1b[3G\x1b]8;;\x1b\\",
        ),
        ("\x1b[1;1Ha❤\ufe0fb", "\x1b[1;1Ha  \x1b[2G❤\ufe0f\x1b[4Gb"),
        ("\x1b[1;1H👩\u200d🚀│", "\x1b[1;1H  \x1b[1G👩\u200d🚀\x1b[3G│"),
        # A joiner that `clean_line` has doubled.
        ("\x1b[1;1Hක්\u200d\u200dර│", "\x1b[1;1H  \x1b[1Gක්\u200dර\x1b[3G│"),
    ],
)
def test_the_cells_of_a_run_are_cleared_and_the_rest_is_placed(output: str, expected: str) -> None:
    assert pin_columns(output) == expected


def test_joiners_before_letters_can_be_left_out() -> None:
    output = "\x1b[1;1Hක්\u200d\u200dර│ 👩\u200d🚀"
    pinned = pin_columns(output, keeps_joiners=False)
    assert pinned.startswith("\x1b[1;1H  \x1b[1Gක්ර\x1b[3G│")
    assert "👩\u200d🚀" in pinned
