"""YAML that its grammar accepts, though it says something else than its author meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from reader.posts.front_matter.head_lines import is_known, key_line
from reader.posts.keys import NORMALISED_KEYS, normalised

_NAMES = frozenset(
    key for field in ("categories", "tags", "authors") for key in NORMALISED_KEYS[field]
)
"""Keys under which a list is meant wherever one can be seen."""

_ITEM = re.compile(r"\s*(?:-|[*•·–—]\s)\s*\S")
_TIGHT_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?!//)\S")

_AT_A_VALUE = r"^(?:\"?[\w-]+\"?:|\s*-)[ \t]+"
_THEN_TEXT = r"(?=[ \t]+[^\s\[{\"'|>]|[ \t]*\n(?![ \t-])|[ \t]*\Z)"
_ANCHOR = re.compile(rf"{_AT_A_VALUE}&(?P<name>[^\s,\[\]{{}}]+){_THEN_TEXT}", re.MULTILINE)
_TAG = re.compile(rf"{_AT_A_VALUE}!(?!!)\S*{_THEN_TEXT}", re.MULTILINE)


def is_misread(source: str, root: yaml.MappingNode) -> bool:
    """Whether YAML drops or joins what was meant to be kept apart.

    That is: an anchor that nothing refers to (`title: &more`) and a tag (`title: !new`), which
    are the beginning of a text; a list below a text, which YAML makes one text; a key without a
    blank after its colon, which takes some of the value with it (`title:"One: two"`); and a quote
    that is closed by that of a later key.
    """
    if ("&" in source or "!" in source) and _has_stray_mark(source):
        return True
    lines = source.split("\n")
    return any(_is_misread_pair(key, value, lines) for key, value in root.value)


def _has_stray_mark(source: str) -> bool:
    anchors = (found["name"] for found in _ANCHOR.finditer(source))
    return any(f"*{name}" not in source for name in anchors) or _TAG.search(source) is not None


def _is_misread_pair(key: yaml.Node, value: yaml.Node, lines: Sequence[str]) -> bool:
    tight = _TIGHT_KEY.match(key.value) if isinstance(key.value, str) else None
    if tight is not None and is_known(tight["key"]):
        return True
    if not isinstance(value, yaml.ScalarNode) or value.end_mark.line == key.start_mark.line:
        return False
    below = lines[key.start_mark.line + 1 : value.end_mark.line + 1]
    if value.style in ("'", '"'):
        return any(map(_is_known_key, below))
    if value.style or normalised(key.value) not in _NAMES:
        return False
    is_under_it = value.end_mark.column > 0
    return any(map(_ITEM.match, below if is_under_it else below[:-1]))


def _is_known_key(line: str) -> bool:
    found = key_line(line)
    return found is not None and found.is_sound and is_known(found.key)
