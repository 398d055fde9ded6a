"""Front matter in JSON: an object at the beginning of the file, without fences, as in Hugo.

See https://gohugo.io/content-management/front-matter/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from reader.posts.front_matter.fences import find_unclosed_region
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.json_lenient import (
    COMMENT,
    JSON_LINE,
    KEY,
    STRING,
    parse_json_leniently,
    unquote,
)
from reader.posts.front_matter.model import (
    MAX_FRONT_MATTER_LENGTH,
    FencedRegion,
    Format,
    MalformedError,
    ParseResult,
    repeated_key,
    stringify,
)

_TOKEN = re.compile(rf"{STRING}|{COMMENT}|[{{}}\[\]]", re.DOTALL)
_SPACES = re.compile(r"[ \t]*")


class JsonFormat(Format):
    """A JSON object (https://www.rfc-editor.org/rfc/rfc8259). The body begins after it."""

    name = "JSON"
    FM_BOUNDARY = re.compile(
        rf"\s*(?=\{{(?:\s|{COMMENT})*"
        rf"(?:{STRING}\s*:|(?P<key>'?[A-Za-z]\w*'?):\s+[\"'\[{{\d]|\}}[ \t]*(?:\n|\Z)))",
        re.DOTALL,
    )

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None or (opener["key"] and not is_known_key(opener["key"].strip("'"))):
            return None
        depth = 0
        for token in _TOKEN.finditer(text, opener.end(), opener.end() + MAX_FRONT_MATTER_LENGTH):
            if token[0] in ("{", "["):
                depth += 1
            elif token[0] in ("}", "]"):
                depth -= 1
                if not depth:
                    rest = _SPACES.match(text, token.end()).end()  # type: ignore[union-attr]
                    return FencedRegion(opener.end(), token.end(), rest)
        return find_unclosed_region(text, opener.end(), _count_lines)

    def parse(self, source: str) -> ParseResult:
        repeated: list[str] = []

        def build_mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            mapping = dict(pairs)
            if len(mapping) != len(pairs):
                keys = [key for key, _ in pairs]
                repeated.extend(key for key in mapping if keys.count(key) > 1)
            return mapping

        try:
            found = json.loads(
                source,
                object_pairs_hook=build_mapping,
                parse_int=str,
                parse_float=str,
                parse_constant=str,
            )
        except (RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        lines = _find_lines(source)
        mapping = {key: stringify(value) for key, value in found.items()}
        return ParseResult(
            mapping, lines, [repeated_key(key, lines.get(key, 1)) for key in repeated]
        )

    def recover(self, source: str) -> ParseResult | None:
        return parse_json_leniently(source, self.parse)


def _count_lines(lines: Sequence[str]) -> int | None:
    """Count the lines of JSON before the first line of prose; None if there are none."""
    length = 0
    for number, line in enumerate(lines, 1):
        if line and JSON_LINE.match(line):
            length = number
        elif line.strip():
            break
    return length or None


def _find_lines(source: str) -> dict[str, int]:
    """Return the line of each key, counted from 1."""
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        found = KEY.match(line.lstrip("{ \t"))
        if found is not None:
            lines.setdefault(unquote(found["key"]), number)
    return lines
