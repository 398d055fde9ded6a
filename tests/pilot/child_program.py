"""A stand-in for the program that the app runs as a child process.

It writes what the file `answers.json` beside it says for the arguments that it gets: for the first
key that is among them, lines to write, files to write, an exit status. It appends its arguments to
`calls.json`, a line for each call.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWERS = "answers.json"
CALLS = "calls.json"


@dataclass(frozen=True)
class ChildProgram:
    """The stand-in, in a folder of its own."""

    folder: Path

    @property
    def command(self) -> Sequence[str]:
        """What the app is to run."""
        return (sys.executable, "-P", "-S", __file__, str(self.folder))

    def answer(
        self,
        word: str,
        *lines: Mapping[str, Any] | str,
        files: Mapping[Path, str] | None = None,
        status: int = 0,
        error: str = "",
        waits: bool = False,
    ) -> None:
        """Choose what the program does if one of its arguments is `word`.

        Args:
            word: The argument.
            lines: Objects to write as lines of JSON, or lines of text.
            files: Files to write before that, with their texts.
            status: The exit status.
            error: What is written to standard error.
            waits: Whether it does not end by itself.
        """
        path = self.folder / ANSWERS
        answers = json.loads(path.read_text("utf-8")) if path.exists() else {}
        written = {str(file): text for file, text in (files or {}).items()}
        answers[word] = {
            "lines": lines, "files": written, "status": status, "error": error, "waits": waits,
        }  # fmt: skip
        path.write_text(json.dumps(answers), "utf-8")

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each call."""
        path = self.folder / CALLS
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]


def main(folder: Path, arguments: Sequence[str]) -> int:
    """Do what the answers say."""
    answers = json.loads((folder / ANSWERS).read_text("utf-8"))
    with (folder / CALLS).open("a", encoding="utf-8") as calls:
        calls.write(json.dumps(arguments) + "\n")
    answer: dict[str, Any] = next(
        (answers[word] for word in answers if word in arguments), {"status": 0}
    )
    for name, text in answer.get("files", {}).items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f".{path.name}").write_text(text, "utf-8")
        path.with_name(f".{path.name}").rename(path)
    for line in answer.get("lines", ()):
        sys.stdout.write((line if isinstance(line, str) else json.dumps(line)) + "\n")
        sys.stdout.flush()
    sys.stderr.write(answer.get("error", ""))
    while answer.get("waits"):
        time.sleep(1)
    return int(answer["status"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
