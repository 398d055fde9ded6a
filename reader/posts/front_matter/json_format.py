"""Front matter in JSON: an object at the beginning of the file, without fences, as in Hugo.

See https://gohugo.io/content-management/front-matter/.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from reader.posts.front_matter.format import Format
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.json_lenient import (
    COMMENT,
    JSON_LINE,
    KEY,
    STRING,
    parse_json_leniently,
    unquote,
)
from reader.posts.front_matter.limits import Shortened, check_entries
from reader.posts.front_matter.model import (
    FencedRegion,
    MalformedError,
    ParseResult,
    repeated_key,
    stringify,
)
from reader.posts.front_matter.objects import (
    find_entries,
    find_key_lines,
    find_object,
    is_small_object,
    shorten_object,
)

_TOKEN = re.compile(rf"{STRING}|{COMMENT}|[{{}}\[\],]", re.DOTALL)
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
        return find_object(text, opener.end(), _TOKEN, _SPACES, JSON_LINE.match)

    def shorten(self, source: str) -> Shortened:
        return shorten_object(source, _TOKEN)

    def parse(self, source: str) -> ParseResult:
        if not is_small_object(source):
            check_entries(find_entries(source, _TOKEN))
        repeated: list[str] = []

        def build_mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            mapping = dict(pairs)
            if len(mapping) != len(pairs):
                counts = Counter(key for key, _ in pairs)
                repeated.extend(key for key in mapping if counts[key] > 1)
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
        lines = find_key_lines(source, KEY, unquote)
        mapping = {key: stringify(value) for key, value in found.items()}
        return ParseResult(
            mapping, lines, [repeated_key(key, lines.get(key, 1)) for key in repeated]
        )

    def recover(self, source: str) -> ParseResult | None:
        return parse_json_leniently(source, self.parse)
