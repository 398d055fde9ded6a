"""Splitting text into front matter and body, in every format."""

from __future__ import annotations

import frontmatter
import pytest

from reader.posts.front_matter import FORMATS, parse_front_matter
from reader.posts.front_matter.format import Format
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.parsing import parse_post

EXAMPLES = {
    "YAML": "---\ntitle: a\n---\nBody\n",
    "TOML": "+++\ntitle = 'a'\n+++\nBody\n",
    "JSON": '{"title": "a"}\nBody\n',
    "Hexo JSON": '"title": "a"\n;;;\nBody\n',
    "Nikola": "<!--\n.. title: a\n-->\nBody\n",
    "Logseq": "title:: a\n\nBody\n",
    "Pelican": "title: a\n\nBody\n",
    "MDX": "export const metadata = {\n  title: 'a',\n}\n\nBody\n",
    "JavaScript": "---js\n{\n  title: 'a',\n}\n---\nBody\n",
    "Pandoc": "% a\n\nBody\n",
}
"""The front matter `title: a` and the body `Body` in each format."""


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_every_format_is_detected_and_split(name: str) -> None:
    text = EXAMPLES[name]
    front = parse_front_matter(text)
    assert front.format == name
    assert front.mapping == {"title": "a"}
    assert front.body == "Body"
    assert text.split("\n")[front.body_line - 1] == "Body"
    assert not front.remarks


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_is_a_python_frontmatter_handler(form: Format) -> None:
    text = EXAMPLES[form.name]
    post = frontmatter.loads(text, handler=form)
    assert (post.metadata, post.content) == ({"title": "a"}, "Body")
    assert form.detect(text)
    assert not form.detect("Just prose.")
    with pytest.raises(ValueError, match=r"no .* front matter"):
        form.split("Just prose.")


def test_output_of_python_frontmatter_is_parsed() -> None:
    post = frontmatter.Post("Body", title="Ärger: zu Hause", tags=["no", "1.50"])
    text = frontmatter.dumps(post, handler=YamlFormat())
    front = parse_front_matter(text)
    assert front.mapping == {"title": "Ärger: zu Hause", "tags": ["no", "1.50"]}
    assert front.body == "Body"


BROKEN = {
    "YAML": [
        "---\ntitle: a\nno key\ndate: 2024-05-06\n---\nBody",
        "---\ntitle: a: b\n---\nBody",
        "---\ntitle: a\n\nBody",
    ],
    "TOML": [
        "+++\ntitle = 'a'\nno key\ndate = 2024-05-06\n+++\nBody",
        "+++\ntitle = a: b\n+++\nBody",
        "+++\ntitle = 'a'\n\nBody",
    ],
    "JSON": [
        '{\n"title": "a",\nno key\n"date": "2024-05-06"\n}\nBody',
        '{\n"title": "a": "b"\n}\nBody',
        '{\n"title": "a",\n\nBody',
    ],
    "Nikola": [
        "<!--\n.. title: a\nno key\n.. date: 2024-05-06\n-->\nBody",
        "<!--\n.. title: a\n\nBody",
    ],
    "Pelican": [
        "Title: a\nno key\nDate: 2024-05-06\n\nBody",
        "Title: a\nDate 2024-05-06\nTags: b\n\nBody",
    ],
    "Logseq": ["title:: a\nno key\ndate:: 2024-05-06\n\nBody"],
    "MDX": [
        "export const meta = {\n title: 'a',\n no key\n date: '2024-05-06',\n}\nBody",
        "export const meta = {\n title: 'a'b',\n}\nBody",
        "export const meta = {\n title: 'a',\n\nBody",
    ],
    "Hexo JSON": [
        ';;;\n"title": "a",\nno key\n"date": "2024-05-06"\n;;;\nBody',
        '"title": "a": "b"\n;;;\nBody',
        ';;;\n"title": "a",\n\nBody',
    ],
    "JavaScript": [
        "---js\n{\n title: 'a',\n no key\n date: '2024-05-06',\n}\n---\nBody",
        "---js\n{\n title: 'a'b',\n}\n---\nBody",
        "---js\n{\n title: 'a',\n}\n\nBody",
    ],
    "Pandoc": ["% a\nno mark\n% Ana\n\nBody"],
}
"""Broken front matter in each format: stray lines, invalid values and missing fences."""


def test_every_format_has_broken_examples() -> None:
    assert set(BROKEN) == {form.name for form in FORMATS}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in BROKEN.items() for text in texts]
)
def test_every_format_reports_a_problem_for_a_broken_block(name: str, text: str) -> None:
    front = parse_front_matter(text)
    assert front.format == name
    assert next(iter(front.mapping)).lower() == "title"
    assert front.body.endswith("Body")
    post = parse_post(text.encode(), path="/posts/a.md", post_id="a.md").post
    assert post.title.startswith("a")
    assert post.problems
    for problem in post.problems:
        assert problem.line is not None
        assert problem.remedy.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "Title: a\nThe body follows at once.\n",
        "Title: a\nThe body follows at once.\nNote: it does.\n\nTags: are not here\n",
        "Title: a\n\nDate: the first word of a paragraph\n",
    ],
)
def test_a_header_may_end_without_a_blank_line(text: str) -> None:
    front = parse_front_matter(text)
    assert (front.mapping, front.remarks) == ({"Title": "a"}, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just text.",
        "----\ntitle: four dashes\n----\n",
        "---\n\nProse between two rules.\n\n---\n\nMore.",
        " ---\ntitle: indented\n ---\n",
        "Note: one word and a colon.\n",
        "Dear Ana,\nTitle: not at the start\n",
        "https://example.org is an address\n",
        "{{< shortcode >}}\n\nText.",
        "{: .class}\nText.",
        "{not json}",
        "<!-- a comment -->\nText.",
        "Title\n---\n\nUnderlined.",
        "# Heading\n\ntitle: in the body\n---\n",
        "%% a comment %%\nText.",
        "std::vector<int> is a type\n",
        "Rank:: no known key\n",
        ".. image:: a.png\n\nText.",
        ".. _label: the target of a link\n",
        "export const answer = { title: 'no' }\n",
        "Text.\n\nexport const metadata = { title: 'no' }\n",
        "<!-- a comment -->\n---\nA rule above, and a rule below.\n\n---\n",
    ],
)
def test_text_without_front_matter_is_all_body(text: str) -> None:
    front = parse_front_matter(text)
    assert (front.format, dict(front.mapping), front.remarks) == (None, {}, ())
    assert front.body == text.rstrip()


@pytest.mark.parametrize("blanks", ["", " ", "\t", "\u00a0", "   \t "])
def test_whitespace_after_fences_is_ignored(blanks: str) -> None:
    front = parse_front_matter(f"\n \n---{blanks}\ntitle: a\n---{blanks}\nBody")
    assert (front.mapping, front.body, front.body_line) == ({"title": "a"}, "Body", 6)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- SPDX-License-Identifier: CC0-1.0 -->",
        "<!--\nTwo\nlines\n-->\n\n<!-- and another -->",
        "#!/usr/bin/env pandoc",
        "[//]: # (This is hidden)",
        "[comment]: <> (So is this)",
        "[_]: # 'Any label is hidden'",
        "{/* MDX */}",
        "{# a template #}",
        "%% Obsidian %%",
        '<?xml version="1.0"?>',
    ],
)
@pytest.mark.parametrize("head", ["---\ntitle: a\n---\n", "+++\ntitle = 'a'\n+++\n", "title: a\n"])
def test_front_matter_is_found_below_comments(comment: str, head: str) -> None:
    front = parse_front_matter(f"{comment}\n\n{head}\nBody")
    assert (front.mapping, front.body) == ({"title": "a"}, "Body")
    above = comment.count("\n") + 2
    assert front.lines == {"title": above + (1 if head.startswith("title") else 2)}
    assert front.body_line == above + head.count("\n") + 2


def test_problems_below_comments_have_their_lines() -> None:
    front = parse_front_matter("<!-- x -->\n---\ntitle: a: b\n---\nBody")
    assert [remark.line for remark in front.remarks] == [3]


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        (".. title: a\n.. tags: b\n.. link:\n\nBody", {"title": "a", "tags": "b", "link": ""}),
        (".. hidetitle: true\n.. title: a\n\nBody", {"hidetitle": "true", "title": "a"}),
        ("- title:: a\n  tags:: [[b]]\n\nBody", {"title": "a", "tags": "[[b]]"}),
        ("* tags:: b\n* type:: c\n\nBody", {"tags": "b", "type": "c"}),
        ("% a\n  b\n%\n% May 6, 2024\n\nBody", {"title": "a b", "date": "May 6, 2024"}),
        ("% a\n% Ana; Ben\n\nBody", {"title": "a", "author": ["Ana", "Ben"]}),
        ("import {\n  A,\n} from 'x'\n\nexport const meta = {title: 'a'}\n\nBody", {"title": "a"}),
        ("import A, {\n B,\n} from 'x'\nexport const article = {title: 'a'}\nBody", {"title": "a"}),
        ("export const metadata = describe({\n  title: 'a',\n})\n\nBody", {"title": "a"}),
        ("%\n% Ana\n  Ben\n\nBody", {"author": ["Ana", "Ben"]}),
    ],
)  # fmt: skip
def test_other_forms_of_headers(text: str, mapping: dict[str, object]) -> None:
    front = parse_front_matter(text)
    assert (front.mapping, front.body, front.remarks) == (mapping, "Body", ())


def test_exported_metadata_is_javascript() -> None:
    front = parse_front_matter(
        "import A from './a'\n\n"
        "export const frontMatter: Meta = {\n"
        '\ttitle: "A \\"quay\\"", // a comment\n'
        "\t'date': new Date('2024-05-06'),\n"
        "\ttags: ['a', `b`, 'it\\'s',],\n"
        "\tauthor: { name: 'Ana' }, /* another */\n"
        "\tread: minutes(3, [1]), draft: false, ...more,\n"
        "} as const;\n\nBody"
    )
    assert {key: value for key, value in front.mapping.items() if value} == {
        "title": 'A "quay"',
        "date": "2024-05-06",
        "tags": ["a", "b", "it's"],
        "author": {"name": "Ana"},
        "draft": "false",
    }
    assert (front.body, front.remarks) == ("Body", ())
    assert front.lines["title"] == 4


def test_scalars_are_kept_as_written() -> None:
    yaml = "---\na: no\nb: 3.10\nc: 007\nd: 2024-01-01\ne: ~\nf: 0x1F\n---\n"
    assert parse_front_matter(yaml).mapping == {
        "a": "no", "b": "3.10", "c": "007", "d": "2024-01-01", "e": "~", "f": "0x1F",
    }  # fmt: skip
    toml = "+++\na = true\nb = 3.10\nd = 2024-01-01\ne = [1, {x = 07:30:00}]\n+++\n"
    assert parse_front_matter(toml).mapping == {
        "a": "true", "b": "3.10", "d": "2024-01-01", "e": ["1", {"x": "07:30:00"}],
    }  # fmt: skip
    json = '{"a": true, "b": 3.10, "c": null, "d": [1, {"x": NaN}]}\n'
    assert parse_front_matter(json).mapping == {
        "a": "true", "b": "3.10", "c": "", "d": ["1", {"x": "NaN"}],
    }  # fmt: skip


def test_keys_have_line_numbers() -> None:
    front = parse_front_matter("\n---\n# note\ntitle: a\n\ntags:\n  - b\n---\nBody")
    assert front.lines == {"title": 4, "tags": 6}
    assert parse_front_matter("+++\na = 1\n\nb = 2\n+++\n").lines == {"a": 2, "b": 4}
    assert parse_front_matter('{\n "a": 1,\n "b": 2\n}\n').lines == {"a": 2, "b": 3}
    assert parse_front_matter("Title: a\nDate: b\n").lines == {"Title": 1, "Date": 2}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a\ntitle: b\n---\n",
        "+++\ntitle = 'a'\ntitle = 'b'\n+++\n",
        '{\n"title": "a", "title": "b"}\n',
        "Title: a\nTitle: b\n",
        "<!--\n.. title: a\n.. title: b\n-->\n",
    ],
)
def test_the_last_of_two_equal_keys_is_used_and_reported(text: str) -> None:
    front = parse_front_matter(text)
    assert list(front.mapping.values()) == ["b"]
    assert ["appears twice" in remark.message for remark in front.remarks] == [True]


def test_the_body_keeps_its_indentation_and_loses_only_blank_lines() -> None:
    front = parse_front_matter("---\ntitle: a\n---\n\n \n    code\n\ntext  \n\n")
    assert front.body == "    code\n\ntext"


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "title: bomb\n",
        "a: &a [*a]\ntitle: bomb\n",
        "title: bomb\nx: " + "[" * 50_000 + "\n",
        "title: bomb\nx:\n" + "- " * 50_000 + "\n",
        "title: bomb\nx: " + "{" * 2_000 + "}" * 2_000 + "\n",
        "? " * 20_000 + "\ntitle: bomb\n",
    ],
    ids=["billion laughs", "loop", "open brackets", "dashes", "braces", "question marks"],
)
def test_bombs_are_rejected_and_the_rest_is_parsed(bomb: str) -> None:
    front = parse_front_matter(f"---\n{bomb}---\nBody")
    assert front.mapping["title"] == "bomb"
    assert front.body == "Body"
    assert front.remarks


@pytest.mark.parametrize(
    "head", ["---\ntitle: a\n---\n", "---\n<<<<<<<\ntitle: a\n=======\ntitle: b\n>>>>>>>\n---\n"]
)
def test_a_body_of_nothing_but_a_conflict_marker_is_kept(head: str) -> None:
    front = parse_front_matter(f"{head}\n<<<<<<<\n")
    assert (front.mapping, front.body) == ({"title": "a"}, "<<<<<<<")
    assert front.body_line == 2 + head.count("\n")


def test_aliases_are_resolved() -> None:
    front = parse_front_matter("---\nauthor: &a Ana\neditor: *a\n---\n")
    assert front.mapping == {"author": "Ana", "editor": "Ana"}


def test_the_search_for_a_closing_fence_is_limited() -> None:
    front = parse_front_matter("---\ntitle: a\n\n" + "prose and more prose\n" * 20_000)
    assert front.mapping == {"title": "a"}
    assert front.body.count("\n") == 19_999


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ('"title": "a",\n"tags": ["b"]\n;;;\nBody', ["b"]),
        (';;;\n"title": "a",\n"tags": ["b"]\n;;;\nBody', ["b"]),
        ("---javascript\nconst title = 'a';\nlet tags = ['b'];\n---\nBody", ["b"]),
        ("---js\n{title: 'a', tags: (data) => { return 1 }}\n---\nBody", ""),
    ],
)
def test_json_of_hexo_and_javascript_of_eleventy(text: str, tags: object) -> None:
    front = parse_front_matter(text)
    assert front.mapping == {"title": "a", "tags": tags}
    assert front.body.endswith("Body")
    assert not front.remarks


@pytest.mark.parametrize(
    ("merge", "title"),
    [
        ("<<: *one", "One"),
        ("<<: [*two, *one]", "Two"),
        ("<<: *one\ntitle: Own", "Own"),
        ("<<: text\ntitle: Own", "Own"),
    ],
)
def test_merge_keys_of_yaml(merge: str, title: str) -> None:
    front = parse_front_matter(
        f"---\na: &one {{title: One, tags: [x]}}\nb: &two {{title: Two}}\n{merge}\n---\nBody"
    )
    assert front.mapping["title"] == title
    assert "<<" not in front.mapping


@pytest.mark.parametrize("space", ["\xa0", "\u3000"])
def test_a_space_of_another_width_after_a_colon(space: str) -> None:
    front = parse_front_matter(f"---\ntitle:{space}A title\ndate:{space}2024-05-06\n---\nBody")
    assert front.mapping == {"title": "A title", "date": "2024-05-06"}
    assert front.remarks


PROSE = "First paragraph of the body.\n\nSecond one.\n\n---\n\nAfter a thematic break.\n"


@pytest.mark.parametrize(
    "head",
    [
        "title = 'a'\n",
        "title = 'a'\n\n",
        "title: a\n",
        "title = 'a'\ncustom = 1\n--\n",
        '--\ntitle: a\n"---\n',
    ],
)
def test_toml_with_a_label_and_no_closing_fence_ends_where_prose_begins(head: str) -> None:
    parsed = parse_front_matter(f"---toml\n{head}{PROSE}")
    assert parsed.body.endswith(PROSE.rstrip())
    assert parsed.mapping["title"] == "a"
    assert any("closing fence" in remark.message for remark in parsed.remarks)


@pytest.mark.parametrize(
    "entry",
    [
        'about = """\nFirst paragraph.\n\nSecond one.\n"""\n',
        "no key\n",
        "about = no quotes\nand more of it\n",
    ],
)
def test_toml_with_a_label_may_have_long_and_broken_values(entry: str) -> None:
    parsed = parse_front_matter(f"---toml\ntitle = 'a'\n{entry}date = 2024-05-06\n---\nBody")
    assert parsed.body == "Body"
    assert parsed.mapping["date"] == "2024-05-06"
