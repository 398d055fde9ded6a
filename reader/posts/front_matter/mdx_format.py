"""Metadata in JavaScript: `export const metadata = { title: "…" }` of MDX, or below `---js`.

The object is JavaScript. Its strings are rewritten as JSON, so that it can be parsed as YAML, of
which JSON is a subset. Nothing is executed: an expression is not a value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from reader.posts.front_matter.fences import find_closed_region
from reader.posts.front_matter.format import Format
from reader.posts.front_matter.head_lines import is_known_key
from reader.posts.front_matter.limits import Shortened
from reader.posts.front_matter.model import (
    MAX_FRONT_MATTER_LENGTH,
    FencedRegion,
    MalformedError,
    ParseResult,
    Remark,
    Value,
)
from reader.posts.front_matter.objects import (
    count_object_lines,
    find_key_lines,
    find_object,
    shorten_object,
)
from reader.posts.front_matter.yaml_format import YamlFormat

_STRING = (
    r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
    r"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"
    r"|`[^`\\]*+(?:\\.[^`\\]*+)*+`"
)
_COMMENT = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_TOKEN = re.compile(rf"{_STRING}|[\"'`][^\n]*|{_COMMENT}|[{{}}\[\],]", re.DOTALL)
"""Brackets, commas, comments and strings. One without an end takes its line, and is not looked at
again from each quote in it."""
_PART = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>{_COMMENT})|(?P<key>[A-Za-z_$][\w$]*)(?=\s*:)"
    rf"|new\s+Date\s*\(\s*(?P<date>{_STRING}|\d+)\s*\)|(?P<flag>true|false|null|-?\d+(?:\.\d+)?)\b"
    r"|(?P<function>(?:\bfunction\b[^(){}\n]*)?\([^()\n]*\)\s*(?:=>\s*)?\{[^{}]*\})"
    r"|(?P<mark>[{}\[\],:\s])|(?P<expression>(?:[^{}\[\](),\n]|\([^()\n]*\)|\()+)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{2,6})\}?|x([0-9a-fA-F]{2})|(\n)|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": ""}
_KEY_LINE = re.compile(r"""[ \t]*["']?(?P<key>[A-Za-z_$][\w$-]*)["']?[ \t]*:[ \t]*(?P<value>.*)""")
_OBJECT_LINE = re.compile(r"[\s{}\[\]\"'`/]")
_REST_OF_LINE = re.compile(r"[^\n]*")


class MdxFormat(Format):
    """An object that is exported as `metadata`, `meta`, `frontmatter` or `article`.

    Above it there may be imports. It may be the argument of a function, as in
    `metadata = createMetadata({ … })`.
    """

    name = "MDX"
    FM_BOUNDARY = re.compile(
        r"(?:\s*(?:import\s+(?:[\w$]+\s*,\s*)?\{[^{}\n]*\n[^{}]*\}[^\n]*|import\s[^\n]*"
        r"|\{?/\*(?:[^*]|\*(?!/))*\*/\}?)[ \t]*(?=\n))*"
        r"\s*export\s+(?:const|let|var)\s+(?i:metadata|meta|front_?matter|article)\s*"
        r"(?::\s*[\w.<>]+\s*)?=\s*(?:[\w$.]+\(\s*)?(?=\{)"
    )

    def find(self, text: str) -> FencedRegion | None:
        if "export" not in text:
            return None
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text, 0, MAX_FRONT_MATTER_LENGTH)
        if opener is None:
            return None
        return find_object(text, opener.end(), _TOKEN, _REST_OF_LINE, _is_line)

    def shorten(self, source: str) -> Shortened:
        return shorten_object(source, _TOKEN)

    def parse(self, source: str) -> ParseResult:
        return ParseResult(YamlFormat().load(_to_json(source)), find_key_lines(source, _KEY_LINE))

    def recover(self, source: str) -> ParseResult | None:
        """Parse each line of the object with a key on its own."""
        result = ParseResult({})
        for number, line in enumerate(source.split("\n"), 1):
            found = _KEY_LINE.match(line.lstrip("{ \t"))
            if found is None:
                if number > 1 and line.strip() and not _OBJECT_LINE.match(line):
                    message = "this text has no key and was ignored"
                    result.remarks.append(
                        Remark(number, None, message, "Give it a key, or delete it.")
                    )
                continue
            key = found["key"]
            value, is_valid = self._recover_value(found["value"])
            result.mapping[key] = value
            result.lines[key] = number
            if not is_valid:
                message = f"the value of “{key}” was guessed: it is not a valid JavaScript literal"
                remedy = "Put the value in quotes, and end the line with a comma."
                result.remarks.append(Remark(number, key, message, remedy, is_guess=True))
        if not any(map(is_known_key, result.mapping)):
            return None
        if not result.remarks:
            remedy = "Separate the keys with commas, and close every quote and bracket."
            result.remarks.append(Remark(1, None, "this is not a valid JavaScript object", remedy))
        return result

    def _recover_value(self, text: str) -> tuple[Value, bool]:
        text = text.strip().rstrip(",").rstrip()
        try:
            return self.parse(f"{{value: {text}}}").mapping["value"], True
        except (MalformedError, KeyError):
            is_literal = text.startswith(('"', "'", "`"))
            return (text.strip("\"'`") if is_literal else ""), not is_literal


def _to_json(source: str) -> str:
    """Return a JavaScript object with JSON strings as keys and values, which is valid YAML."""
    return _PART.sub(_part_to_json, source)


def _part_to_json(part: re.Match[str]) -> str:
    if part["string"]:
        return json.dumps(_unescape(part["string"]), ensure_ascii=False)
    if part["date"]:
        return json.dumps(_unescape(part["date"]), ensure_ascii=False)
    if part["key"]:
        return f'"{part["key"]}"'
    if part["comment"]:
        return "\n" * part["comment"].count("\n") or " "
    if part["function"]:
        return '""' + "\n" * part["function"].count("\n")
    if part["mark"]:
        return {"\t": " ", ":": ": "}.get(part["mark"], part["mark"])
    return part["flag"] or '""'


def _unescape(literal: str) -> str:
    """Return the text of a string literal of JavaScript, or a number unchanged."""
    if literal[:1] not in ("'", '"', "`"):
        return literal
    return _ESCAPE.sub(_character, literal[1:-1])


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code:
        number = int(code, 16)
        is_character = number < 0x110000 and not 0xD800 <= number < 0xE000
        return chr(number) if is_character else "\ufffd"
    return "" if escape[3] else _CONTROLS.get(escape[4], escape[4])


class JavaScriptFormat(MdxFormat):
    """An object, or constants, between `---js` and `---`, as in Eleventy.

    See https://www.11ty.dev/docs/data-frontmatter/#javascript-front-matter.
    """

    name = "JavaScript"
    FM_BOUNDARY = re.compile(r"(?:[^\S\n]*\n)*---[^\S\n]*(?:js|javascript)[^\S\n]*\n")
    START_DELIMITER, END_DELIMITER = "---js", "---"

    _closer = re.compile(r"^---[^\S\n]*(?:\n|\Z)", re.MULTILINE)

    def find(self, text: str) -> FencedRegion | None:
        assert self.FM_BOUNDARY is not None
        opener = self.FM_BOUNDARY.match(text)
        if opener is None:
            return None
        return find_closed_region(text, opener.end(), self._closer, _count_lines)

    def shorten(self, source: str) -> Shortened:
        return super().shorten(_as_object(source))


_CONSTANT = re.compile(r"^(?:const|let|var)[ \t]+([A-Za-z_$][\w$]*)[ \t]*=", re.MULTILINE)
_END_OF_STATEMENT = re.compile(r";[ \t]*$", re.MULTILINE)


def _as_object(source: str) -> str:
    """Return the constants of a script as an object, each on the same line."""
    if source.lstrip().startswith("{"):
        return source
    entries = _END_OF_STATEMENT.sub(",", _CONSTANT.sub(r"\1:", source))
    return f"{{{entries}}}"


def _count_lines(lines: Sequence[str]) -> int | None:
    return count_object_lines(lines, _is_line)


def _is_line(line: str) -> bool:
    return (_OBJECT_LINE.match(line) or _KEY_LINE.match(line)) is not None
