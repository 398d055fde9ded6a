"""Properties of code in a body: it is shown as it is written, whatever it contains."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.document import parse_document
from reader.article.plain import render_text
from reader.markdown.dialects.indented_code import IndentedCode
from reader.markdown.parser import parse_body

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


LINE_STARTS = [
    "", "    ", "\t", "  ", "> ", ">     ", "- ", "-     ", "1. ", "1.     ", "   ", "      ",
    "        ", "# ", "---", "***", "```", "~~~", "<div>", "</div>", "<!-- x -->", "<pre>",
    "</pre>", "===", "- # ", "> - ", "- - ", "1.", "-",
]  # fmt: skip
BODIES = st.lists(
    st.tuples(st.sampled_from(LINE_STARTS), st.sampled_from("xy ")).map("".join).map(str.rstrip),
    max_size=12,
).map("\n".join)


@given(BODIES)
def test_all_indented_code_is_found(body: str) -> None:
    """The look at the lines above a piece leaves out no code block of the parser."""
    parser = parse_body("").context.parser
    code, lines = IndentedCode(body, parser), body.split("\n")
    for token in parser.block.parse(body, parser, {}, []) or []:
        if token.type == "code_block" and token.map:
            for line in range(*token.map):
                start = sum(len(text) + 1 for text in lines[:line])
                is_blank = not lines[line].strip("> \t")
                assert is_blank or code.end_at(start + len(lines[line]) - 1) is not None


def shown(body: str) -> list[str]:
    """Return the lines of an article that are not empty, without the spaces around them."""
    lines = (line.strip() for line in render_text(parse_document(body).blocks, 400))
    return [line for line in lines if line]
