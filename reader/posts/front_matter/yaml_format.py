"""`---` YAML, the form of the seed, of Jekyll, Jigsaw, Hugo, Eleventy, Astro and most others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from reader.posts.front_matter.fences import find_unclosed_region, find_unopened_region
from reader.posts.front_matter.head_lines import has_known_key, head_length
from reader.posts.front_matter.lenient import parse_leniently
from reader.posts.front_matter.model import (
    MAX_HEAD_LENGTH,
    FencedRegion,
    Format,
    MalformedError,
    ParseResult,
    Value,
    repeated_key,
)
from reader.posts.front_matter.plain_yaml import parse_plain
from reader.posts.front_matter.yaml_pitfalls import loses_text

try:
    from yaml import CBaseLoader as _BaseLoader
    from yaml import CSafeDumper as _Dumper
except ImportError:  # PyYAML built without libyaml: the same values, some seven times slower
    from yaml import BaseLoader as _BaseLoader  # type: ignore[assignment]
    from yaml import SafeDumper as _Dumper  # type: ignore[assignment]

_MOST_ITEMS = 10_000
"""Values that aliases may make of one front matter; real ones have dozens."""
_DEEPEST = 50


class _Loader(_BaseLoader):
    """Scalars as they are spelled; notices keys that stand twice in one mapping."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.repeated: list[tuple[str, int]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep)
        if len(mapping) != len(node.value):
            seen: set[str] = set()
            for key_node, _ in node.value:
                if key_node.value in seen:
                    self.repeated.append((key_node.value, key_node.start_mark.line + 1))
                seen.add(key_node.value)
        return mapping


class YamlFormat(Format):
    """Front matter between two `---` lines; `...` closes too."""

    name = "YAML"
    FM_BOUNDARY = re.compile(r"(?:[^\S\n]*\n)*---[^\S\n]*(?:ya?ml|json)?[^\S\n]*\n")
    START_DELIMITER = END_DELIMITER = "---"

    _closer = re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE)

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return find_unopened_region(text)
        closer = self._closer.search(text, opener.end(), opener.end() + MAX_HEAD_LENGTH)
        if closer is None:
            return find_unclosed_region(text, opener.end(), _head_length)
        return FencedRegion(opener.end(), closer.start(), closer.end())

    def parse(self, source: str) -> ParseResult:
        plain = parse_plain(source)
        if plain is not None:
            return plain
        try:
            reading = _read(source)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        if "*" in source and "&" in source:
            _refuse_bombs(reading.mapping)
        return reading

    def recover(self, source: str) -> ParseResult | None:
        return parse_leniently(source, self.parse)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002 - the framework names them
        """The values as YAML text, in their order."""
        text = yaml.dump(
            metadata, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False
        )
        assert isinstance(text, str)
        return text.rstrip("\n")


def _head_length(lines: Sequence[str]) -> int | None:
    """How many of the lines after a fence that nothing closes are front matter.

    None if no known key is before the prose and the fence stands apart from it: it is a rule.
    """
    length = head_length(lines, is_closed=False)
    if has_known_key(lines[:length]):
        return length
    return 0 if lines[0].strip() else None


def _read(source: str) -> ParseResult:
    loader = _Loader(source)
    try:
        root = loader.get_single_node()
        if root is None:
            return ParseResult({})
        if not isinstance(root, yaml.MappingNode):
            raise MalformedError("it holds no keys")
        if loses_text(source, root):
            raise MalformedError("it says something else than what was meant")
        mapping: dict[str, Value] = loader.construct_document(root)
    finally:
        loader.dispose()
    lines = {key.value: key.start_mark.line + 1 for key, _ in root.value}
    return ParseResult(mapping, lines, [repeated_key(key, line) for key, line in loader.repeated])


def _refuse_bombs(value: Value) -> None:
    """Raise if aliases make more values of a few bytes than any post can mean."""
    waiting: list[tuple[Value, int]] = [(value, 0)]
    items = 0
    while waiting:
        value, depth = waiting.pop()
        items += 1
        if items > _MOST_ITEMS or depth > _DEEPEST:
            raise MalformedError("its aliases stand for too many values")
        if isinstance(value, dict):
            waiting += ((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            waiting += ((item, depth + 1) for item in value)
