"""Bare links: where they begin and end, and what is none."""

from __future__ import annotations

import pytest

from reader.markdown.parser import parse_body


def targets(source: str) -> list[str]:
    parsed = parse_body(source)
    tokens = parsed.context.tokens(parsed.flow[1].content)
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("请看 https://news.example/tide（附图）。", "https://news.example/tide"),
        ("请看 https://news.example/tide，再见", "https://news.example/tide"),
        ("「https://news.example/tide」", "https://news.example/tide"),
        ("《https://news.example/a?b=c》；", "https://news.example/a?b=c"),
        ("『https://news.example/tide』、", "https://news.example/tide"),
        ("“https://news.example/tide”", "https://news.example/tide"),
        ("https://news.example/tide……", "https://news.example/tide"),
        ("https://news.example/tide——港口", "https://news.example/tide"),
        ("https://news.example。", "https://news.example"),
        ("https://news.example/guide可以下载", "https://news.example/guide"),
        ("https://news.exampleを見る", "https://news.example"),
        ("https://news.example/を見る", "https://news.example/"),
        ("https://news.example/Tideの話", "https://news.example/Tide"),
        ("https://news.example/tide에서 본다", "https://news.example/tide"),
        ("https://news.example/를 참고", "https://news.example/"),
        ("官网：www.news.example，很好", "http://www.news.example"),
        ("官网www.news.example很好", "http://www.news.example"),
        ("邮箱：desk@news.org。", "mailto:desk@news.org"),
        ("请联系desk@news.org谢谢", "mailto:desk@news.org"),
    ],
)
def test_a_link_ends_where_the_sentence_continues(source: str, expected: str) -> None:
    assert targets(source) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://news.example/wiki/潮汐", "https://news.example/wiki/%E6%BD%AE%E6%B1%90"),
        ("https://news.example/UNIX時間", "https://news.example/UNIX%E6%99%82%E9%96%93"),
        ("https://news.example/wiki/C언어", "https://news.example/wiki/C%EC%96%B8%EC%96%B4"),
        ("https://news.example/L’aube", "https://news.example/L%E2%80%99aube"),
    ],
)
def test_letters_of_a_path_are_kept(source: str, expected: str) -> None:
    assert targets(source) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Go to www.news.example/tide.", ["http://www.news.example/tide"]),
        ("(WWW.news.example)", ["http://WWW.news.example"]),
        ("*www.news.example*", ["http://www.news.example"]),
        ("www.news.example/a?b=1&amp;c=2", ["http://www.news.example/a?b=1&c=2"]),
        ("https://news.example/a?b=1&amp;c=2", ["https://news.example/a?b=1&c=2"]),
        ("Write to desk@news.org.", ["mailto:desk@news.org"]),
        ("Write to night.desk+2@news.co.uk, or not", ["mailto:night.desk+2@news.co.uk"]),
        ("mailto:desk@news.org", ["mailto:desk@news.org"]),
        ("Ask mole@harbour.example!", ["mailto:mole@harbour.example"]),
    ],
)
def test_names_and_addresses_without_a_scheme_are_links(source: str, expected: list[str]) -> None:
    assert targets(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "README.md and news.example",
        "//news.example/tide",
        "git://www.news.example/tide",
        "boat@2x.png",
        "git@news.org:tide.git",
        "`www.news.example desk@news.org`",
        r"desk\@news.org",
        "<b title='www.news.example'>tide</b>",
    ],
)
def test_what_is_no_bare_link(source: str) -> None:
    assert targets(source) == []


def test_a_label_has_no_link_of_its_own() -> None:
    assert targets("[www.news.example](/tide) [desk@news.org](/desk)") == ["/tide", "/desk"]
    assert targets("<a href='/tide'>www.news.example</a>") == ["/tide"]
