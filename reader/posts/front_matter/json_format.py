"""JSON, as Hugo reads it: an object at the start of the file, without fences."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from reader.posts.front_matter.fences import find_unclosed_region
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.json_lenient import (
    COMMENT,
    HEAD_LINE,
    KEY,
    STRING,
    parse_json_leniently,
    unquoted,
)
from reader.posts.front_matter.model import (
    MAX_HEAD_LENGTH,
    FencedRegion,
    Format,
    MalformedError,
    ParseResult,
    repeated_key,
    stringify,
)

_TOKEN = re.compile(rf"{STRING}|{COMMENT}|[{{}}\[\]]", re.DOTALL)
_BLANKS = re.compile(r"[ \t]*")


class JsonFormat(Format):
    """A JSON object; the body begins after its closing brace."""

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
        for token in _TOKEN.finditer(text, opener.end(), opener.end() + MAX_HEAD_LENGTH):
            if token[0] in ("{", "["):
                depth += 1
            elif token[0] in ("}", "]"):
                depth -= 1
                if not depth:
                    rest = _BLANKS.match(text, token.end()).end()  # type: ignore[union-attr]
                    return FencedRegion(opener.end(), token.end(), rest)
        return find_unclosed_region(text, opener.end(), _head_length)

    def parse(self, source: str) -> ParseResult:
        repeated: list[str] = []

        def mapping_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            mapping = dict(pairs)
            if len(mapping) != len(pairs):
                keys = [key for key, _ in pairs]
                repeated.extend(key for key in mapping if keys.count(key) > 1)
            return mapping

        try:
            found = json.loads(
                source,
                object_pairs_hook=mapping_of,
                parse_int=str,
                parse_float=str,
                parse_constant=str,
            )
        except (RecursionError, ValueError) as error:
            raise MalformedError(str(error)) from error
        lines = _lines_of(source)
        mapping = {key: stringify(value) for key, value in found.items()}
        return ParseResult(
            mapping, lines, [repeated_key(key, lines.get(key, 1)) for key in repeated]
        )

    def recover(self, source: str) -> ParseResult | None:
        return parse_json_leniently(source, self.parse)


def _head_length(lines: Sequence[str]) -> int | None:
    """How many of the lines can be JSON, before a blank line with prose after it."""
    length = 0
    for at, line in enumerate(lines, 1):
        if line and HEAD_LINE.match(line):
            length = at
        elif line.strip():
            break
    return length or None


def _lines_of(source: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        found = KEY.match(line.lstrip("{ \t"))
        if found is not None:
            lines.setdefault(unquoted(found["key"]), number)
    return lines
