"""Front matter that is too deep or too long is never parsed, and the rest of the post is kept."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

import pytest
from yaml import BaseLoader

from reader.posts.front_matter import limits, yaml_format
from reader.posts.front_matter.json_format import JsonFormat
from reader.posts.front_matter.limits import MAX_DEPTH, MAX_LINES, MAX_VALUES, TooLargeError
from reader.posts.front_matter.toml_format import TomlFormat
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.posts.parsing import ParsedPost, parse_post


def parse(text: str) -> ParsedPost:
    return parse_post(text.encode(), path="/posts/p.md", post_id="p.md")


def yaml(lines: str) -> str:
    return f"---\ntitle: Kept\n{lines}\ndate: 2024-01-02\n---\nEnd.\n"


def toml(lines: str) -> str:
    return f'+++\ntitle = "Kept"\n{lines}\ndate = 2024-01-02\n+++\nEnd.\n'


def json(lines: str) -> str:
    return f'{{\n"title": "Kept",\n"date": "2024-01-02",\n{lines}\n}}\n\nEnd.\n'


def mdx(lines: str) -> str:
    return f'export const metadata = {{title: "Kept", date: "2024-01-02",\n{lines}\n}}\n\nEnd.\n'


def block(depth: int) -> str:
    return "".join(f"\n{' ' * level}a:" for level in range(1, depth))


DEEP = {
    "dots": lambda depth: toml(f"{'.'.join('a' * depth)} = 1"),
    "quoted dots": lambda depth: toml(".".join(['"."'] * depth) + " = 1"),
    "TOML arrays": lambda depth: toml(f"a = {'[' * depth}{']' * depth}"),
    "TOML arrays, never closed": lambda depth: toml(f"a = {'[' * depth}"),
    "inline tables": lambda depth: toml(f"a = {'{a = ' * depth}1{'}' * depth}"),
    "dots in inline tables": lambda depth: toml(f"a = {'{a.b = ' * depth}1{'}' * depth}"),
    "YAML lists": lambda depth: yaml(f"a: {'[' * depth}{']' * depth}"),
    "YAML lists, never closed": lambda depth: yaml(f"a: {'[' * depth}"),
    "YAML mappings": lambda depth: yaml(f"a: {'{a: ' * depth}1{'}' * depth}"),
    "dashes": lambda depth: yaml(f"a:\n  {'- ' * depth}x"),
    "question marks": lambda depth: yaml(f"a:\n  {'? ' * depth}x"),
    "indentation": lambda depth: yaml(f"a:{block(min(depth, 200))}"),
    "JSON lists": lambda depth: json(f'"a": {"[" * depth}{"]" * depth}'),
    "JSON objects": lambda depth: json('"a": ' + '{"a":' * depth + "1" + "}" * depth),
    "JSON lists, never closed": lambda depth: json(f'"a": {"[" * depth}'),
    "MDX lists": lambda depth: mdx(f"a: {'[' * depth}{']' * depth}"),
    "MDX objects": lambda depth: mdx(f"a: {'{a: ' * depth}1{'}' * depth}"),
}


@pytest.mark.parametrize("depth", [MAX_DEPTH + 5, 500, 3_000, 40_000])
@pytest.mark.parametrize("kind", DEEP)
def test_what_is_too_deep_is_dropped_and_the_rest_is_kept(kind: str, depth: int) -> None:
    parsed = parse(DEEP[kind](depth))
    assert parsed.post.title == "Kept"
    assert parsed.body == "End."
    problem = parsed.post.problems[0]
    assert problem.line in (2, 3, 4, 5)
    if kind != "JSON lists, never closed":
        assert str(MAX_DEPTH) in problem.message or "32,768 characters" in problem.message
    if "never" not in kind:
        assert str(parsed.post.date) == "2024-01-02"


@pytest.mark.parametrize("kind", DEEP)
def test_depth_within_the_limit_is_no_problem(kind: str) -> None:
    parsed = parse(DEEP[kind](20))
    assert parsed.post.title == "Kept"
    assert not any(str(MAX_DEPTH) in problem.message for problem in parsed.post.problems)


def test_a_table_that_is_too_deep_is_dropped_with_its_keys() -> None:
    header = ".".join("a" * 100)
    parsed = parse(toml(f"[{header}]\ntitle = 'No'\nx = 1\n[extra]\nsubtitle = 'Yes'"))
    assert (parsed.post.title, len(parsed.post.problems)) == ("Kept", 1)
    assert parsed.post.problems[0].line == 3


@pytest.mark.parametrize("mark", [".", "[", "]", "{", "'''", '"""'])
def test_marks_in_strings_and_comments_are_no_levels(mark: str) -> None:
    quote = '"' if mark == "'''" else "'"
    parsed = parse(toml(f"a = {quote}{mark * 100}{quote} # {mark * 100}\nb = [1.5, 2.5]"))
    assert not parsed.post.problems


@pytest.mark.parametrize("parse_text", [YamlFormat().load, TomlFormat().load, JsonFormat().load])
def test_a_configuration_file_is_limited_as_well(parse_text: object) -> None:
    text = f'{{"a": {"[" * 400}{"]" * 400}}}'
    if parse_text == TomlFormat().load:
        text = f"a = {'[' * 400}{']' * 400}"
    with pytest.raises(TooLargeError):
        parse_text(text)  # type: ignore[operator]


MANY = {
    "YAML keys": lambda count: yaml("\n".join(f"k{n}: v" for n in range(count))),
    "YAML keys with comments": lambda count: yaml("\n".join(f"k{n}: v #" for n in range(count))),
    "YAML lines": lambda count: yaml("text: |\n" + "  x\n" * count),
    "YAML list": lambda count: yaml("tags:\n" + "- x\n" * count),
    "YAML flow list": lambda count: yaml(f"tags: [{'x: 1, ' * count}]"),
    "TOML keys": lambda count: toml("\n".join(f"k{n} = 1" for n in range(count))),
    "TOML tables": lambda count: toml("[[k]]\n" * count),
    "TOML list": lambda count: toml(f"tags = [{'1,' * count}]"),
    "JSON keys": lambda count: json(",\n".join(f'"k{n}": 1' for n in range(count))),
    "JSON list": lambda count: json(f'"tags": [{"1," * count}1]'),
    "MDX keys": lambda count: mdx(",\n".join(f"k{n}: 1" for n in range(count))),
    "Pelican keys": lambda count: (
        "Title: Kept\n" + "".join(f"k{n}: v\n" for n in range(count)) + "\nEnd.\n"
    ),
    "Nikola keys": lambda count: (
        ".. title: Kept\n" + "".join(f".. k{n}: v\n" for n in range(count)) + "\nEnd.\n"
    ),
    "Logseq keys": lambda count: (
        "title:: Kept\n" + "".join(f"k{n}:: v\n" for n in range(count)) + "\nEnd.\n"
    ),
}


@pytest.mark.parametrize("count", [MAX_VALUES + 2_000, 40_000])
@pytest.mark.parametrize("kind", MANY)
def test_keys_after_the_limit_are_dropped(kind: str, count: int) -> None:
    parsed = parse(MANY[kind](count))
    assert (parsed.post.title, parsed.body) == ("Kept", "End.")
    problem = parsed.post.problems[0]
    assert problem.line is not None
    assert problem.line <= MAX_LINES + 2
    limits_named = (f"{MAX_VALUES:,}", f"{limits.MAX_LINE_LENGTH:,}")
    assert any(limit in problem.message for limit in limits_named)


def test_a_long_line_is_dropped_and_those_below_are_kept() -> None:
    for text in (yaml(f"x: {'a ' * 100_000}"), toml(f"x = '{'a ' * 100_000}'")):
        parsed = parse(text)
        assert (parsed.post.title, str(parsed.post.date)) == ("Kept", "2024-01-02")
        assert [problem.line for problem in parsed.post.problems] == [3]


def test_lines_keep_their_numbers_below_what_was_dropped() -> None:
    parsed = parse(f"+++\na = [\n{'[' * 100}\n{']' * 100}\n]\ndate = 'once'\n+++\n")
    assert [problem.line for problem in parsed.post.problems] == [2, 6]


def test_a_thematic_break_far_below_does_not_close_front_matter() -> None:
    prose = "A line of prose, which is no front matter.\n" * 5_000
    parsed = parse(f"---\ntitle: Kept\n\n{prose}\n---\nEnd.\n")
    assert parsed.post.title == "Kept"
    assert parsed.body.startswith("A line of prose")
    assert parsed.body.endswith("End.")


def test_aliases_that_expand_to_too_many_values_are_dropped() -> None:
    names = "abcdefghijklmnop"
    lines = [f"{new}: &{new} [*{old}, *{old}]" for old, new in pairwise(names)]
    parsed = parse(yaml("\n".join(["a: &a [x, x]", *lines])))
    assert (parsed.post.title, parsed.body) == ("Kept", "End.")
    assert parsed.post.problems


def test_memory_does_not_grow_with_the_square_of_the_levels() -> None:
    text = DEEP["dots"](20_000)
    parse(text)
    tracemalloc.start()
    parse(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * len(text)


def test_the_limit_of_libyaml_is_reported_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLargeError):
        YamlFormat().parse(f"a: {'[' * 2_000}")
    monkeypatch.setattr(yaml_format, "_BaseLoader", BaseLoader)
    with pytest.raises(TooLargeError):
        YamlFormat().parse(f"a: {'[' * 2_000}")
