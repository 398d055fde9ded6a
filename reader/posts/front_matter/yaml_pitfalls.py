"""YAML that its grammar accepts, though it says something else than its author meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from reader.posts.front_matter.head_lines import is_known_key, key_line
from reader.posts.keys import NORMALISED_KEYS, normalise_key

_NAMES = frozenset(
    key for field in ("categories", "tags", "authors") for key in NORMALISED_KEYS[field]
)
"""Keys under which a list is meant wherever one can be seen."""

_TEXTS = _NAMES.union(*(NORMALISED_KEYS[field] for field in ("title", "description")))
"""Keys whose texts may well hold a `#` that begins a word."""

_HASHED_WORD = re.compile(r"\s+#[^\s#]")
_ITEM = re.compile(r"\s*(?:-|[*•·–—]\s)\s*\S")
_TIGHT_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?!//)\S")

_PROPERTY = re.compile(r"&(?P<anchor>[^\s,\[\]{}]+)|!(?!!)")


def loses_text(source: str, root: yaml.MappingNode) -> bool:
    """Whether YAML drops or joins what was meant to be kept apart.

    That is: an anchor that nothing refers to (`title: &more`) and a tag (`title: !new`), which
    are the beginning of a text; a list below a text, which YAML makes one text; a key without a
    blank after its colon, which takes some of the value with it (`title:"One: two"`); a quote that
    is closed by that of a later key; and a word with a `#` before it, which begins a comment.
    """
    lines = [*source.split("\n"), ""]  # an end mark may stand below the last line
    has_marks = "&" in source or "!" in source
    return any(
        _is_tight(key.value)
        or _is_run_together(key, value, lines)
        or ("#" in source and _is_cut(key, value, lines))
        or (has_marks and any(_is_text_with_mark(it, lines, source) for it in _scalars(value)))
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    )


def _is_tight(key: str) -> bool:
    tight = _TIGHT_KEY.match(key)
    return tight is not None and is_known_key(tight["key"])


def _is_run_together(key: yaml.ScalarNode, value: yaml.Node, lines: Sequence[str]) -> bool:
    """Whether a text has taken in the list or the key that stands below it."""
    if not isinstance(value, yaml.ScalarNode) or value.end_mark.line == key.start_mark.line:
        return False
    below = lines[key.start_mark.line + 1 : value.end_mark.line + 1]
    if value.style in ("'", '"'):
        return any(map(_is_known_key, below))
    if value.style or normalise_key(key.value) not in _NAMES:
        return False
    ends_in_last = value.end_mark.column > 0
    return any(map(_ITEM.match, below if ends_in_last else below[:-1]))


def _is_cut(key: yaml.ScalarNode, value: yaml.Node, lines: Sequence[str]) -> bool:
    """Whether the rest of a text without quotes is a comment, as in `title: Our #1 song`."""
    return normalise_key(key.value) in _TEXTS and any(
        not node.style and _HASHED_WORD.match(lines[node.end_mark.line], node.end_mark.column)
        for node in _scalars(value)
    )


def _scalars(value: yaml.Node) -> Iterable[yaml.ScalarNode]:
    """The value itself or the items of a list."""
    nodes = value.value if isinstance(value, yaml.SequenceNode) else (value,)
    return (node for node in nodes if isinstance(node, yaml.ScalarNode))


def _is_text_with_mark(node: yaml.ScalarNode, lines: Sequence[str], source: str) -> bool:
    """Whether a text without quotes begins with an anchor that nothing refers to, or a tag."""
    if node.style:
        return False
    found = _PROPERTY.match(lines[node.start_mark.line], node.start_mark.column)
    return found is not None and (found["anchor"] is None or f"*{found['anchor']}" not in source)


def _is_known_key(line: str) -> bool:
    found = key_line(line)
    return found is not None and found.is_sound and is_known_key(found.key)
