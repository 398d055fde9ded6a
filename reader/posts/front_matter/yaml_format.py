"""Front matter in YAML between `---` lines, the format of most generators.

See https://jekyllrb.com/docs/front-matter/ and https://yaml.org/spec/1.1/, which PyYAML implements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from reader.posts.front_matter.fences import find_closed_region, find_unopened_region
from reader.posts.front_matter.format import Format
from reader.posts.front_matter.head_lines import count_front_matter_lines, has_known_key
from reader.posts.front_matter.lenient import parse_leniently
from reader.posts.front_matter.limits import (
    MAX_DEPTH,
    MAX_VALUES,
    TOO_DEEP,
    TOO_MANY,
    TooLargeError,
)
from reader.posts.front_matter.model import (
    FencedRegion,
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
except ImportError:  # PyYAML without libyaml gives the same values, about seven times slower
    from yaml import BaseLoader as _BaseLoader  # type: ignore[assignment]
    from yaml import SafeDumper as _Dumper  # type: ignore[assignment]

_OPENS_LEVEL = re.compile(r"[\[{?:]|-\s")
"""Each level of nesting has at least one of these."""


_MERGE = "<<"
"""A key whose value is merged into its mapping: https://yaml.org/type/merge.html."""


class _Loader(_BaseLoader):
    """A loader that keeps scalars as written and records repeated keys with their lines."""

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
        return _merged(mapping) if _MERGE in mapping else mapping


class YamlFormat(Format):
    """YAML between two `---` lines. The closing line may also be `...`."""

    name = "YAML"
    FM_BOUNDARY = re.compile(r"(?:[^\S\n]*\n)*---[^\S\n]*(?:ya?ml|json)?[^\S\n]*\n")
    START_DELIMITER = END_DELIMITER = "---"

    _closer = re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE)

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return find_unopened_region(text)
        return find_closed_region(text, opener.end(), self._closer, _count_lines)

    def parse(self, source: str) -> ParseResult:
        plain = parse_plain(source)
        if plain is not None:
            return plain
        try:
            _check_size(source)
            result = _parse(source)
        except MalformedError:
            raise
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        if "*" in source and "&" in source:
            _reject_bombs(result.mapping)
        return result

    def recover(self, source: str) -> ParseResult | None:
        return parse_leniently(source, self.parse)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002 - as BaseHandler has it
        """Format values as YAML, in their order."""
        text = yaml.dump(
            metadata, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False
        )
        assert isinstance(text, str)
        return text.rstrip("\n")


def _merged(mapping: dict[Any, Any]) -> dict[Any, Any]:
    """Return a mapping with the mappings of its merge key, which its own keys override."""
    merged = mapping.pop(_MERGE)
    defaults: dict[Any, Any] = {}
    for other in reversed(merged if isinstance(merged, list) else [merged]):
        if isinstance(other, dict):
            defaults.update(other)
    return defaults | mapping


def _count_lines(lines: Sequence[str]) -> int | None:
    """Count the lines of front matter after a fence that is never closed.

    Returns:
        None if there is no known key and a blank line follows the fence, which makes it a
        thematic break.
    """
    length = count_front_matter_lines(lines, is_closed=False)
    if has_known_key(lines[:length]):
        return length
    return 0 if lines[0].strip() else None


def _parse(source: str) -> ParseResult:
    loader = _Loader(source)
    try:
        root = loader.get_single_node()
        if root is None:
            return ParseResult({})
        if not isinstance(root, yaml.MappingNode):
            raise MalformedError("it has no keys")
        if loses_text(source, root):
            raise MalformedError("YAML would drop or merge some of its text")
        mapping: dict[str, Value] = loader.construct_document(root)
    finally:
        loader.dispose()
    lines = {key.value: key.start_mark.line + 1 for key, _ in root.value}
    return ParseResult(mapping, lines, [repeated_key(key, line) for key, line in loader.repeated])


def _events(source: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(source, _BaseLoader)
    except yaml.MarkedYAMLError as error:
        # libyaml looks ahead, and has a limit of its own.
        if "nesting depth" in str(error.problem):
            raise TooLargeError(TOO_DEEP) from error
        raise


def _check_size(source: str) -> None:
    """Count the values of YAML and the levels of their nesting, without keeping any of them.

    Raises:
        TooLargeError: There are more than the limits allow.
        yaml.YAMLError: It is not valid.
    """
    if len(_OPENS_LEVEL.findall(source)) <= MAX_DEPTH and source.count(",") < MAX_VALUES:
        return
    depth = nodes = 0
    for event in _events(source):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise TooLargeError(TOO_DEEP)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > 2 * MAX_VALUES:  # a key and its value are two
                raise TooLargeError(TOO_MANY)


def _reject_bombs(value: Value) -> None:
    """Reject front matter whose aliases expand to a huge number of values ("billion laughs").

    Raises:
        TooLargeError: There are more than `MAX_VALUES` values, or they are too deep.
    """
    pending: list[tuple[Value, int]] = [(value, 0)]
    count = 0
    while pending:
        value, depth = pending.pop()
        count += 1
        if count > MAX_VALUES or depth > MAX_DEPTH:
            raise TooLargeError("has aliases that expand to too many values")
        if isinstance(value, dict):
            pending += ((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            pending += ((item, depth + 1) for item in value)
