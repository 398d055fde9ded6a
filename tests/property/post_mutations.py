"""Valid posts with random mistakes, for property tests of malformed posts."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st

from reader.posts.loading.loader import ParsedPost, load_source, parse_post
from reader.posts.parsing import decode_file

PROJECT = Path(__file__).parents[2]
MAX_POSTS = 1_000
INSERTIONS = st.sampled_from(
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
    """Return a valid post, and the same post with up to three mistakes, mostly in front matter."""
    valid = draw(st.sampled_from(VALID_POSTS))
    front_matter_length = max(1, len(valid) - len(parse(valid).body))
    text = valid
    for _ in range(draw(st.integers(1, 3))):
        limit = front_matter_length if draw(st.booleans()) else len(text)
        index = draw(st.integers(0, min(limit, len(text))))
        deleted = draw(st.sampled_from([0, 0, 1, 4]))
        text = text[:index] + draw(INSERTIONS) + text[index + deleted :]
    return valid, text


def valid_posts() -> list[str]:
    """Return the text of posts with front matter: the project's, or those of FUZZ_FOLDER."""
    folders = [PROJECT / "sample_posts", PROJECT / "tests" / "data" / "posts" / "collections"]
    if "FUZZ_FOLDER" in os.environ:
        folders = [Path(os.environ["FUZZ_FOLDER"])]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.m*d*"))]
    paths = paths[:: 1 + len(paths) // MAX_POSTS]
    return [text for text in map(load_source, paths) if parse(text).has_front_matter]


def parse(text: str) -> ParsedPost:
    """Parse a text as the file of a post."""
    return parse_post(text.encode(errors="replace"), path="/posts/a.md", post_id="posts/a.md")


def lost_lines(valid: str, mutated: str) -> list[str]:
    """Return the unchanged lines of the valid post's body that the mutated body lacks.

    A line that is also in the front matter is not considered.
    """
    body = clean_lines(parse(valid).body)
    front_matter = Counter(clean_lines(valid)) - Counter(body)
    unchanged = set(clean_lines(mutated)) - set(front_matter)
    kept = set(clean_lines(parse(mutated).body))
    lost = [line for line in body if line in unchanged and line not in kept]
    return [line for line in lost if line.strip(" -+.=<>")]


def clean_lines(text: str) -> list[str]:
    """Return the lines as the loader cleans them, without trailing whitespace."""
    return [line.rstrip() for line in decode_file(text.encode(errors="replace")).split("\n")]


VALID_POSTS = valid_posts()
