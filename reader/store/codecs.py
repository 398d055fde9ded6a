"""How a dataclass becomes a row of the database, and how a value of each type is stored.

The columns of a row follow from the fields of the class, so a field is defined once. A new field
needs no edit here unless its type has no codec yet.

The columns are declared without a type. SQLite then stores every value as it is given, so that the
text "007" stays a text: https://www.sqlite.org/datatype3.html#determination_of_column_affinity
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache, reduce
from operator import attrgetter, or_
from types import NoneType
from typing import (
    Any,
    ClassVar,
    Generic,
    NamedTuple,
    Protocol,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from reader.posts.post import Problem
from reader.text.dates import PostDate


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=_Dataclass)


def date_to_text(published: PostDate | None) -> str | None:
    """Return a date in ISO 8601 form; without a time if it has none."""
    return None if published is None else published.isoformat()


def date_from_text(text: str | None) -> PostDate | None:
    """Parse what `date_to_text` returned.

    Raises:
        ValueError: The text is not such a date.
    """
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@lru_cache(maxsize=4_096)
def _names_from_text(joined: str) -> tuple[str, ...]:
    """Split joined names. Posts with the same names share one tuple, which saves memory."""
    return tuple(joined.split("\n"))


_PROBLEM_FIELDS = tuple(field.name for field in fields(Problem) if field.name != "path")
_problem_values = attrgetter(*_PROBLEM_FIELDS)


def _problems_to_text(problems: Sequence[Problem], path: str) -> str | None:
    if not problems:
        return None
    # The paths are left out, so that the rows do not depend on where the folder is.
    return json.dumps([(problem.path == path, *_problem_values(problem)) for problem in problems])


def _problems_from_text(text: str, path: str, side_car: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            path=path if is_own else side_car,
            **dict(zip(_PROBLEM_FIELDS, values, strict=True)),
        )
        for is_own, *values in json.loads(text)
    )


class Codec(NamedTuple):
    """Converts values of one type to values that SQLite and JSON can store, and back.

    None is stored as None, and an empty tuple as a false value; neither is decoded.
    """

    encode: Callable[..., Any] | None = None
    """None if values are stored as they are."""
    decode: Callable[..., Any] | None = None
    """None if stored values are used as they are."""
    uses_paths: bool = False
    """Whether `encode` also takes the path of the post, and `decode` that and the path of the
    side-car."""
    layout: str = ""
    """What is stored, if the name of the type does not show it."""


_AS_IT_IS = Codec()
CODECS: Mapping[Any, Codec] = {
    str: _AS_IT_IS,
    int: _AS_IT_IS,
    float: _AS_IT_IS,
    # SQLite has no booleans: https://www.sqlite.org/datatype3.html#boolean_datatype
    bool: Codec(decode=bool),
    date: Codec(date_to_text, date_from_text),
    datetime: Codec(date_to_text, date_from_text),
    PostDate: Codec(date_to_text, date_from_text),
    # No name holds a line break: all text of a post is one line.
    tuple[str, ...]: Codec("\n".join, _names_from_text),
    tuple[Problem, ...]: Codec(
        _problems_to_text, _problems_from_text, uses_paths=True, layout=", ".join(_PROBLEM_FIELDS)
    ),
}
"""The codec of each type. A type or None uses the codec of that type."""


class RowCodec(NamedTuple, Generic[T]):
    """Converts objects of a dataclass to rows of a table, and back."""

    columns: tuple[str, ...]
    """Names of the columns: the fields without `path`, which follows from the key of the row."""
    layout: str
    """Names and types of the columns. Rows of another layout cannot be decoded."""
    encode: Callable[[T], Sequence[Any]]
    """Return the values of the columns of an object."""
    decode: Callable[[Sequence[Any], str, str], T]
    """Return the object with these values of the columns, its path and the path of its side-car.

    Raises:
        ValueError, TypeError: The values were not encoded by this codec.
    """


def row_codec(kind: type[T]) -> RowCodec[T]:
    """Derive the codec of a dataclass that has a field `path` from its fields.

    Raises:
        TypeError: The type of a field has no codec.
    """
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    columns = [_column(name, hints[name]) for name in names if name != "path"]
    namespace: dict[str, Any] = {"kind": kind}
    for column in columns:
        namespace[f"encode_{column.name}"] = column.codec.encode
        namespace[f"decode_{column.name}"] = column.codec.decode
    # Generated, as dataclasses generate `__init__`: a loop over the columns takes 15 % longer, and
    # a start with an index decodes every post. The source contains names of fields alone.
    exec(_source(columns, names.index("path")), namespace)  # noqa: S102
    return RowCodec(
        tuple(column.name for column in columns),
        ", ".join(column.layout for column in columns),
        namespace["encode"],
        namespace["decode"],
    )


class _Column(NamedTuple):
    name: str
    codec: Codec
    layout: str
    is_optional: bool
    is_tuple: bool

    @property
    def encoded(self) -> str:
        """The expression for the stored value of the field of `item`."""
        value = f"item.{self.name}"
        if self.codec.encode is None:
            return value
        paths = ", item.path" if self.codec.uses_paths else ""
        encoded = f"encode_{self.name}({value}{paths})"
        return f"None if {value} is None else {encoded}" if self.is_optional else encoded

    @property
    def decoded(self) -> str:
        """The expression for the value of the field, from the variable of the column."""
        value = f"v_{self.name}"
        if self.codec.decode is None:
            return value
        paths = ", path, side_car" if self.codec.uses_paths else ""
        decoded = f"decode_{self.name}({value}{paths})"
        if self.is_optional:
            return f"None if {value} is None else {decoded}"
        return f"{decoded} if {value} else ()" if self.is_tuple else decoded


def _column(name: str, hint: Any) -> _Column:
    options = get_args(hint)
    is_optional = NoneType in options
    if is_optional:
        hint = reduce(or_, (option for option in options if option is not NoneType))
    codec = CODECS.get(hint)
    if codec is None:
        raise TypeError(f"{name}: no codec for {hint}; add one to CODECS in {__name__}")
    layout = f"{name}: {hint}{'?' if is_optional else ''} {codec.layout}".rstrip()
    return _Column(name, codec, layout, is_optional, get_origin(hint) is tuple)


def _source(columns: Sequence[_Column], before_path: int) -> str:
    """Return the source of `encode(item)` and `decode(row, path, side_car)`.

    Args:
        columns: The fields without the path.
        before_path: How many of them come before the path.
    """
    encoded = ", ".join(column.encoded for column in columns)
    variables = ", ".join(f"v_{column.name}" for column in columns)
    arguments = [column.decoded for column in columns]
    arguments.insert(before_path, "path")
    return (
        f"def encode(item): return ({encoded},)\n"
        "def decode(row, path, side_car):\n"
        f"    ({variables},) = row\n"
        f"    return kind({', '.join(arguments)})\n"
    )
