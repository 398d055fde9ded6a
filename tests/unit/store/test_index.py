"""A load with an index has the same result as one without, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from reader import load_catalogue
from reader.posts.catalogue import Catalogue
from reader.posts.facets import LISTED_FACETS
from reader.posts.loading.loader import load_in_batches
from reader.posts.options import LoadOptions
from reader.store.database import UnusableError
from reader.store.first_screen import first_screen
from reader.store.indexed_load import load_indexed

from .conftest import Damage, IndexedLoads, assert_same_as_cold, write

pytestmark = pytest.mark.usefixtures("later")


def test_unchanged_files_are_not_loaded_again(loads: IndexedLoads, news: Path) -> None:
    assert_same_as_cold(loads.load(news), news)
    assert len(loads.loaded) == 13
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == []


def test_the_index_contains_the_whole_catalogue(loads: IndexedLoads, news: Path) -> None:
    result = loads.load(news)
    recalled = loads.recall(news)
    assert recalled.posts == result.catalogue.posts
    assert recalled.hidden == result.catalogue.hidden


def test_only_changed_files_are_loaded(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    write(news / "3.md", "Changed", day=4)
    write(news / "new.md", "New", day=25)
    (news / "4.md").unlink()
    (news / "5.md").rename(news / "moved.md")
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == ["3.md", "moved.md", "new.md"]
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == []


def test_a_change_that_resets_the_time_is_noticed(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    path = news / "3.md"
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:
        write(path, "Tsop 3", day=4)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == ["3.md"]


def test_a_moved_folder_is_loaded_again(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    moved = news.with_name("moved")
    news.rename(moved)
    assert_same_as_cold(loads.load(moved), moved)
    shutil.copytree(moved, news)
    write(news / "3.md", "Another", day=4)
    assert_same_as_cold(loads.load(news), news)


def test_sets_of_folders_have_an_index_each(loads: IndexedLoads, news: Path) -> None:
    other = news.with_name("other")
    other.mkdir()
    write(other / "3.md", "The other three")
    for folders in ((news,), (news, other), (other, news), (news, news / "sub")):
        for _ in range(2):
            assert_same_as_cold(loads.load(*folders), *folders)


def test_a_new_configuration_file_is_noticed(loads: IndexedLoads, news: Path) -> None:
    write(news / "3.md", "Linked", more="permalink: /three/\n")
    loads.load(news)
    (news / "_config.yml").write_text("url: https://example.org\n")
    result = loads.load(news)
    assert_same_as_cold(result, news)
    post = result.catalogue.get("3.md")
    assert post is not None
    assert post.link == "https://example.org/three/"


def test_a_changed_side_car_is_noticed(loads: IndexedLoads, news: Path) -> None:
    side = news / "posts" / "side.md"
    side.parent.mkdir()
    side.write_text("Text alone\n")
    loads.load(news)
    for title in ("One", "Two"):
        side.with_suffix(".meta").write_text(f".. title: {title}\n.. date: 2024-01-01\n")
        result = loads.load(news)
        assert_same_as_cold(result, news)
        assert title in [post.title for post in result.catalogue.posts]
    side.with_suffix(".meta").unlink()
    assert_same_as_cold(loads.load(news), news)


def test_a_post_expires_without_a_change_of_its_file(loads: IndexedLoads, news: Path) -> None:
    write(news / "3.md", "Offer", more="expiryDate: 2024-06-01\n")
    for now, is_listed in ((2024, True), (2025, False), (2024, True)):
        options = LoadOptions(now=datetime(now, 3, 1))
        catalogue = loads.load(news, options=options).catalogue
        assert ("Offer" in [post.title for post in catalogue.posts]) is is_listed
        assert loads.recall(news, options=options).posts == catalogue.posts


def test_other_options_load_all_files_again(loads: IndexedLoads, news: Path) -> None:
    write(news / "3.md", "Old offer", more="expiryDate: 2020-06-01\n")
    loads.load(news)
    shown = loads.load(news, options=LoadOptions(hide_expired=False))
    assert "Old offer" in [post.title for post in shown.catalogue.posts]


def test_notes_become_posts_when_most_files_are_notes(loads: IndexedLoads, news: Path) -> None:
    (news / "note.md").write_text("No front matter\n")
    assert_same_as_cold(loads.load(news), news)
    for number in range(40):
        (news / f"note{number}.md").write_text("No front matter\n")
    assert_same_as_cold(loads.load(news), news)
    assert_same_as_cold(loads.load(news), news)


def test_file_names_that_are_not_utf_8(loads: IndexedLoads, news: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(news) + b"/caf\xe9.md")), "Café")
    assert_same_as_cold(loads.load(news), news)
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == []


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _change_fingerprint(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'fingerprint'")


def _replace_by_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE files (a, b)")


def _invalidate_values(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE files SET date = 'then', stamp = 'x', rest = '{'")
        connection.execute("UPDATE meta SET value = '[]' WHERE key = 'first'")


@pytest.mark.parametrize(
    "damage",
    [
        _truncate,
        _change_fingerprint,
        _replace_by_foreign,
        _invalidate_values,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(os.urandom(9_000)),
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"x" * 9_000),
    ],
)
def test_a_damaged_index_is_rebuilt(loads: IndexedLoads, news: Path, damage: Damage) -> None:
    loads.load(news)
    damage(loads.path(news))
    first_screen(loads.path(news), LoadOptions())
    assert_same_as_cold(loads.load(news), news)
    assert len(loads.loaded) == 13
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == []


def test_an_unwritable_cache_changes_no_result(loads: IndexedLoads, news: Path) -> None:
    loads.cache.write_text("a file where the folder should be")
    assert_same_as_cold(loads.load(news, save=False), news)
    with pytest.raises(UnusableError):
        loads.load(news)
    assert first_screen(loads.path(news), LoadOptions()) is None


def test_two_processes_write_at_the_same_time(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    one, two = (loads.index(news) for _ in range(2))
    one.load()
    write(news / "3.md", "Changed", day=4)
    two.load()
    for index in (one, two):
        index.save(loads.load(news, save=False).catalogue)
    assert_same_as_cold(loads.load(news), news)


def test_an_index_serves_several_loads(loads: IndexedLoads, news: Path) -> None:
    index = loads.index(news)
    index.load()
    for number in range(3):
        write(news / "3.md", f"Changed {number}", day=4)
        (news / f"{number + 4}.md").unlink()
        index.begin()
        batches = load_in_batches([news], cache=index)
        catalogue = Catalogue(post for batch in batches for post in batch.posts)
        assert catalogue.posts == load_catalogue(news).catalogue.posts
        assert index.has_changed
        index.save(catalogue)
        assert loads.recall(news).posts == catalogue.posts


def test_two_processes_do_not_mix_their_results(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    ours = loads.index(news)
    ours.load()
    (news / "1.md").unlink()
    write(news / "new.md", "New", day=25)
    loads.load(news)
    (news / "new.md").unlink()
    ours.begin()
    batches = load_in_batches([news], cache=ours)
    ours.save(Catalogue(post for batch in batches for post in batch.posts))
    assert loads.recall(news).posts == load_catalogue(news).catalogue.posts


def test_an_index_that_was_deleted_meanwhile_is_written_completely(
    loads: IndexedLoads, news: Path
) -> None:
    loads.load(news)
    ours = loads.index(news)
    ours.load()
    loads.path(news).unlink()
    write(news / "3.md", "Changed", day=4)
    ours.begin()
    batches = load_in_batches([news], cache=ours)
    ours.save(Catalogue(post for batch in batches for post in batch.posts))
    assert loads.recall(news).posts == load_catalogue(news).catalogue.posts


def test_a_locked_index_is_ignored(loads: IndexedLoads, news: Path) -> None:
    loads.load(news)
    holder = sqlite3.connect(loads.path(news), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert first_screen(loads.path(news), LoadOptions()) is None
        assert_same_as_cold(loads.load(news, save=False), news)
    finally:
        holder.close()
    assert_same_as_cold(loads.load(news), news)
    assert loads.loaded == []


def test_the_first_screen_shows_the_catalogue(loads: IndexedLoads, news: Path) -> None:
    assert first_screen(loads.path(news), LoadOptions()) is None
    catalogue = loads.load(news).catalogue
    preview = first_screen(loads.path(news), LoadOptions())
    assert preview is not None
    assert preview.posts == catalogue.posts
    assert preview.count == len(catalogue)
    for facet in LISTED_FACETS:
        shown = catalogue.facets.listed(facet) if catalogue.facets.divides(facet) else ()
        assert preview.facets.listed(facet) == shown
        assert [value.count for value in preview.facets.listed(facet)] == [
            value.count for value in shown
        ]


def test_the_first_screen_knows_which_pictures_there_are(loads: IndexedLoads, news: Path) -> None:
    (news / "seen.md").write_text("---\ntitle: Seen\ndate: 2026-06-02\nimage: a.png\n---\n")
    (news / "gone.md").write_text("---\ntitle: Gone\ndate: 2026-06-01\nimage: b.png\n---\n")
    (news / "a.png").write_bytes(b"")
    loads.load(news)
    preview = first_screen(loads.path(news), LoadOptions())
    assert preview is not None
    assert preview.pictured == {str(news / "seen.md")}


def test_the_first_screen_shows_stories_as_the_last_run(loads: IndexedLoads, news: Path) -> None:
    write(news / "1.fr.md", "Un")
    path = loads.path(news)
    catalogue = load_indexed(path, [news], LoadOptions(), languages=("fr",))
    preview = first_screen(path, LoadOptions(), ("fr",))
    assert preview is not None
    assert preview.posts == catalogue.posts
    names = {post.id: preview.languages_of(post) for post in preview.posts}
    assert names == {post.id: catalogue.languages_of(post) for post in catalogue.posts}
    assert names["1.fr.md"] == ("fr", "original")
    assert first_screen(path, LoadOptions(), ("en",)) is None


def test_the_first_screen_without_translations_suits_every_language(
    loads: IndexedLoads, news: Path
) -> None:
    path = loads.path(news)
    load_indexed(path, [news], LoadOptions(), languages=("fr",))
    assert first_screen(path, LoadOptions(), ("en",)) is not None
