"""Front matter in JSON: an object at the beginning of the file, or its entries above `;;;`.

See https://gohugo.io/content-management/front-matter/ and
https://hexo.io/docs/front-matter#JSON-Front-matter.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reader.posts.front_matter.fences import find_closed_region
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
    MAX_FRONT_MATTER_LENGTH,
    FencedRegion,
    MalformedError,
    ParseResult,
    repeated_key,
    stringify,
)
from reader.posts.front_matter.objects import (
    count_object_lines,
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


class HexoJsonFormat(JsonFormat):
    """The entries of a JSON object without its braces, above a line of `;;;` or between two.

    This is how Hexo parses them: https://github.com/hexojs/hexo-front-matter.
    """

    name = "Hexo JSON"
    FM_BOUNDARY = re.compile(rf"\s*(?:(?P<fence>;;;)[ \t]*\n|(?={STRING}[ \t]*:))")
    START_DELIMITER = END_DELIMITER = ";;;"

    _closer = re.compile(r"^;;;[ \t]*(?:\n|\Z)", re.MULTILINE)

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return None
        if opener["fence"]:
            return find_closed_region(text, opener.end(), self._closer, _count_lines)
        closer = self._closer.search(text, opener.end(), opener.end() + MAX_FRONT_MATTER_LENGTH)
        return None if closer is None else FencedRegion(opener.end(), closer.start(), closer.end())

    def shorten(self, source: str) -> Shortened:
        return super().shorten(_with_braces(source))

    def parse(self, source: str) -> ParseResult:
        return super().parse(_with_braces(source))

    def recover(self, source: str) -> ParseResult | None:
        # Lines are parsed one by one there, and the first is to begin with its key.
        return parse_json_leniently(_with_braces(source).strip()[1:-1], self.parse)


def _with_braces(entries: str) -> str:
    return entries if entries.lstrip().startswith("{") else f"{{{entries.rstrip()}}}"


def _count_lines(lines: Sequence[str]) -> int | None:
    return count_object_lines(lines, JSON_LINE.match)
