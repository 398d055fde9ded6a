"""Properties of code in a body: it is shown as it is written, whatever it contains."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.document import parse_document
from reader.article.plain import render_text

PIECES = [
    "{{ x }}", "{% if x %}", "{% endif %}", "{% highlight py %}", "{% endhighlight %}", "<% y %>",
    "{{< img src='x' >}}", "{{% note %}}", "{: .c}", "{# z #}", "{/* c */}", "{`x`}", "{'x'}",
    "<Foo>", "</Foo>", "<Bar />", "<div>", "</div>", "<lite-youtube id='x'>", "[caption]",
    "[/caption]", "%%", "^[a note]", "::toc", ":name[x]{y=z}", "^block-id", "*[HTML]: x",
    "<!-- c -->", "**<!-- c -->**", "[TOC]", "@[card](https://x.example)", "](|filename|x)",
    "PELICAN_END_SUMMARY", "```", "~~~", "`", "word", "- ", "> ", "[^1]: ", "[a]: javascript:x",
]  # fmt: skip
LINES = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join).map(str.strip),
    min_size=1,
    max_size=6,
)


@given(LINES)
def test_indented_code_is_shown_as_written(lines: list[str]) -> None:
    code = "".join(f"    {line}\n" for line in lines)
    assert shown(f"Above.\n\n{code}\nBelow.\n") == ["Above.", *lines, "Below."]


@given(LINES)
def test_indented_code_in_an_item_is_shown_as_written(lines: list[str]) -> None:
    code = "".join(f"      {line}\n" for line in lines)
    assert shown(f"- Above.\n\n{code}\n  Below.\n") == ["• Above.", *lines, "Below."]


def shown(body: str) -> list[str]:
    """Return the lines of an article that are not empty, without the spaces around them."""
    lines = (line.strip() for line in render_text(parse_document(body).blocks, 400))
    return [line for line in lines if line]
