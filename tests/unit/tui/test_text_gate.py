"""The gate to Textual's own widgets."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.widget import Widget

from reader.tui.notices import FooterMessage
from reader.tui.text_gate import StaticText, content, frame
from reader.tui.widgets.prompt import LineInput

HOSTILE = "[@click=app.quit]a\x1b[2J\u202eb[/]\nc\xad"
SHOWN = "[@click=app.quit]a\ufffd[2Jb[/]"


def test_text_becomes_content_without_markup_and_controls() -> None:
    made = content(HOSTILE, (" bold", "bold"), content("\x1b"))

    assert made.plain == f"{SHOWN}\nc bold\ufffd"
    assert [(span.start, span.style) for span in made.spans] == [(len(SHOWN) + 2, "bold")]


@pytest.mark.parametrize("text", [HOSTILE, "a\x07b", "a\u2029b", "\ud800", "\U000e0041"])
def test_a_message_is_one_clean_line(text: str) -> None:
    line = FooterMessage(text, new_posts=2).line

    assert line.isprintable()
    assert line.startswith("2 new posts · ")


async def test_widgets_show_any_string_as_it_is() -> None:
    async with App[None]().run_test() as pilot:
        static, framed, line = StaticText(HOSTILE), Widget(), LineInput("a")
        await pilot.app.mount(static, framed, line)
        assert str(static.visual) == f"{SHOWN}\nc"
        static.update(f"{HOSTILE}d")
        assert str(static.visual) == f"{SHOWN}\ncd"
        static.update(content(("e", "bold")))
        assert str(static.visual) == "e"

        frame(framed, f"A\n{HOSTILE}", content("[b]"))
        assert framed.border_title == content(f"A {SHOWN} c").markup
        assert framed.border_subtitle == content("[b]").markup

        line.value, line.placeholder = "a\x1bක්\u200dෂ", f"[b]{HOSTILE}"
        assert line.value == "a\ufffdක්\u200dෂ"
        assert line.placeholder == f"[b]{SHOWN} c"
