"""Any bytes give a post that is safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from reader.posts.loading.loader import ParsedPost, parse_post
from reader.text.clean import clean_text, one_line
from reader.text.decode import decode

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

PIECES = st.sampled_from(
    [
        b"---\n", b"+++\n", b"{", b"}", b'"', b"'", b": ", b":", b"\n", b"\n\n", b"- ", b"[", b"]",
        b"&a ", b"*a", b"|\n", b">\n", b"  ", b"\t", b"#", b"...\n", b"<!--\n.. ", b"-->\n", b"\\e",
        b"\\u202e", b"&#27;", b"title", b"date", b"tags", b"2024-05-06", b"{{ x }}",
        b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"![a](b)", b"\xff\xfe", b"\xef\xbb\xbf",
        b"\x1b[31m", b"\x00", b"\xe2\x80\xae", b"\xed\xa0\x80", "漢".encode(), "£".encode(),
        b"\r\n", b"<h1>", b"`", b"!x ", b"{}", b" #a",
    ]
)  # fmt: skip
"""Pieces of front matter, for examples that are more than prose."""

CONTENTS = st.one_of(
    st.binary(max_size=400),
    st.lists(PIECES, max_size=40).map(b"".join),
    st.lists(PIECES, max_size=40).map(lambda pieces: b"---\n" + b"".join(pieces) + b"\n---\nx"),
)


def parse(data: bytes) -> ParsedPost:
    return parse_post(data, path="/posts/a.md", post_id="posts/a.md")


def single_lines(parsed: ParsedPost) -> Iterator[str]:
    """Yield every text of a post that is shown on one line."""
    post = parsed.post
    yield from (post.id, post.slug, post.title, post.description)
    yield from (*post.categories, *post.tags, *post.authors)
    yield from filter(None, (post.hidden, post.image, post.link, post.language))
    for problem in post.problems:
        yield from (problem.message, problem.remedy, problem.field or "")


@given(CONTENTS)
@example(b"---\n{{}}#\n---")
@example(b"+++\n? [a]\n: !b c\n+++")
def test_any_bytes_give_a_post_without_control_characters(data: bytes) -> None:
    parsed = parse(data)
    assert not UNSAFE.search(parsed.body)
    for text in single_lines(parsed):
        assert not UNSAFE.search(text)
        assert "\n" not in text
        assert "\t" not in text


@given(CONTENTS)
def test_any_post_has_a_title_and_a_category(data: bytes) -> None:
    post = parse(data).post
    assert post.title.strip()
    assert post.categories
    assert all(name.strip() for name in post.categories + post.tags)
    assert post.words >= 0


@given(CONTENTS)
def test_every_problem_is_within_the_file(data: bytes) -> None:
    lines = clean_text(decode(data).text).count("\n") + 1
    for problem in parse(data).post.problems:
        assert problem.line is None or 1 <= problem.line <= lines


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_cleaning_is_idempotent(text: str) -> None:
    clean = clean_text(text)
    assert not UNSAFE.search(clean)
    assert clean_text(clean) is clean
    line = one_line(text)
    assert not UNSAFE.search(line)
    assert one_line(line) == line
    assert line.split() == one_line(clean).split()
