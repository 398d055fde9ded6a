"""The sample posts are valid and show all features."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader import LoadResult, load_catalogue

LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def samples(project: Path) -> LoadResult:
    return load_catalogue(project / "sample_posts")


@pytest.fixture(scope="module")
def texts(project: Path) -> dict[Path, str]:
    """Return the text of every sample post by its path."""
    paths = sorted((project / "sample_posts").rglob("*.md"))
    return {path: path.read_text("utf-8") for path in paths}


def test_no_sample_is_faulty_or_skipped(samples: LoadResult) -> None:
    assert samples.problems == ()
    assert samples.skipped == ()


def test_there_are_enough_posts_and_categories(samples: LoadResult) -> None:
    catalogue = samples.catalogue
    assert 20 <= len(catalogue) <= 30
    assert len(catalogue.featured) == 6
    assert [post.hidden for post in catalogue.hidden] == ["draft"]
    names = {category.name for category in catalogue.categories}
    assert names >= {"latest", "world", "local", "sports", "science", "culture", "opinion"}
    assert catalogue.categories[0].name == "latest"
    days = [post.date for post in catalogue.posts if post.date]
    assert len({(day.year, day.month) for day in days}) >= 8


def test_every_local_link_and_image_exists(texts: dict[Path, str]) -> None:
    missing = [
        (path.name, target)
        for path, text in texts.items()
        for target in LINK.findall(text)
        if "://" not in target and not (path.parent / target.partition("#")[0]).is_file()
    ]
    assert missing == []


@pytest.mark.parametrize(
    "feature",
    [
        r"^extends: _layouts\.post$",
        r"^date: \d{4}-\d\d-\d\d-\d\d-\d\d-\d\d",
        r"^date: \d{4}-\d\d-\d\dT",
        r"^\+\+\+$",
        r"^#### ",
        r"^> > ",
        r"^ {2,}- ",
        r"^- \[[ x]\] ",
        r"^\| :?-+",
        r"^```\w+",
        r"^\[\^\w+\]: ",
        r"^---$\n\n",
        r"\]\(\S+\.md\)",
        r"!\[[^\]]+\]\(\S+\.png\)",
        r"^title: .*\[",
        r"^title: .*£",
        r"^title: .*: ",
        r"[\u4e00-\u9fff]{4}",
        r"[\u0600-\u06ff]{4}",
    ],
)
def test_every_feature_is_shown(texts: dict[Path, str], feature: str) -> None:
    assert any(re.search(feature, text, re.MULTILINE) for text in texts.values())


def test_a_jekyll_file_name_gives_the_date(samples: LoadResult) -> None:
    post = samples.catalogue.get("sports/2026-02-11-oyelade-catch.md")
    assert post is not None
    assert str(post.date).startswith("2026-02-11")


def test_two_posts_are_long(samples: LoadResult) -> None:
    longest = sorted((post.words for post in samples.catalogue.posts), reverse=True)
    assert longest[1] > 1_200
    assert longest[-1] < 200
