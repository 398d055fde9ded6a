"""Detect valid YAML that loses some of the text its author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from reader.posts.front_matter.head_lines import is_known_key, parse_key_line
from reader.posts.keys import NORMALISED_KEYS, normalise_key

_NAME_LISTS = frozenset(
    key for field in ("categories", "tags", "authors") for key in NORMALISED_KEYS[field]
)
"""Keys below which lines with dashes or bullets are a list."""

_TEXTS = _NAME_LISTS.union(*(NORMALISED_KEYS[field] for field in ("title", "description")))
"""Keys whose values may contain a word that begins with `#`."""

_HASH_COMMENT = re.compile(r"\s+#[^\s#]")
_ITEM = re.compile(r"\s*(?:-|[*•·–—]\s)\s*\S")
_KEY_WITHOUT_SPACE = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?!//)\S")

_PROPERTY = re.compile(r"&(?P<anchor>[^\s,\[\]{}]+)|!(?!!)")


def loses_text(source: str, root: yaml.MappingNode) -> bool:
    """Whether YAML drops text, or merges values that were meant to be separate.

    It does in these cases:

    - an anchor without an alias (`title: &more`) or a tag (`title: !new`) that is really the
      beginning of a text (https://yaml.org/spec/1.2.2/#69-node-properties);
    - a list below a text, which becomes part of the text;
    - a key without a space after its colon, which absorbs a part of the value
      (`title:"One: two"`);
    - an opening quote that is closed by a quote of a later key;
    - a word that begins with `#`, which begins a comment
      (https://yaml.org/spec/1.2.2/#66-comments).

    Args:
        source: The text between the fences.
        root: The parsed document.
    """
    lines = [*source.split("\n"), ""]  # an end mark can be below the last line
    has_properties = "&" in source or "!" in source
    return any(
        _lacks_space(key.value)
        or _merges_lines(key, value, lines)
        or ("#" in source and _is_cut(key, value, lines))
        or (
            has_properties
            and any(_begins_with_property(scalar, lines, source) for scalar in _scalars(value))
        )
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    )


def _lacks_space(key: str) -> bool:
    """Whether a known key has no space after its colon."""
    found = _KEY_WITHOUT_SPACE.match(key)
    return found is not None and is_known_key(found["key"])


def _merges_lines(key: yaml.ScalarNode, value: yaml.Node, lines: Sequence[str]) -> bool:
    """Whether a text contains the list or the key below it."""
    if not isinstance(value, yaml.ScalarNode) or value.end_mark.line == key.start_mark.line:
        return False
    below = lines[key.start_mark.line + 1 : value.end_mark.line + 1]
    if value.style in ("'", '"'):
        return any(map(_is_known_key, below))
    if value.style or normalise_key(key.value) not in _NAME_LISTS:
        return False
    ends_in_last = value.end_mark.column > 0
    return any(map(_ITEM.match, below if ends_in_last else below[:-1]))


def _is_cut(key: yaml.ScalarNode, value: yaml.Node, lines: Sequence[str]) -> bool:
    """Whether the end of an unquoted text is a comment, as in `title: Our #1 song`."""
    return normalise_key(key.value) in _TEXTS and any(
        not node.style and _HASH_COMMENT.match(lines[node.end_mark.line], node.end_mark.column)
        for node in _scalars(value)
    )


def _scalars(value: yaml.Node) -> Iterable[yaml.ScalarNode]:
    """Return a scalar, or the scalars in a list."""
    nodes = value.value if isinstance(value, yaml.SequenceNode) else (value,)
    return (node for node in nodes if isinstance(node, yaml.ScalarNode))


def _begins_with_property(node: yaml.ScalarNode, lines: Sequence[str], source: str) -> bool:
    """Whether an unquoted text begins with an anchor without an alias, or with a tag."""
    if node.style:
        return False
    found = _PROPERTY.match(lines[node.start_mark.line], node.start_mark.column)
    return found is not None and (found["anchor"] is None or f"*{found['anchor']}" not in source)


def _is_known_key(line: str) -> bool:
    found = parse_key_line(line)
    return found is not None and found.has_valid_separator and is_known_key(found.key)
