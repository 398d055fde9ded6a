"""Front matter with quoted text, which every YAML parser reads back as the same values.

Unquoted, YAML 1.1 takes `no` for false, `1e3` for a number and `2024-01-01` for a date, and cuts
`C #1` at the hash: https://yaml.org/spec/1.1/#id858081.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import frontmatter
import yaml

from reader.text.dates import PostDate

try:
    from yaml import CSafeDumper as _FastSafeDumper
except ImportError:  # PyYAML without libyaml writes the same, in four times the time
    from yaml import SafeDumper as _FastSafeDumper  # type: ignore[assignment]

_Representer: TypeAlias = "yaml.SafeDumper | _FastSafeDumper"

_NEEDS_SINGLE_QUOTES = re.compile('["\\\\]|[\U00010000-\U0010ffff]')
"""What would be escaped between double quotes."""
_ABOVE_FFFF = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNLIMITED = 2**31 - 1
"""Width of lines that are never folded."""


class _Text(str):
    """A text that is written in quotes."""

    __slots__ = ()


class _Moment(str):
    """A date or time in ISO 8601, which is written without quotes."""

    __slots__ = ()


class _Names(list[_Text]):
    """A list that is written on one line."""


def _represent_text(dumper: _Representer, text: _Text) -> yaml.Node:
    style = "'" if _NEEDS_SINGLE_QUOTES.search(text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _represent_moment(dumper: _Representer, moment: _Moment) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(moment))


def _represent_names(dumper: _Representer, names: _Names) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", names, flow_style=True)


class _Dumper(yaml.SafeDumper):
    """Writes keys without quotes and texts with them, each value on one line."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the base class has it
        """Write a value that occurs twice two times: site generators may reject aliases."""
        return True


class _FastDumper(_FastSafeDumper):
    """Writes the same with libyaml, in a quarter of the time.

    libyaml escapes the characters above U+FFFF, so that nobody could search a file for an emoji.
    """

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the base class has it
        return True


for _dumper in (_Dumper, _FastDumper):
    _dumper.add_representer(_Text, _represent_text)
    _dumper.add_representer(_Moment, _represent_moment)
    _dumper.add_representer(_Names, _represent_names)


def text_with_front_matter(values: Mapping[str, object], body: str) -> str:
    """Return a whole file: front matter in YAML between `---` lines, and a body.

    Args:
        values: The values by their keys, in the order in which they are written: texts, numbers,
            flags, dates, lists of texts, and lists of mappings.
        body: The Markdown text below the front matter.

    Returns:
        The text with one line break at its end.
    """
    post = frontmatter.Post(body)
    post.metadata = {key: _as_written(value) for key, value in values.items()}
    dumper = _Dumper if _ABOVE_FFFF.search(repr(values)) else _FastDumper
    text = frontmatter.dumps(post, Dumper=dumper, sort_keys=False, width=_UNLIMITED)
    return f"{text}\n"


def front_matter_line(key: str, value: object) -> str:
    """Return a key and its value as `text_with_front_matter` writes them, with a line break."""
    dumper = _Dumper if _ABOVE_FFFF.search(repr(value)) else _FastDumper
    text = yaml.dump(
        {key: _as_written(value)},
        Dumper=dumper,
        width=_UNLIMITED,
        allow_unicode=True,
        default_flow_style=False,
    )
    assert isinstance(text, str)
    return text


def _as_written(value: object) -> Any:
    if isinstance(value, str):
        return _Text(_SURROGATE.sub("\ufffd", value))
    if isinstance(value, PostDate):
        return _Moment(iso_date(value))
    if isinstance(value, Mapping):
        return {key: _as_written(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        items = [_as_written(item) for item in value]
        return _Names(items) if all(isinstance(item, _Text) for item in items) else items
    return value


def iso_date(published: PostDate) -> str:
    """Return a date as ISO 8601 with whole seconds, and with an offset if it has a time.

    A time without an offset is taken for UTC: which moment it means must not depend on the machine
    that reads the file. So is one with an offset of seconds, which YAML cannot express.
    """
    if not isinstance(published, datetime):
        return published.isoformat()
    if published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    offset = published.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        published = published.astimezone(UTC)
    return published.isoformat(timespec="seconds")
