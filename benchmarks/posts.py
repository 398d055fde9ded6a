"""Generated posts in the format of the sample posts, the same ones in each run."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

_WORDS = tuple(
    "harbour council vote storm ferry match final market price river bridge school light winter "  # noqa: SIM905
    "summer road plan money team win loss report".split()
)
_CATEGORIES = ("latest", "sports", "world", "local", "science", "culture", "opinion", "food")
_FIRST_DATE = datetime(2015, 1, 1)

FIRST_TITLE = "Newest of all"
"""Title of the newest post, which is the first in the list."""


def work_folder() -> Path:
    """Return the folder that keeps posts and indexes from one run to the next."""
    folder = Path(tempfile.gettempdir()) / "broadsheet-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def posts_folder(count: int, tags: int = 0) -> Path:
    """Return a folder of `count` posts of about 3 KB, a thousand in each subfolder.

    Args:
        count: Number of posts.
        tags: Number of tags, of which each post has three; 0 for none.
    """
    folder = work_folder() / (f"posts-{count}-{tags}" if tags else f"posts-{count}")
    if not (folder / "done").exists():
        rng = random.Random(count)
        for number in range(count):
            path = folder / f"{number // 1000:03}" / f"post-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            names = [f"tag-{(number * 7 + index) % tags}" for index in range(3 if tags else 0)]
            path.write_text(_post(rng, number, names, is_newest=number == count - 1), "utf-8")
        (folder / "done").touch()
    return folder


def _post(rng: random.Random, number: int, tags: Sequence[str], *, is_newest: bool) -> str:
    title = FIRST_TITLE if is_newest else words(rng, rng.randint(4, 14)).capitalize()
    categories = ", ".join(rng.sample(_CATEGORIES, rng.randint(1, 3)))
    featured = "featured: true \n" if number % 50 == 0 or is_newest else ""
    tag_line = f"tags: [{', '.join(tags)}] \n" if tags else ""
    body = "\n\n".join(words(rng, 60) for _ in range(8))
    published = _FIRST_DATE + timedelta(minutes=40 * number)
    return (
        f"---\nextends: _layouts.post\nsection: content\n"
        f"image: https://example.org/pictures/{number}.jpg \ntitle: {title} \n"
        f"description: {words(rng, 20)}. \ndate: {published:%Y-%m-%d-%H-%M-%S} \n"
        f"categories: [{categories}] \n{tag_line}{featured}--- \n{body}\n"
    )


def words(rng: random.Random, count: int) -> str:
    """Return random words, separated by spaces."""
    return " ".join(rng.choice(_WORDS) for _ in range(count))


def long_post_folder(size: int) -> Path:
    """Return a folder with one post of about `size` bytes, with the elements of a changelog."""
    folder = work_folder() / f"long-{size}"
    path = folder / "long.md"
    if not path.exists():
        rng = random.Random(size)
        parts = [f"---\ntitle: {FIRST_TITLE}\ndate: 2024-05-06\n---\n"]
        length = 0
        while length < size:
            part = _part(rng, len(parts))
            parts.append(part)
            length += len(part)
        folder.mkdir(exist_ok=True)
        path.write_text("".join(parts), "utf-8")
    return folder


def _part(rng: random.Random, number: int) -> str:
    items = "\n".join(
        f"- [`{rng.getrandbits(40):x}`](https://example.org/{item}) **{words(rng, 1)}**: "
        f"{words(rng, 9)} (_{words(rng, 2)}_)"
        for item in range(12)
    )
    rows = "\n".join(f"| {words(rng, 3)} | {item} |" for item in range(4))
    return (
        f"## Part {number}\n\n{words(rng, 70)}\n\n{items}\n\n"
        f"| words | number |\n| --- | ---: |\n{rows}\n\n"
        f"```python\ndef part(x: int) -> int:\n    return x + {number}\n```\n\n"
    )
