"""A post as the JSON object that `list --json` prints, derived from the fields of `Post`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from reader.posts.errors import PostError
from reader.posts.loading.loader import load_body
from reader.posts.post import Post, Problem
from reader.text.dates import PostDate

_INTERNAL = frozenset(("is_description_written", "is_date_written", "page"))
"""Fields that are not printed. All others are keys of the object, in the order of the class; so a
new field becomes part of the output unless it is named here."""


def _date(published: PostDate | None) -> str | None:
    return None if published is None else published.isoformat()


def _problems(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [{"line": problem.line, "message": problem.message} for problem in problems]


def _as_it_is(value: Any) -> Any:
    return value


_CODECS: Mapping[Any, Callable[[Any], Any]] = {
    str: _as_it_is,
    str | None: _as_it_is,
    bool: _as_it_is,
    int: _as_it_is,
    tuple[str, ...]: _as_it_is,
    PostDate | None: _date,
    tuple[Problem, ...]: _problems,
}
"""How a value of each type is written in JSON."""


def _codecs(kind: type[Post]) -> dict[str, Callable[[Any], Any]]:
    """Return the codec of each public field, by name.

    Raises:
        KeyError: The type of a field has no codec.
    """
    hints = get_type_hints(kind)
    return {
        field.name: _CODECS[hints[field.name]]
        for field in fields(kind)
        if field.name not in _INTERNAL
    }


_PUBLIC = _codecs(Post)


def post_object(post: Post) -> dict[str, Any]:
    """Return a post without its body as a JSON object.

    `date` has the form of ISO 8601: with the offset as written, without one if none was written,
    and the day alone if only a day was written. Missing values are null, or an empty array.
    """
    return {name: encode(getattr(post, name)) for name, encode in _PUBLIC.items()}


def post_object_with_body(post: Post) -> dict[str, Any]:
    """Return a post with its `body`.

    If the file is gone by now, `body` is null and `problems` has one more entry.
    """
    result = post_object(post)
    try:
        result["body"] = load_body(post)
    except PostError as error:
        result["body"] = None
        result["problems"].append({"line": None, "message": error.reason})
    return result
