"""Posts in the seed's form, made by a rule, so that each run reads the same ones."""

from __future__ import annotations

import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

_WORDS = tuple(
    "harbour council vote storm ferry match final market price river bridge school light winter "  # noqa: SIM905
    "summer road plan money team win loss report".split()
)
_CATEGORIES = ("latest", "sports", "world", "local", "science", "culture", "opinion", "food")
_FIRST = datetime(2015, 1, 1)

FIRST_TITLE = "Newest of all"
"""Title of the newest post, to look for on the screen."""


def workplace() -> Path:
    """Where posts and indexes are kept from one run to the next."""
    place = Path(tempfile.gettempdir()) / "broadsheet-benchmarks"
    place.mkdir(exist_ok=True)
    return place


def folder_of(count: int) -> Path:
    """A folder of so many posts of about 3 KB, a thousand to a subfolder."""
    folder = workplace() / f"posts-{count}"
    if not (folder / "done").exists():
        chance = random.Random(count)
        for number in range(count):
            path = folder / f"{number // 1000:03}" / f"post-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_post(chance, number, is_newest=number == count - 1), "utf-8")
        (folder / "done").touch()
    return folder


def _post(chance: random.Random, number: int, *, is_newest: bool) -> str:
    title = FIRST_TITLE if is_newest else _words(chance, chance.randint(4, 14)).capitalize()
    categories = ", ".join(chance.sample(_CATEGORIES, chance.randint(1, 3)))
    featured = "featured: true \n" if number % 50 == 0 or is_newest else ""
    body = "\n\n".join(_words(chance, 60) for _ in range(8))
    moment = _FIRST + timedelta(minutes=40 * number)
    return (
        f"---\nextends: _layouts.post\nsection: content\n"
        f"image: https://example.org/pictures/{number}.jpg \ntitle: {title} \n"
        f"description: {_words(chance, 20)}. \ndate: {moment:%Y-%m-%d-%H-%M-%S} \n"
        f"categories: [{categories}] \n{featured}--- \n{body}\n"
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(count))


def long_post(size: int) -> Path:
    """A folder with one post of about so many bytes, of everything that a changelog has."""
    folder = workplace() / f"long-{size}"
    path = folder / "long.md"
    if not path.exists():
        chance = random.Random(size)
        parts = [f"---\ntitle: {FIRST_TITLE}\ndate: 2024-05-06\n---\n"]
        length = 0
        while length < size:
            part = _part(chance, len(parts))
            parts.append(part)
            length += len(part)
        folder.mkdir(exist_ok=True)
        path.write_text("".join(parts), "utf-8")
    return folder


def _part(chance: random.Random, number: int) -> str:
    items = "\n".join(
        f"- [`{chance.getrandbits(40):x}`](https://example.org/{item}) **{_words(chance, 1)}**: "
        f"{_words(chance, 9)} (_{_words(chance, 2)}_)"
        for item in range(12)
    )
    rows = "\n".join(f"| {_words(chance, 3)} | {item} |" for item in range(4))
    return (
        f"## Part {number}\n\n{_words(chance, 70)}\n\n{items}\n\n"
        f"| words | number |\n| --- | ---: |\n{rows}\n\n"
        f"```python\ndef part(x: int) -> int:\n    return x + {number}\n```\n\n"
    )
