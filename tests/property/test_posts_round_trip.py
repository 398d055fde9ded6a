"""Front matter survives being written and parsed."""

from __future__ import annotations

import json
from typing import Any

import frontmatter
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.front_matter import parse_front_matter
from reader.posts.front_matter.yaml_format import YamlFormat
from reader.text.clean import clean_text

# YAML cannot represent some characters, and `clean_text` removes others.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"))
).filter(lambda text: clean_text(text) is text)
KEYS = st.text(st.characters(codec="utf-8", categories=("L", "Nd")), min_size=1)
SCALARS = st.one_of(
    TEXTS, st.sampled_from(["no", "~", "null", "1.50", "007", "2024-05-06", "- x", "a: b"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)
BODIES = TEXTS.map(str.strip).filter(lambda text: not text.startswith(("---", "...")))


@given(MAPPINGS, BODIES)
def test_any_mapping_survives_a_yaml_round_trip(mapping: dict[str, Any], body: str) -> None:
    post = frontmatter.Post(body)
    post.metadata = mapping
    front = parse_front_matter(frontmatter.dumps(post, handler=YamlFormat()))
    assert front.mapping == mapping
    assert front.body == body
    assert not front.remarks


@given(MAPPINGS, BODIES)
def test_any_mapping_survives_a_json_round_trip(mapping: dict[str, Any], body: str) -> None:
    front = parse_front_matter(f"{json.dumps(mapping, indent=2)}\n\n{body}\n")
    assert front.mapping == mapping
    assert front.body == body
    assert not front.remarks
