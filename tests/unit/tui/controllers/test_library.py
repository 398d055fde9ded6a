"""Loads of the open folders: what is shown of them when, and what follows."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from reader.library.events import FoldersChanged, LoadFailed, PostsLoaded, WordsIndexed
from reader.library.library import Library
from reader.library.requests import LoadRequest
from reader.posts.catalogue import Catalogue, Preview
from reader.posts.errors import FolderError
from reader.posts.post import PAGE, SkippedFile
from reader.runtime import START, pause_collector, resume_collector
from reader.tui.controllers.library import LibraryController, LoadStep
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import FOLDERS, Jobs, loaded

A, B, C = make("A"), make("B"), make("C")
NOTHING = LoadStep(is_new=False, changed=None)


@pytest.fixture
def messages() -> list[str]:
    """What was shown in the footer."""
    return []


@pytest.fixture
def library(jobs: Jobs, messages: list[str]) -> LibraryController:
    """Folders whose first load runs."""
    library = LibraryController(Library(FOLDERS), jobs.start, messages.append, messages.append)
    library.load()
    return library


def take(library: LibraryController, event: PostsLoaded) -> LoadStep:
    """Take an event as the main screen does."""
    step = library.on_posts_loaded(event)
    library.follow_up(event)
    return step


def load_requests(jobs: Jobs) -> list[LoadRequest]:
    """Return the loads so far."""
    return jobs.requests(JobGroup.LOAD)


def change(library: LibraryController, *paths: str) -> None:
    """Report that files changed."""
    library.on_folders_changed(FoldersChanged(frozenset(paths)))


def test_garbage_is_collected_from_the_second_load_on(library: LibraryController) -> None:
    pause_collector(START)
    try:
        assert not gc.isenabled()
        library.load()  # the first load does not end
        assert gc.isenabled()
    finally:
        resume_collector(START)


# What is shown.


def test_the_first_load_shows_posts_as_they_arrive(library: LibraryController, jobs: Jobs) -> None:
    assert take(library, loaded(jobs, A, is_complete=False)).is_new
    assert library.catalogue.posts == (A,)
    assert take(library, loaded(jobs, A, B)).is_new
    assert set(library.catalogue.posts) == {A, B}


def test_skipped_files_and_pages_are_kept(library: LibraryController, jobs: Jobs) -> None:
    page = make("Page", hidden=PAGE, date=None)
    event = loaded(jobs, A, page)._replace(skipped=(SkippedFile("/news/a.rst", "reason"),))
    assert take(library, event).is_new
    assert [file.path for file in library.other_files] == ["/news/Page.md", "/news/a.rst"]
    assert take(library, event._replace(skipped=())).is_new
    assert not take(library, event._replace(skipped=())).is_new


def test_a_repeated_load_shows_posts_when_it_is_complete(
    library: LibraryController, jobs: Jobs
) -> None:
    take(library, loaded(jobs, A, B))
    library.load()
    assert take(library, loaded(jobs, A, is_complete=False)) == NOTHING
    assert set(library.catalogue.posts) == {A, B}
    step = take(library, loaded(jobs, A, changed=[A.path]))
    assert step == LoadStep(is_new=True, changed=frozenset({A.path}))
    assert library.catalogue.posts == (A,)


def test_the_first_load_changes_no_article(library: LibraryController, jobs: Jobs) -> None:
    assert take(library, loaded(jobs, A, changed=[A.path])).changed is None


def test_posts_of_an_earlier_load_are_ignored(library: LibraryController, jobs: Jobs) -> None:
    library.load()
    assert take(library, loaded(jobs, A, load_id=1)) == NOTHING
    assert library.catalogue.posts == ()
    assert library.is_busy
    assert jobs.requests(JobGroup.WATCH) == []


def test_the_same_catalogue_is_not_new(library: LibraryController, jobs: Jobs) -> None:
    event = loaded(jobs, A)
    take(library, event)
    library.load()
    again = PostsLoaded(2, event.catalogue, (), 1, 1, True, frozenset())
    assert take(library, again) == LoadStep(is_new=False, changed=frozenset())


def test_the_posts_of_the_last_run_are_shown_at_once(jobs: Jobs) -> None:
    class WithPreview(Library):
        def preview(self) -> Preview:
            return Preview([A], [])

    library = LibraryController(WithPreview(FOLDERS), jobs.start, print, print)
    assert library.begin()
    assert library.catalogue.posts == (A,)
    assert library.is_busy
    assert jobs.requests(JobGroup.LOAD) == []
    library.load()
    take(library, loaded(jobs, A, B))
    library.load()
    assert set(library.catalogue.posts) == {A, B}


GONE = FolderError(Path("/all/news"), "it is gone", "Open another.")


def test_a_first_load_that_fails_leaves_no_posts(library: LibraryController, jobs: Jobs) -> None:
    take(library, loaded(jobs, A, is_complete=False))
    assert library.on_load_failed(LoadFailed(1, GONE))
    assert len(library.catalogue) == 0
    assert not library.is_busy
    assert not library.missing
    assert len(jobs.requests(JobGroup.WATCH)) == 1


def test_posts_stay_while_their_folder_is_missing(
    library: LibraryController, jobs: Jobs, messages: list[str]
) -> None:
    take(library, loaded(jobs, A))
    library.on_folders_changed(FoldersChanged(None))
    assert not library.on_load_failed(LoadFailed(1, GONE))
    assert not library.missing
    assert not library.on_load_failed(LoadFailed(2, GONE))
    assert library.catalogue.posts == (A,)
    assert str(library.missing) == "news is missing"
    library.on_folders_changed(FoldersChanged(None))
    take(library, loaded(jobs, A, B))
    assert library.missing == ""
    assert [message.split(". ")[0] for message in messages] == [
        f"{GONE.path}: it is gone",
        "The folder is back.",
    ]
    assert set(library.catalogue.posts) == {A, B}


def test_changes_during_a_load_that_fails_are_loaded_after_it(
    library: LibraryController, jobs: Jobs
) -> None:
    take(library, loaded(jobs, A))
    library.on_folders_changed(FoldersChanged(None))
    library.on_folders_changed(FoldersChanged(None))
    library.on_load_failed(LoadFailed(2, GONE))
    assert load_requests(jobs)[-1] == LoadRequest(3, None)


# Changes.


def test_folders_are_watched_from_the_first_complete_load_on(
    library: LibraryController, jobs: Jobs
) -> None:
    take(library, loaded(jobs, A, is_complete=False))
    assert jobs.requests(JobGroup.WATCH) == []
    take(library, loaded(jobs, A))
    library.load()
    take(library, loaded(jobs, A))
    (watch,) = jobs.requests(JobGroup.WATCH)
    library.stop()
    assert watch.stop.is_set()


def test_a_change_is_loaded_at_once_and_quietly(library: LibraryController, jobs: Jobs) -> None:
    take(library, loaded(jobs, A))
    change(library, A.path)
    assert load_requests(jobs)[-1] == LoadRequest(2, frozenset({A.path}))
    assert not library.is_busy
    assert library.progress == ""


def test_changes_during_a_load_are_loaded_after_it(library: LibraryController, jobs: Jobs) -> None:
    take(library, loaded(jobs, A))
    change(library, A.path)
    change(library, B.path)
    change(library, C.path)
    assert len(load_requests(jobs)) == 2
    take(library, loaded(jobs, A, is_complete=False))
    assert len(load_requests(jobs)) == 2
    take(library, loaded(jobs, A))
    assert load_requests(jobs)[-1] == LoadRequest(3, frozenset({B.path, C.path}))
    take(library, loaded(jobs, A))
    assert len(load_requests(jobs)) == 3


def test_an_unknown_change_during_a_load_loads_everything(
    library: LibraryController, jobs: Jobs
) -> None:
    take(library, loaded(jobs, A))
    change(library, A.path)
    change(library, B.path)
    library.on_folders_changed(FoldersChanged(None))
    take(library, loaded(jobs, A))
    assert load_requests(jobs)[-1] == LoadRequest(3, None)


def test_changes_are_loaded_after_a_load_that_replaced_another(
    library: LibraryController, jobs: Jobs
) -> None:
    take(library, loaded(jobs, A))
    change(library, A.path)
    change(library, B.path)
    library.load()
    take(library, loaded(jobs, A, load_id=2))
    assert len(load_requests(jobs)) == 3
    take(library, loaded(jobs, A))
    assert load_requests(jobs)[-1] == LoadRequest(4, frozenset({B.path}))


# Progress.


def test_progress_is_shown_until_the_load_is_complete(
    library: LibraryController, jobs: Jobs
) -> None:
    assert library.progress == "loading"
    take(library, loaded(jobs, A, B, is_complete=False, is_from_index=True))
    assert library.progress == "checking 2 posts"
    take(library, loaded(jobs, A, is_complete=False))
    assert library.progress == "loading 1 of 2"
    assert library.is_busy
    take(library, loaded(jobs, A))
    assert library.progress == ""
    assert not library.is_busy


def test_loads_are_counted_when_they_end(library: LibraryController, jobs: Jobs) -> None:
    assert library.times_loaded == 0
    take(library, loaded(jobs, A))
    assert library.times_loaded == 1
    library.load()
    library.end_load()
    assert library.times_loaded == 2
    assert not library.is_busy


def test_words_can_be_searched_until_there_are_other_posts(
    library: LibraryController, jobs: Jobs
) -> None:
    take(library, loaded(jobs, A))
    library.on_words_indexed(WordsIndexed(1, 4))
    assert library.indexing == "indexing 25%"
    assert not library.is_indexed
    library.on_words_indexed(WordsIndexed(4, 4))
    assert library.indexing == ""
    assert library.is_indexed
    library.load()
    assert take(library, loaded(jobs, A, B)).is_new
    assert not library.is_indexed


def test_words_can_be_searched_after_a_load_without_changes(
    library: LibraryController, jobs: Jobs
) -> None:
    event = loaded(jobs, A)
    take(library, event)
    library.on_words_indexed(WordsIndexed(1, 1))
    library.load()
    take(library, PostsLoaded(2, event.catalogue, (), 1, 1, True))
    assert library.is_indexed


def test_an_empty_folder_is_empty(library: LibraryController, jobs: Jobs) -> None:
    take(library, loaded(jobs))
    assert library.catalogue.posts == Catalogue().posts
