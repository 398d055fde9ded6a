"""Varied and hostile posts for a soak, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

POST_COUNT = 2_000
_MAX_LINKED = 130
"""Numbers of the posts that links lead to: few, so that posts have several links to them."""
_WORDS = tuple(
    "harbour council vote storm ferry match market bridge school tide winter naïve Straße "  # noqa: SIM905
    "漢字 港口的渡轮 フェリー 항구 ميناء נמל गाँव 😀 👩‍👩‍👧‍👦 🇳🇴 e\u0301\u0327 zero\u200bwidth ﷽ "
    "[b]bold[/b] [/] [@click=app.quit]quit[/] \x1b[31mred \x07 \x9b2J \u202ereversed {{ x }} "
    "**strong** _em_ `code` ~~old~~ <b>html</b> &amp; https://example.org/a?b=c#d "
    "averyveryveryveryveryveryveryveryveryveryverylongwordthatfitsintonopane".split(" ")
)
_CATEGORIES = ("latest", "sports", "world", "local", "食べ物", "😀", "[b]x[/b]", "a b c", "")
_TITLES = (
    *("The tide comes in", "", "[/b] [Breaking] news", "漢字" * 60, "😀" * 30, "x" * 400),
    *("\u202eright to left", "\x1b]0;title\x07", "a\tb", "'", "é" * 3, "null", "2026", "#", "- a"),
)
_HEADERS = (
    "---\ntitle: {title}\ndate: {date}\ncategories: [{categories}]\n{more}---\n",
    '+++\ntitle = "{title}"\ndate = {date}\n+++\n',
    '{{"title": "{title}", "date": "{date}"}}\n\n',
    "Title: {title}\nDate: {date}\nCategory: {categories}\n\n",
    "---\ntitle: {title}\ndate: {date}\ncategories: [{categories}\n{more}---\n",
    "---\ntitle: {title}\ntitle: again\n\tdate: {date}\n",
    "---\n<<<<<<< HEAD\ntitle: {title}\n=======\ntitle: other\n>>>>>>> x\ndate: {date}\n---\n",
    "---\ndate: 2026-02-31\ntitle: [{title}\n---\n",
    "",
)
_HEADER_WEIGHTS = (20, 3, 2, 2, 2, 1, 1, 1, 2)
_MORE = (
    *(
        "",
        "",
        "",
        "featured: true\n",
        "draft: true\n",
        "tags: [tide, 漢字]\n",
        "author: A. Marsh\n",
    ),
    *("link: https://example.org/\n", "image: picture.png\n", "description: {{ '😀' * 9 }}\n"),
)


def write_posts(folder: Path, seed: int, count: int = POST_COUNT) -> None:
    """Write posts and pictures into a folder and its subfolders."""
    rng = Random(seed)
    for number in range(count):
        path = folder / f"part{number % 4}" / f"post-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(random_post(rng).encode())
    _write_odd_files(folder, rng)


def random_post(rng: Random) -> str:
    """Return the text of a post, with or without front matter."""
    return _header(rng) + "\n\n".join(_parts(rng, rng.choice((0, 1, 4, 12, 30))))


def _write_odd_files(folder: Path, rng: Random) -> None:
    (folder / "empty.md").touch()
    (folder / "binary.md").write_bytes(rng.randbytes(20_000))
    (folder / "latin.md").write_bytes("---\ntitle: Café\n---\nÀ bientôt.\n".encode("latin-1"))
    (folder / "huge.md").write_text(_header(rng) + "\n\n".join(_parts(rng, 1_500)), "utf-8")
    (folder / "line.md").write_text("---\ntitle: One line\n---\n" + "word 漢字 " * 20_000, "utf-8")
    (folder / "deep.md").write_text(">" * 300 + " quoted\n\n" + _nested(200), "utf-8")
    Image.radial_gradient("L").save(folder / "picture.png")
    Image.linear_gradient("L").resize((2_000, 3)).save(folder / "wide.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + rng.randbytes(500))


def _nested(depth: int) -> str:
    return "\n".join("  " * level + f"- level {level}" for level in range(depth))


def _header(rng: Random) -> str:
    [header] = rng.choices(_HEADERS, _HEADER_WEIGHTS)
    title = rng.choice((rng.choice(_TITLES), _words(rng, 4), _words(rng, 12)))
    return header.format(
        title=title,
        date=f"{rng.randint(1995, 2027)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        categories=", ".join(rng.sample(_CATEGORIES, rng.randint(0, 3))),
        more=rng.choice(_MORE),
    )


def _parts(rng: Random, count: int) -> list[str]:
    return [rng.choice(_PARTS)(rng) for _ in range(count)]


def _words(rng: Random, count: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(count))


def _paragraph(rng: Random) -> str:
    return _words(rng, rng.randint(1, 120))


def _heading(rng: Random) -> str:
    return "#" * rng.randint(1, 6) + " " + _words(rng, rng.randint(0, 8))


def _list(rng: Random) -> str:
    mark = rng.choice(("-", "1.", "- [x]", "*"))
    return "\n".join(f"{'  ' * rng.randint(0, 6)}{mark} {_words(rng, 6)}" for _ in range(8))


def _quote(rng: Random) -> str:
    return "\n".join(f"{'>' * rng.randint(1, 5)} {_words(rng, 12)}" for _ in range(4))


def _code(rng: Random) -> str:
    language = rng.choice(("python", "js", "html", "nothing", "", "漢字"))
    lines = "\n".join(f"{' ' * rng.randint(0, 12)}{_words(rng, 9)}" for _ in range(12))
    return f"```{language}\n{lines}\n" + rng.choice(("```", "```", "```", ""))


def _table(rng: Random) -> str:
    columns = rng.choice((1, 2, 3, 5, 40))
    rule = "|" + "---|" * columns
    rows = ["|" + "".join(f" {_words(rng, 2)} |" for _ in range(columns)) for _ in range(6)]
    return "\n".join([rows[0], rule, *rows[1:]])


def _link(rng: Random) -> str:
    number = rng.randrange(_MAX_LINKED)
    target = rng.choice(
        (
            *(f"post-{number}.md", f"../part{number % 4}/post-{number}.md", f"/post-{number}/"),
            *("#harbour", "https://example.org/x", "javascript:x", "mailto:a@example.org", "", "%"),
        )
    )
    return f"{_words(rng, 3)} [{_words(rng, 2)}]({target}) [[post-{number}]] {_words(rng, 3)}"


def _image(rng: Random) -> str:
    # An address in a private network, which is refused: a soak asks for nothing on the web.
    remote = "http://127.0.0.1:9/picture.png"
    names = ("../picture.png", "../wide.png", "../broken.png", "missing.png", remote)
    return f"![{_words(rng, 2)}]({rng.choice(names)})"


def _footnote(rng: Random) -> str:
    number = rng.randint(1, 9)
    return f"{_words(rng, 5)}[^{number}]\n\n[^{number}]: {_words(rng, 5)}"


def _html(rng: Random) -> str:
    tag = rng.choice(("div", "details", "table", "script", "pre", "p align=center", "x-y"))
    return f"<{tag}>\n{_words(rng, 8)}\n" + rng.choice(("", f"</{tag}>"))


_PARTS: tuple[Callable[[Random], str], ...] = (
    *(_paragraph, _paragraph, _paragraph, _heading, _heading, _list, _quote, _code, _table),
    *(_link, _link, _link, _image, _footnote, _html),
)
