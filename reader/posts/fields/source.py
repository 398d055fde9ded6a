"""The source of a post: what its fields are extracted from."""

from __future__ import annotations

from collections.abc import Iterator

from reader.posts.front_matter import FrontMatter, Remark, Value
from reader.posts.keys import KNOWN_KEYS, NESTED, NORMALISED_KEYS, normalise_key
from reader.posts.path_info import PathInfo
from reader.posts.post import Problem
from reader.text.clean import one_line


class PostSource:
    """The front matter, body and path of a file, and the problems found in it.

    Args:
        path: Absolute path of the post's file.
        path_info: Metadata in the path.
        front: Front matter and body.
        front_path: Absolute path of the file with the front matter: the post's own or a sidecar.
    """

    def __init__(
        self,
        path: str,
        path_info: PathInfo,
        front: FrontMatter,
        front_path: str,
    ) -> None:
        self.path = path
        self.front_path = front_path
        self.path_info = path_info
        self.body = front.body
        self.problems: list[Problem] = []
        self._guesses: dict[str, Problem] = {}
        self._front = front
        self._values = self._collect_values()

    def values(self, field: str) -> Iterator[tuple[str, Value]]:
        """Yield each key of a field that is present, as written, and its value.

        Args:
            field: A field of `keys.KEYS`, whose order the keys have.
        """
        values = self._values
        return (values[key] for key in NORMALISED_KEYS[field] if key in values)

    def has(self, key: str) -> bool:
        """Whether a key is present, whatever its value."""
        return normalise_key(key) in self._values

    def report(self, key: str, message: str, remedy: str) -> None:
        """Add a problem with a key's value. It replaces a problem that its value was guessed."""
        guess = self._guesses.pop(key, None)
        if guess is not None:
            self.problems.remove(guess)
        self._add(self.front_path, key, message, remedy, self._front.lines.get(key))

    def report_remark(self, remark: Remark) -> None:
        """Add a problem that was found while the front matter was parsed."""
        problem = self._add(self.front_path, remark.key, remark.message, remark.remedy, remark.line)
        if remark.is_guess and remark.key is not None:
            self._guesses[remark.key] = problem

    def report_file(self, message: str, remedy: str, line: int | None) -> None:
        """Add a problem with the post's own file as a whole."""
        self._add(self.path, None, message, remedy, line)

    def _collect_values(self) -> dict[str, tuple[str, Value]]:
        """Return keys and values by normalised key, including those of nested mappings."""
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
