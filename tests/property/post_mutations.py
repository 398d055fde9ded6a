"""Sound posts with slips made in them by chance, for the properties that hold whatever happens."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st

from reader.posts.loading.loader import ParsedPost, load_source, parse_post
from reader.posts.parsing import decode_file

PROJECT = Path(__file__).parents[2]
_MOST_POSTS = 1_000
SLIPS = st.sampled_from(
    [
        "", '"', "'", ": ", ":", "\n", "\n\n", "\t", " ", "- ", "-", "[", "]", "{", "}", "#", "|",
        ">", "*", "&", "@", "%", "{{ x }}", "---\n", "--", "+++\n", "...\n", "\x1b[2J", "\x00",
        "title: x\n", "prose\n", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "<!--", "-->",
        "&a ", "!a ", " #a", "* ", "|||||||\n", "---toml\n", "{x: 1,", ";;;\n",
        "：", "\r", "\u2028", "\\", "é",
    ]
)  # fmt: skip


@st.composite
def mutated_posts(draw: st.DrawFn) -> tuple[str, str]:
    """A post of the project, and the same with up to three slips, mostly in its front matter."""
    sound = draw(st.sampled_from(SOUND_POSTS))
    head = max(1, len(sound) - len(parsed(sound).body))
    text = sound
    for _ in range(draw(st.integers(1, 3))):
        reach = head if draw(st.booleans()) else len(text)
        at = draw(st.integers(0, min(reach, len(text))))
        cut = draw(st.sampled_from([0, 0, 1, 4]))
        text = text[:at] + draw(SLIPS) + text[at + cut :]
    return sound, text


def sound_posts() -> list[str]:
    """Posts that have front matter, as text: the project's, or those of the folder FUZZ_FOLDER."""
    folders = [PROJECT / "sample_posts", PROJECT / "tests" / "data" / "posts" / "collections"]
    if "FUZZ_FOLDER" in os.environ:
        folders = [Path(os.environ["FUZZ_FOLDER"])]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.m*d*"))]
    paths = paths[:: 1 + len(paths) // _MOST_POSTS]
    return [text for text in map(load_source, paths) if parsed(text).has_front_matter]


def parsed(text: str) -> ParsedPost:
    """A text as the file of a post."""
    return parse_post(text.encode(errors="replace"), path="/posts/a.md", post_id="posts/a.md")


def lost_lines(sound: str, mutated: str) -> list[str]:
    """The lines of the sound post's body that the slips left whole and the mutated body lacks.

    A line that the front matter has too may be the one there.
    """
    body = clean_lines(parsed(sound).body)
    head = Counter(clean_lines(sound)) - Counter(body)
    whole = set(clean_lines(mutated)) - set(head)
    kept = set(clean_lines(parsed(mutated).body))
    return [line for line in body if line in whole and line not in kept and line.strip(" -+.=<>")]


def clean_lines(text: str) -> list[str]:
    """Lines as the loader cleans them, without the blanks at their ends."""
    return [line.rstrip() for line in decode_file(text.encode(errors="replace")).split("\n")]


SOUND_POSTS = sound_posts()
