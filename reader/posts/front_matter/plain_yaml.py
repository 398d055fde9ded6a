"""Parse a simple subset of YAML without a YAML parser, which is several times as fast.

Most front matter consists of `key: value` lines, flow lists and block lists of plain scalars. Only
such text is parsed here. Anything that could have another meaning in YAML is rejected, so that the
result is exactly that of PyYAML's BaseLoader. A property test compares the two.
"""

from __future__ import annotations

import re

from reader.posts.front_matter.model import ParseResult, Value

# An unquoted scalar must not begin with an indicator: https://yaml.org/spec/1.2.2/#53-indicator-characters
_INDICATORS = r"\-?:,\[\]{}#&*!|>'\"%@`"

_LINE = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]{0,99}):"
    rf"(?: +(?:([^\s{_INDICATORS}].*?)|\"([^\"\\]*)\"|'([^']*)'|\[([^\[\]]*)\])?)? *"
)
_ITEM = re.compile(rf"( *)- +(?:([^\s{_INDICATORS}].*?)|\"([^\"\\]*)\"|'([^']*)') *")
_QUOTED_ITEMS = re.compile(r' *"[^"\\]*" *(?:, *"[^"\\]*" *)*')
_QUOTED_ITEM = re.compile('"([^"]*)"')
_FLOW_ITEMS = re.compile(r"[^:#&*!|>'\"%@`?{}\\]*")


def parse_plain(source: str) -> ParseResult | None:
    """Parse simple YAML.

    Args:
        source: The text between the fences, cleaned by `clean_text`.

    Returns:
        The result, or None if a line is outside the subset.
    """
    if "\t" in source or not (source.isascii() or source.replace("\n", "").isprintable()):
        return None
    mapping: dict[str, Value] = {}
    lines: dict[str, int] = {}
    items: list[Value] | None = None
    indent = None
    for number, line in enumerate(source.split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found is not None:
            key, plain, double, single, flow = found.groups()
            if key in mapping:
                return None
            items = indent = None
            value = _value(plain, double, single, flow)
            if value is None:
                return None
            mapping[key], lines[key] = value, number
            # Items may follow only below a key without a value.
            is_open = not value and plain is double is single is flow is None
            if is_open:
                items = []
        elif items is not None and (found := _ITEM.fullmatch(line)):
            spaces, plain, double, single = found.groups()
            item = _value(plain, double, single, None)
            if item is None or (indent is not None and spaces != indent):
                return None
            indent = spaces
            items.append(item)
            mapping[key] = items
        elif line.strip(" ") and not line.startswith("#"):
            return None
    return ParseResult(mapping, lines) if mapping else None


def _value(
    plain: str | None, double: str | None, single: str | None, flow: str | None
) -> Value | None:
    """Return the group that matched, an empty text if none did, or None if it is rejected."""
    if plain is not None:
        return None if ": " in plain or " #" in plain or plain[-1] == ":" else plain
    if flow is not None:
        return _flow_list(flow)
    quoted = double if double is not None else single
    return "" if quoted is None else quoted


def _flow_list(inner: str) -> Value | None:
    """Return the items between brackets, or None if they are neither all plain nor all quoted."""
    if not inner.strip(" "):
        return []
    if _QUOTED_ITEMS.fullmatch(inner):
        return [*_QUOTED_ITEM.findall(inner)]
    items = [item.strip(" ") for item in inner.split(",")]
    is_plain = _FLOW_ITEMS.fullmatch(inner) and all(item and item[0] != "-" for item in items)
    return [*items] if is_plain else None
