"""A file on its way to become a post: what its fields are read from."""

from __future__ import annotations

from collections.abc import Iterator

from reader.posts.front_matter import FrontMatter, Remark, Value
from reader.posts.keys import KNOWN_KEYS, NESTED, NORMALISED_KEYS, normalise_key
from reader.posts.path_info import PathInfo
from reader.posts.post import Problem
from reader.text.clean import one_line


class PostSource:
    """Front matter, body and place of one file, and the problems met while its fields are read."""

    def __init__(
        self,
        path: str,
        path_info: PathInfo,
        front: FrontMatter,
        modified: float | None,
        front_path: str,
    ) -> None:
        self.path = path
        self.front_path = front_path
        """The file that the front matter stands in: the post's own or its side-car."""
        self.path_info = path_info
        self.body = front.body
        self.modified = modified
        """When the file was last changed, in seconds since 1970; None if that is not known."""
        self.problems: list[Problem] = []
        self._guesses: dict[str, Problem] = {}
        self._front = front
        self._values = self._first_level()

    def values(self, field: str) -> Iterator[tuple[str, Value]]:
        """The key, as written, and the value of each key of a field that is there, in order."""
        values = self._values
        return (values[key] for key in NORMALISED_KEYS[field] if key in values)

    def has(self, key: str) -> bool:
        """Whether a key is there, whatever its value."""
        return normalise_key(key) in self._values

    def report(self, key: str, message: str, remedy: str) -> None:
        """Note a problem of a key's value, in place of a guess that was noted for it."""
        guess = self._guesses.pop(key, None)
        if guess is not None:
            self.problems.remove(guess)
        self._add(self.front_path, key, message, remedy, self._front.lines.get(key))

    def report_remark(self, remark: Remark) -> None:
        """Note what was said when the front matter was read."""
        problem = self._add(self.front_path, remark.key, remark.message, remark.remedy, remark.line)
        if remark.is_guess and remark.key is not None:
            self._guesses[remark.key] = problem

    def report_file(self, message: str, remedy: str, line: int) -> None:
        """Note a problem of the post's own file as a whole."""
        self._add(self.path, None, message, remedy, line)

    def _first_level(self) -> dict[str, tuple[str, Value]]:
        """Values by normalise_key key; those of the nested mappings fill the gaps."""
        values: dict[str, tuple[str, Value]] = {}
        for key, value in self._front.mapping.items():
            name = normalise_key(key)
            if name in values and name in KNOWN_KEYS:
                message = (
                    f"“{key}” and “{values[name][0]}” are the same key; the last value is used"
                )
                self.report(key, message, "Delete one of the two lines.")
            values[name] = (key, value)
        for name in NESTED:
            found = values.get(name)
            if found is not None and isinstance(found[1], dict):
                for key, value in found[1].items():
                    values.setdefault(normalise_key(key), (key, value))
        return values

    def _add(
        self, path: str, key: str | None, message: str, remedy: str, line: int | None
    ) -> Problem:
        name = None if key is None else one_line(key)
        problem = Problem(path, line, name, one_line(message), one_line(remedy))
        self.problems.append(problem)
        return problem
