"""Finding in the article."""

from __future__ import annotations

import pytest

from reader.tui.controllers.reading.find import FindController


class Box:
    """The box that the text is typed into."""

    display = False

    def begin(self) -> None:
        self.display = True

    def end(self) -> None:
        self.display = False


class Article:
    """An article that records how finding ended."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.find_text = ""
        self.begun = 0
        self.ended: list[bool] = []

    def begin_finding(self) -> None:
        self.begun += 1

    def end_finding(self, *, go_back: bool) -> None:
        self.ended.append(go_back)


def test_a_text_is_found_from_where_finding_began() -> None:
    box, article = Box(), Article("/news/a.md")
    find = FindController(box, article)
    assert find.begin()
    assert find.is_open
    assert article.begun == 1
    find.find("harbour")
    assert article.find_text == "harbour"


@pytest.mark.parametrize("go_back", [False, True])
def test_finding_ends(go_back: bool) -> None:
    box, article = Box(), Article("/news/a.md")
    find = FindController(box, article)
    find.begin()
    find.end(go_back=go_back)
    assert not find.is_open
    assert article.ended == [go_back]


def test_nothing_is_found_without_an_article() -> None:
    box, article = Box(), Article(None)
    find = FindController(box, article)
    assert not find.begin()
    assert not find.is_open
    assert article.begun == 0
