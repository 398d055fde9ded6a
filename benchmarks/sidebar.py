"""Time from a key to the first paint that responds to it, in a sidebar of many tags."""

from __future__ import annotations

from benchmarks.figures import compare_to_floor, compare_to_limit, print_table
from benchmarks.posts import FIRST_TITLE, posts_folder
from benchmarks.start import cache_with_index, open_broadsheet

_POSTS = 100_000
_TAGS = 10_000
_KEYS = 40


def run() -> None:
    """Measure and print."""
    folder = posts_folder(_POSTS, tags=_TAGS)
    program = open_broadsheet(folder, cache_with_index(_POSTS, tags=_TAGS))
    program.wait_for(FIRST_TITLE)
    program.settle(5.0)
    floor = [program.press("j") for _ in range(_KEYS)]
    program.press("h")
    expand = [program.press(key) for key in ("}", "}", "}", "l")]
    down = [program.press("j") for _ in range(_KEYS)]
    held = [program.press_held("j") for _ in range(_KEYS)]
    page = [program.press(key) for _ in range(5) for key in (" ", "b")]
    end = [program.press("G"), program.press("{"), program.press("}")]
    filtering = [program.press(key) for key in "/tag-12"]
    program.press("\x1b")  # the box of the filter takes letters
    program.quit()
    name = f"{_TAGS:,} tags"
    rows = [
        compare_to_limit(f"next section and expand, {name}", expand, 20),
        compare_to_floor(f"down, {name}, and in the list", down, floor, 2),
        compare_to_floor(f"down held, {name}, and in the list", held, floor, 2),
        compare_to_limit(f"page, {name}", page, 20),
        compare_to_limit(f"End and sections, {name}", end, 20),
        compare_to_limit(f"type in the filter, {name}", filtering, 50),
    ]
    print_table(f"Keys in the sidebar, {_POSTS:,} posts", rows)


if __name__ == "__main__":
    run()
