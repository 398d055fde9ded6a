"""docs/front-matter.md agrees with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.posts import generators, keys, path_info, site
from reader.posts.fields import categories, flags, image, published, values
from reader.posts.fields.date_formats import DATE_FORMATS, parse_date
from reader.posts.front_matter import FORMATS
from reader.posts.loading import names, walk
from reader.posts.loading.loader import parse_post

DOCUMENT = (Path(__file__).parents[3] / "docs" / "front-matter.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.split("\n")
    if line.startswith("|")
]
CELLS = {row[0]: row[1] for row in ROWS if len(row) < 4}


def listed(text: str) -> list[str]:
    """Return the text in backquotes, in order."""
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("field", keys.KEYS)
def test_every_field_has_its_keys_in_their_order(field: str) -> None:
    assert tuple(listed(CELLS[field])) == keys.KEYS[field]


def test_the_document_has_exactly_the_fields() -> None:
    start = ROWS.index(["field", "keys", "fallback"]) + 2
    fields = ROWS[start : start + len(keys.KEYS)]
    assert {row[0] for row in fields} == set(keys.KEYS)
    assert ROWS[start + len(keys.KEYS)] == ["meaning", "values"]


def test_nested_mappings_are_documented() -> None:
    sentence = DOCUMENT[DOCUMENT.index("Keys within") : DOCUMENT.index("are used only if")]
    assert tuple(listed(sentence)) == keys.NESTED


def test_suffixes_and_folders_are_documented() -> None:
    assert set(listed(CELLS["Markdown"])) == walk.MARKDOWN_SUFFIXES
    assert set(listed(CELLS["only with front matter"])) == walk.FRONT_MATTER_SUFFIXES
    every = {*listed(CELLS["Markdown"]), *listed(CELLS["only with front matter"])}
    assert every | set(listed(CELLS["text"])) == walk.POST_SUFFIXES
    assert listed(CELLS["skipped and reported"]) == list(walk.UNSUPPORTED_SUFFIXES)
    assert listed(CELLS["never a post"]) == list(names.NON_POST_NAMES)
    assert set(listed(CELLS["in capitals, never a post"])) == names.PROJECT_NAMES
    assert set(listed(CELLS["`.txt` for programs"])) == names.PROGRAM_NAMES
    assert set(listed(CELLS["folders of note templates"])) == names.TEMPLATE_FOLDERS
    assert set(listed(CELLS["posts folders"])) == path_info.POSTS_FOLDERS
    assert set(listed(CELLS["not searched on a site"])) == generators.STRUCTURE_FOLDERS
    assert set(listed(CELLS["not searched in the root of a site"])) == generators.ROOT_FOLDERS


def test_configuration_files_are_documented() -> None:
    paragraph = DOCUMENT[DOCUMENT.index("The site's address") : DOCUMENT.index("A file longer")]
    assert listed(paragraph) == list(site.CONFIGURATION_FILES)


def test_generators_are_documented() -> None:
    start = ROWS.index(["generator", "recognized by", "searched"]) + 2
    rows = [
        (name, listed(signs), listed(content))
        for name, signs, content in ROWS[start : start + len(generators.GENERATORS)]
    ]
    assert rows == [
        (
            generator.name,
            list(
                dict.fromkeys(
                    re.sub(r"\.config\.\w+$", ".config.*", path)
                    for path in (*generator.files, *generator.folders)
                )
            ),
            list(generator.content),
        )
        for generator in generators.GENERATORS
    ]


def test_formats_are_documented() -> None:
    start = ROWS.index(["format", "how it is recognized"]) + 2
    assert [row[0] for row in ROWS[start : start + len(FORMATS)]] == [
        format_.name for format_ in FORMATS
    ]


WORDS = {
    "empty": values.NULLS - {""},
    "yes": values.TRUE,
    "no": values.FALSE,
    "not a date": published.NO_DATES,
    "featured names": flags.FEATURED_NAMES,
    "hidden statuses": flags.HIDING_STATUSES,
    "single-name keys": categories.SINGULAR,
    "name in a mapping": values.NAME_KEYS,
    "date in a mapping": values.DATE_PARTS,
    "countries as languages": path_info.LANGUAGE_ALIASES.keys(),
    "image in a mapping": image.PARTS,
}


@pytest.mark.parametrize("name", WORDS)
def test_special_values_are_documented(name: str) -> None:
    words = WORDS[name]
    found = listed(CELLS[name])
    assert set(found) == set(words)
    assert isinstance(words, frozenset) or found == list(words)


def test_folders_that_are_never_categories_are_documented() -> None:
    sentence = DOCUMENT[DOCUMENT.index("folders called") :].partition(" are never")[0]
    assert set(listed(sentence)) == path_info.NOT_CATEGORIES


FALLBACKS = [row for row in ROWS if len(row) == 4 and row[1].startswith("`")]
HIDDEN = ("draft", "layout")
"""Fields that are not kept, but hide the post."""


@pytest.mark.parametrize(("field", "place", "body", "read"), FALLBACKS)
def test_fallbacks_are_as_documented(field: str, place: str, body: str, read: str) -> None:
    text = f"---\nweight: 1\n---\n{body[1:-1]}\n"
    post = parse_post(text.encode(), path="/posts/a.md", post_id=place[1:-1]).post
    value = getattr(post, "hidden" if field in HIDDEN else field)
    assert str(value[0] if isinstance(value, tuple) else value) == read[1:-1]


def test_every_fallback_has_an_example() -> None:
    start = ROWS.index(["field", "keys", "fallback"]) + 2
    said = {row[0] for row in ROWS[start : start + len(keys.KEYS)] if row[2]}
    assert {row[0] for row in FALLBACKS} == said - {"featured", "authors", "link"}


SHAPES = [
    (written[1:-1], read)
    for written, read in (row for row in ROWS if len(row) == 2)
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", read)
]


@pytest.mark.parametrize(("written", "read"), SHAPES)
def test_dates_are_parsed_as_documented(written: str, read: str) -> None:
    found = parse_date(written).date
    assert found is not None
    assert found.isoformat() == read


@pytest.mark.parametrize("shape", DATE_FORMATS, ids=range(len(DATE_FORMATS)))
def test_every_date_format_is_documented(shape: re.Pattern[str]) -> None:
    assert any(shape.fullmatch(written) for written, _ in SHAPES)
