"""The plain part of YAML, read without a YAML parser: several times as fast.

Most front matter is lines of `key: value`, flow lists and block lists of plain words. Text of that
kind, and no other, is read here. Whatever could mean anything else to YAML is declined, so that
an accepted text has exactly the values that PyYAML's BaseLoader gives it; a property test holds
the two together.
"""

from __future__ import annotations

import re

from reader.posts.front_matter.model import ParseResult, Value

# A scalar without quotes must not begin with a character that means something to YAML.
_INDICATORS = r"\-?:,\[\]{}#&*!|>'\"%@`"

_LINE = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]{0,99}):"
    rf"(?: +(?:([^\s{_INDICATORS}].*?)|\"([^\"\\]*)\"|'([^']*)'|\[([^\[\]]*)\])?)? *"
)
_ITEM = re.compile(rf"( *)- +(?:([^\s{_INDICATORS}].*?)|\"([^\"\\]*)\"|'([^']*)') *")
_FLOW_ITEMS = re.compile(r"[^:#&*!|>'\"%@`?{}\\]*")


def parse_plain(source: str) -> ParseResult | None:
    """Read lines of plain `key: value`; None if any of them is not that plain.

    Args:
        source: What stands between the fences, of cleaned text.
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
            # Only under a key without a value, `key:`, may items follow.
            is_open = not value and plain is double is single is flow is None
            if is_open:
                items = []
        elif items is not None and (found := _ITEM.fullmatch(line)):
            blanks, plain, double, single = found.groups()
            item = _value(plain, double, single, None)
            if item is None or (indent is not None and blanks != indent):
                return None
            indent = blanks
            items.append(item)
            mapping[key] = items
        elif line.strip(" ") and not line.startswith("#"):
            return None
    return ParseResult(mapping, lines) if mapping else None


def _value(
    plain: str | None, double: str | None, single: str | None, flow: str | None
) -> Value | None:
    """The one value that was matched, empty if none was; None if it is not plain after all."""
    if plain is not None:
        return None if ": " in plain or " #" in plain or plain[-1] == ":" else plain
    if flow is not None:
        return _flow_list(flow)
    quoted = double if double is not None else single
    return "" if quoted is None else quoted


def _flow_list(inner: str) -> Value | None:
    """The items between brackets; None where one of them is empty or more than words."""
    if not inner.strip(" "):
        return []
    items = [item.strip(" ") for item in inner.split(",")]
    is_plain = _FLOW_ITEMS.fullmatch(inner) and all(it and it[0] != "-" for it in items)
    return [*items] if is_plain else None
