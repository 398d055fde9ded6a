"""From the document of a feed to posts in a folder, one document after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reader.feeds.entries.intake import Intake
from reader.feeds.fetching import preparing
from reader.feeds.markdown import plain_words
from reader.feeds.model import Entry, FeedDocument, Keep
from reader.feeds.writing.feed_folder import FeedFolder
from reader.posts.loading.loader import load_post
from reader.store.feeds.reading import load_feed_problems
from tests.feed_intake import START, SUBSCRIPTION, Desk, PlainBody, convert, edit, entry, titles


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# New entries.


def test_new_entries_become_posts(desk: Desk) -> None:
    taken = desk.take(entry("a"), entry("b"))

    assert titles(taken.written) == ["About a", "About b"]
    assert [each.path for each in taken.written] == list(map(str, desk.paths()))
    assert desk.names() == ["2026-11-27-about-a.md", "2026-11-27-about-b.md"]
    assert load_post(desk.paths()[0]).title == "About a"


def test_the_html_of_an_entry_is_converted(desk: Desk) -> None:
    html = "<p>Some <b>bold</b> <a href='/x'>words</a></p>"
    document = FeedDocument(entries=(entry("a", content=html, base="https://site.example/a"),))
    with desk.states() as states:
        folder, marks = FeedFolder(desk.root), desk.marks()
        intake = Intake(folder, states, marks, convert=preparing.convert, plain_words=plain_words)
        intake.take_in(desk.subscription, document, desk.now)

    assert "Some **bold** [words](https://site.example/x)" in desk.paths()[0].read_text()


def test_the_same_document_again_changes_nothing(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    before = [path.stat().st_mtime_ns for path in desk.paths()]
    taken = desk.take(entry("b"), entry("a"))

    assert taken.unchanged == 2
    assert taken.written == taken.updated == taken.conflicts == ()
    assert [path.stat().st_mtime_ns for path in desk.paths()] == before


def test_an_empty_document_changes_nothing(desk: Desk) -> None:
    desk.take(entry("a"))

    assert desk.take().unchanged == 0
    assert desk.take(entry("a")).unchanged == 1


@pytest.mark.parametrize(
    ("former", "later", "has_gap"),
    [
        ("", "ab", False),
        ("ab", "bc", False),
        ("ab", "cd", True),
        ("a", "b", False),  # a feed that always has one entry
        ("ab", "", False),
    ],
)
def test_a_document_without_a_known_entry_has_a_gap_before_it(
    desk: Desk, former: str, later: str, has_gap: bool
) -> None:
    desk.take(*map(entry, former))
    assert desk.take(*map(entry, later), is_dry=True).has_gap is has_gap
    assert desk.take(*map(entry, later)).has_gap is has_gap
    assert not desk.take(*map(entry, later)).has_gap


def test_a_dry_run_writes_nothing_and_shows_the_texts(desk: Desk) -> None:
    taken = desk.take(entry("a"), is_dry=True)

    assert 'title: "About a"' in taken.written[0].text
    assert not desk.root.exists()
    assert titles(desk.take(entry("a")).written) == ["About a"]


def test_an_entry_without_a_title_is_listed_with_that_of_its_post(desk: Desk) -> None:
    for _ in range(2):
        desk.take(entry("a", title="", content="<p>Some words.</p>"))

        assert desk.fates() == {"Some words.": "written"}


def test_an_entry_that_is_there_twice_is_written_once(desk: Desk) -> None:
    for _ in range(2):
        taken = desk.take(entry("a"), entry("a", content="<p>Older text.</p>"))

        assert titles(taken.duplicates) == ["About a"]
    assert desk.names() == ["2026-11-27-about-a.md"]
    with desk.states() as states:
        fates = [str(known.fate) for known in states.entry_fates("kottke")]
    assert sorted(fates) == ["duplicate", "written"]


def test_a_carried_over_guid_keeps_the_file(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    names = desk.names()
    moved = [entry(name, guid=f"urn:uuid:{name}") for name in "ab"]

    assert desk.take(*moved).unchanged == 2
    assert desk.take(*moved).unchanged == 2
    assert desk.names() == names


# Dates.


def test_a_date_in_the_future_becomes_the_time_of_arrival(desk: Desk) -> None:
    desk.take(
        entry("event", published=START + timedelta(days=40)),
        entry("soon", published=START + timedelta(hours=9)),
        entry("zero", published=START.replace(year=1970)),
        entry("none", published=None),
        entry("late", published=None, updated=START - timedelta(days=2)),
    )
    posts = {load_post(path).title: load_post(path) for path in desk.paths()}
    seen = START + timedelta(hours=1)

    assert {title: post.date for title, post in posts.items()} == {
        "About event": seen,
        "About soon": seen,
        "About zero": seen,
        "About none": seen,
        "About late": START - timedelta(days=2),
    }
    assert "published_as: 2027-01-06" in Path(posts["About event"].path).read_text()
    assert "published_as" not in Path(posts["About soon"].path).read_text()


def test_a_date_is_written_once(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    desk.take(entry("a", published=START + timedelta(minutes=5), content="<p>New text.</p>"))

    assert desk.paths() == [path]
    assert load_post(path).date == START - timedelta(hours=1)


# Changed entries.


def test_a_changed_entry_updates_its_file_and_keeps_the_old_version(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    old = path.read_text()
    desk.set_read(path)
    taken = desk.take(entry("a", content="<p>Corrected text.</p>"))

    assert titles(taken.updated) == ["About a"]
    assert "Corrected text." in path.read_text()
    assert "updated: 2026-11-27 14:00" in path.read_text().replace("T", " ")
    [version] = (desk.root / ".broadsheet" / "versions").rglob("*.md")
    assert version.read_text() == old
    assert desk.read_names() == [path.name]


def test_other_markup_with_the_same_words_is_no_change(desk: Desk) -> None:
    desk.take(entry("a"))
    path = desk.paths()[0]
    text = path.read_text()

    assert desk.take(entry("a", content='<div id="x7"><p>Text\n of a.</p></div>')).unchanged == 1
    assert path.read_text() == text


def test_a_full_text_is_not_replaced_by_a_summary(desk: Desk) -> None:
    desk.convert = lambda entry: PlainBody("The text of the page.", is_full_text=True)
    desk.take(entry("a"))
    [path] = desk.paths()
    text = path.read_text()
    desk.convert = convert  # the page cannot be fetched now
    changed = entry("a", content="<p>New summary.</p>")
    desk.take(changed)
    assert path.read_text() == text
    desk.states_path.unlink()
    assert desk.take(changed).conflicts == ()

    desk.convert = lambda entry: PlainBody("The new text of the page.", is_full_text=True)
    assert titles(desk.take(changed).conflicts) == ["About a"]  # after the loss, it may be edited
    desk.take(entry("b"))
    changed = entry("b", content="<p>New summary.</p>")
    desk.convert = convert
    assert desk.take(changed).updated == ()
    desk.convert = lambda entry: PlainBody("The newest text of the page.", is_full_text=True)
    assert titles(desk.take(changed).updated) == ["About b"]


def test_entries_that_swap_their_texts_swap_those_of_their_posts(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    first, second = entry("a"), entry("b")
    swapped = [
        replace(first, title=second.title, content=second.content),
        replace(second, title=first.title, content=first.content),
    ]
    taken = desk.take(*swapped)

    assert titles(taken.updated) == ["About b", "About a"]
    assert [load_post(path).title for path in desk.paths()] == ["About b", "About a"]
    assert desk.take(*swapped).unchanged == 2


def test_an_edited_post_is_kept_and_the_new_version_put_aside(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    edit(path)
    edited = path.read_text()
    taken = desk.take(entry("a", content="<p>Corrected text.</p>"))
    [problem] = load_feed_problems(desk.states_path, [desk.root])

    assert titles(taken.conflicts) == ["About a"]
    assert path.read_text() == edited
    aside = desk.root / taken.conflicts[0].detail
    assert "Corrected text." in aside.read_text()
    assert problem.path == str(path)
    assert str(aside) in problem.remedy

    assert desk.take(entry("a", content="<p>Corrected text.</p>")).unchanged == 1
    aside.unlink()
    assert load_feed_problems(desk.states_path, [desk.root]) == []


def test_a_problem_is_shown_for_the_folders_that_are_open(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    edit(path)
    desk.take(entry("a", content="<p>Corrected text.</p>"))
    link = desk.tmp / "link"
    link.symlink_to(path.parent)

    for folders, shown in [
        ([desk.tmp], [path]),
        ([path.parent], [path]),
        ([link], [link / path.name]),
        ([desk.tmp / "data"], []),
        ([], []),
    ]:
        problems = load_feed_problems(desk.states_path, folders)
        assert [problem.path for problem in problems] == list(map(str, shown))


def test_a_person_who_takes_over_the_new_version_gets_later_ones(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    edit(path)
    taken = desk.take(entry("a", content="<p>Second text.</p>"))
    path.write_text((desk.root / taken.conflicts[0].detail).read_text())
    desk.take(entry("a", content="<p>Second  text.</p>"))

    assert titles(desk.take(entry("a", content="<p>Third text.</p>")).updated) == ["About a"]


def test_other_line_breaks_are_no_edit(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert titles(desk.take(entry("a", content="<p>New text.</p>")).updated) == ["About a"]


# What the person does with files.


def test_a_deleted_post_stays_deleted(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    desk.paths()[0].unlink()
    taken = desk.take(entry("a", content="<p>New text.</p>"), entry("b"))

    assert titles(taken.deleted) == ["About a"]
    assert desk.take(entry("a", guid="urn:a"), entry("b")).unchanged == 2
    assert desk.names() == ["2026-11-27-about-b.md"]
    assert desk.fates()["About a"] == "deleted"


def test_a_deleted_post_that_is_back_is_known_again(desk: Desk) -> None:
    desk.take(entry("a"))
    [path] = desk.paths()
    text = path.read_text()
    path.unlink()
    desk.take(entry("a"))
    path.write_text(text)
    desk.take(entry("a"))

    assert desk.fates() == {"About a": "written"}
    assert titles(desk.take(entry("a", content="<p>New text.</p>")).updated) == ["About a"]


def test_a_moved_post_is_found_again(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    path = desk.paths()[0]
    (desk.root / "Best").mkdir()
    path = path.rename(desk.root / "Best" / "renamed.md")

    assert desk.take(entry("a"), entry("b")).deleted == ()
    taken = desk.take(entry("a", content="<p>New text.</p>"), entry("b"))
    assert [each.path for each in taken.updated] == [str(path)]
    assert len(desk.paths()) == 2


def test_an_entry_that_the_feed_drops_keeps_its_post(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    desk.take(entry("b"))

    assert len(desk.paths()) == 2
    assert desk.take(entry("a"), entry("b")).unchanged == 2


# A lost state.


def test_a_lost_state_is_rebuilt_without_duplicates(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"), entry("c", guid=""))
    names = desk.names()
    desk.states_path.unlink()
    desk.subscription = replace(SUBSCRIPTION, name="Another name", category="")
    taken = desk.take(entry("c", guid=""), entry("b"), entry("a"))

    assert taken.unchanged == 3
    assert desk.names() == names


def test_after_a_loss_posts_are_updated_and_edits_are_kept(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    edit(desk.paths()[1])
    desk.states_path.unlink()
    taken = desk.take(entry("a"), entry("b"))

    assert titles(taken.conflicts) == ["About b"]
    taken = desk.take(entry("a", content="<p>New text.</p>"), entry("b"))
    assert titles(taken.updated) == ["About a"]


@pytest.mark.parametrize(
    "poor",
    [
        {"title": ""},
        {"title": "", "published": None},
        {"published": None},
        {"published": START + timedelta(days=9)},
        {"link": "https://site.example/", "published": None},
        {"guid": "https://site.example/", "title": "<b>", "published": None},
    ],
)
def test_after_a_loss_entries_are_known_that_have_little(
    desk: Desk, poor: dict[str, object]
) -> None:
    """Their posts have titles and dates that are not in the feed."""
    entries = [entry(name, **{"guid": "", "link": "", **poor}) for name in "ab"]
    desk.take(*entries)
    names = desk.names()
    desk.now += timedelta(days=2)
    desk.states_path.unlink()

    assert desk.take(*entries).unchanged == 2
    assert desk.names() == names
    new = entry("c", guid="", link="", published=None)
    assert titles(desk.take(*entries, new).written) == ["About c"]


def test_the_folder_of_a_feed_may_contain_that_of_another(desk: Desk) -> None:
    desk.take(entry("a", guid="1"))
    desk.subscription = replace(SUBSCRIPTION, id="blogs", name="Others", category="")

    assert titles(desk.take(entry("b", guid="1")).written) == ["About b"]
    desk.states_path.unlink()
    assert desk.take(entry("b", guid="1")).unchanged == 1


def test_two_machines_share_a_folder(desk: Desk, tmp_path: Path) -> None:
    """What one has written, the other knows by the files that are synchronised."""
    other = Desk(tmp_path, data="other")
    desk.take(entry("a"), entry("b"))
    other.take(entry("a"), entry("b"))
    desk.take(entry("c"), entry("b"), entry("a"))
    taken = other.take(entry("d"), entry("c"), entry("b"), entry("a"))

    assert titles(taken.written) == ["About d"]
    assert len(desk.paths()) == 4
    taken = desk.take(entry("d"), entry("c", content="<p>New.</p>"), entry("a"))
    assert titles(taken.updated) == ["About c"]
    assert other.take(entry("d"), entry("c", content="<p>New.</p>")).conflicts == ()


# Filters.


def test_filters_use_the_search_language(desk: Desk) -> None:
    desk.subscription = replace(
        SUBSCRIPTION,
        skip=("sponsored", "tag:ad", "", "after:tomorrow"),
        only=("-podcast",),
        feature=("by:ann",),
        read=('"text of r"',),
    )
    taken = desk.take(
        entry("a", content="<p>Sponsored by a company</p>"),
        entry("b", tags=("Advertising",)),
        entry("c", title="The podcast"),
        entry("d", authors=("Ann Smith",)),
        entry("r"),
    )

    assert titles(taken.written) == ["About d", "About r"]
    assert {each.title: each.detail for each in taken.filtered} == {
        "About a": "skip: sponsored",
        "About b": "skip: tag:ad",
        "The podcast": "only: -podcast",
    }
    assert load_post(desk.paths()[0]).featured
    assert not load_post(desk.paths()[1]).featured
    assert desk.read_names() == ["2026-11-27-about-r.md"]


def test_a_filtered_entry_is_reported_once_and_written_when_its_filter_is_gone(desk: Desk) -> None:
    desk.subscription = replace(SUBSCRIPTION, skip=("about",))
    assert titles(desk.take(entry("a")).filtered) == ["About a"]
    assert desk.take(entry("a")).unchanged == 1
    assert desk.fates() == {"About a": "filtered"}

    desk.subscription = replace(SUBSCRIPTION, skip=("nothing of this",))
    assert titles(desk.take(entry("a")).written) == ["About a"]
    assert desk.fates() == {"About a": "written"}


# Read on arrival.


def test_old_entries_of_the_first_document_count_as_read(desk: Desk) -> None:
    old = START - timedelta(days=15)
    desk.take(entry("a"), entry("old", published=old))
    desk.take(entry("a"), entry("old", published=old), entry("older", published=old))

    assert desk.read_names() == ["2026-11-12-about-old.md"]


def test_a_link_that_was_read_in_another_feed_is_read(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    desk.set_read(desk.paths()[0])
    desk.subscription = replace(SUBSCRIPTION, id="planet", name="Planet")
    shared = [
        entry(name, guid=f"planet:{name}", link=f"http://www.site.example/{name}?utm_source=p")
        for name in "ab"
    ]
    desk.take(*shared)

    assert len(desk.paths()) == 4
    assert desk.read_names() == ["2026-11-27-about-a.md"] * 2


# Keeping only some.


def clear_out(desk: Desk, *, is_dry: bool = False) -> list[str]:
    with desk.states() as states:
        expired = desk.intake(states).clear_out(desk.subscription, desk.now, is_dry=is_dry)
    return [Path(post.path).name for post in expired]


def aged(*days: int) -> list[Entry]:
    return [entry(f"{day:02}", published=START - timedelta(days=day)) for day in days]


@pytest.mark.parametrize("keep", [Keep(max_age=timedelta(days=30)), Keep(max_count=2)])
def test_only_old_posts_are_deleted_that_nobody_needs(desk: Desk, keep: Keep) -> None:
    old = aged(40, 41, 42, 43, 44, 45)
    desk.take(*aged(1, 2), *old)
    desk.take(*aged(1, 2), old[0])
    paths = {path.name[-5:-3]: path for path in desk.paths()}
    marks = desk.marks()
    marks.set_read([load_post(paths["41"])], is_read=False)
    marks.set_starred([load_post(paths["42"])], is_starred=True)
    marks.add_to_later([load_post(paths["43"])])
    edit(paths["44"])
    desk.subscription = replace(SUBSCRIPTION, keep=keep)

    assert clear_out(desk, is_dry=True) == [paths["45"].name]
    assert paths["45"].exists()
    assert clear_out(desk) == [paths["45"].name]
    assert clear_out(desk) == []
    assert set(desk.paths()) == set(paths.values()) - {paths["45"]}
    assert desk.take(*aged(1, 2), *old).written == ()


def test_without_limits_everything_is_kept(desk: Desk) -> None:
    desk.take(*aged(1, 400))
    desk.take(*aged(1))

    assert clear_out(desk) == []


def test_a_deleted_entry_is_forgotten_when_the_feed_has_not_had_it_for_a_year(desk: Desk) -> None:
    desk.take(entry("a"), entry("b"))
    for path in desk.paths():
        path.unlink()
    desk.take(entry("a"), entry("b"))
    desk.now += timedelta(days=364)
    desk.take(entry("b"))
    assert set(desk.fates()) == {"About a", "About b"}

    desk.now += timedelta(days=2)
    desk.take(entry("c"))
    assert set(desk.fates()) == {"About b", "About c"}
