"""When posts were first seen: in this run and later ones, whatever happens to their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from reader.library.arrivals import MAX_REMOVED, Arrivals
from reader.library.events import PostsLoaded
from reader.library.folder_loader import FolderLoader
from reader.library.open_folders import OpenFolders
from reader.library.requests import LoadRequest
from reader.posts.catalogue import Catalogue
from reader.store.arrivals import ARRIVALS_FILE, ArrivalStore
from reader.store.cache_folder import delete_index_files
from reader.store.first_screen import index_path
from tests.made_posts import make


def write(path: Path, title: str, *, day: int = 1, more: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: 2024-05-{day:02}\n{more}---\nText\n", "utf-8")


class Runs:
    """Runs of a program with a clock that is one second later at each load."""

    def __init__(self, root: Path, *, has_cache: bool, has_data: bool) -> None:
        self.cache = root / "cache" if has_cache else None
        self.data = root / "data" / ARRIVALS_FILE if has_data else None
        self.now = 1_000.0

    def start(self, *folders: Path) -> Loads:
        """Start the program with some folders."""
        index = None if self.cache is None else index_path(self.cache, folders)
        return Loads(
            FolderLoader(OpenFolders(folders, index, arrivals_path=self.data, clock=self._clock))
        )

    def _clock(self) -> float:
        self.now += 1
        return self.now


class Loads:
    """The loads of one run of the program."""

    def __init__(self, loader: FolderLoader) -> None:
        self._loader = loader
        self._before: Mapping[str, float] = {}

    def times(self, *paths: Path) -> Mapping[str, float]:
        """Load all files, or some; return when those that were added were first seen, by name."""
        events: list[object] = []
        request = LoadRequest(1, frozenset(map(str, paths)) if paths else None)
        self._loader.load(request, events.append, lambda: False)
        last = events[-1]
        assert isinstance(last, PostsLoaded)
        before, self._before = self._before, last.arrivals
        assert before.items() <= last.arrivals.items()
        return {
            Path(path).name: last.arrivals[path] for path in last.arrivals if path not in before
        }

    def arrivals(self, *paths: Path) -> list[str]:
        """Load all files, or some; return the names of the added ones that have a time."""
        return sorted(self.times(*paths))


@pytest.fixture(params=[(True, True), (False, True), (True, False), (False, False)])
def any_runs(request: pytest.FixtureRequest, tmp_path: Path) -> Runs:
    """Runs with and without a cache folder, with and without a data folder."""
    has_cache, has_data = request.param
    return Runs(tmp_path, has_cache=has_cache, has_data=has_data)


@pytest.fixture(params=[True, False])
def runs(request: pytest.FixtureRequest, tmp_path: Path) -> Runs:
    """Runs with a data folder, with and without a cache folder."""
    return Runs(tmp_path, has_cache=request.param, has_data=True)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name in ("a", "b", "c"):
        write(folder / f"{name}.md", name.upper())
    return folder


# While the program runs.


def test_nothing_arrives_with_the_first_opening(any_runs: Runs, news: Path) -> None:
    assert any_runs.start(news).arrivals() == []


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_post_arrives_while_the_program_runs(any_runs: Runs, news: Path, is_alone: bool) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    write(news / "old.md", "Old", day=1)
    assert loads.arrivals(*([news / "old.md"] if is_alone else [])) == ["old.md"]
    assert loads.arrivals() == []


def test_a_changed_post_does_not_arrive(any_runs: Runs, news: Path) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    write(news / "a.md", "Another title", day=9)
    assert loads.arrivals(news / "a.md") == []


def test_a_file_that_is_removed_and_returns_does_not_arrive(any_runs: Runs, news: Path) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    (news / "a.md").rename(news / "a.bak")
    assert loads.arrivals(news / "a.md") == []
    (news / "a.bak").rename(news / "a.md")
    assert loads.arrivals(news / "a.md") == []


def test_a_file_that_is_saved_by_renaming_does_not_arrive(any_runs: Runs, news: Path) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    write(news / "a.md.tmp", "A", day=2)
    (news / "a.md.tmp").replace(news / "a.md")
    assert loads.arrivals(news / "a.md") == []


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_moved_post_does_not_arrive(any_runs: Runs, news: Path, is_alone: bool) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    (news / "a.md").rename(news / "renamed.md")
    paths = [news / "a.md", news / "renamed.md"] if is_alone else []
    assert loads.arrivals(*paths) == []


def test_a_post_does_not_arrive_if_its_move_is_seen_in_two_steps(
    any_runs: Runs, news: Path, tmp_path: Path
) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    (news / "a.md").rename(tmp_path / "a.md")
    assert loads.arrivals(news / "a.md") == []
    (tmp_path / "a.md").rename(news / "elsewhere.md")
    assert loads.arrivals(news / "elsewhere.md") == []


def test_a_copy_arrives(any_runs: Runs, news: Path) -> None:
    loads = any_runs.start(news)
    loads.arrivals()
    write(news / "copy.md", "A")
    assert loads.arrivals() == ["copy.md"]


def test_a_draft_arrives_when_it_is_published(any_runs: Runs, news: Path) -> None:
    write(news / "draft.md", "Draft", more="draft: true\n")
    loads = any_runs.start(news)
    loads.arrivals()
    write(news / "draft.md", "Draft", more="author: Ann\n")
    assert loads.arrivals(news / "draft.md") == ["draft.md"]


def test_a_post_that_is_hidden_for_a_while_does_not_arrive(runs: Runs, news: Path) -> None:
    loads = runs.start(news)
    loads.arrivals()
    write(news / "a.md", "A", more="draft: true\n")
    assert loads.arrivals() == []
    write(news / "a.md", "A")
    assert loads.arrivals() == []


def test_few_removed_posts_are_remembered() -> None:
    arrivals = Arrivals(ArrivalStore(None, [Path("/news")]), lambda: 1.0)
    posts = [make(str(number)) for number in range(MAX_REMOVED + 2)]
    arrivals.record(Catalogue(posts), None)
    arrivals.record(Catalogue(), None)
    assert len(arrivals.record(Catalogue(posts), None)) == 2


# From run to run.


def test_a_post_arrives_between_two_runs(runs: Runs, news: Path) -> None:
    runs.start(news).arrivals()
    write(news / "new.md", "New", day=1)
    assert runs.start(news).times() == {"new.md": runs.now}


def test_the_first_process_that_sees_a_post_sets_its_time(runs: Runs, news: Path) -> None:
    one, other = runs.start(news), runs.start(news)
    one.arrivals()
    other.arrivals()
    write(news / "new.md", "New")
    first = one.times()
    assert other.times() == first


def test_times_survive_a_cleared_cache(news: Path, tmp_path: Path) -> None:
    runs = Runs(tmp_path, has_cache=True, has_data=True)
    runs.start(news).arrivals()
    write(news / "new.md", "New")
    first = runs.start(news).times()
    assert runs.cache is not None
    assert delete_index_files(runs.cache)
    write(news / "newer.md", "Newer")
    assert runs.start(news).times() == {**first, "newer.md": runs.now}


def test_nothing_arrives_after_the_loss_of_the_times(news: Path, tmp_path: Path) -> None:
    runs = Runs(tmp_path, has_cache=True, has_data=True)
    runs.start(news).arrivals()
    assert runs.data is not None
    runs.data.write_bytes(b"damaged" * 1_000)
    assert runs.start(news).arrivals() == []
    assert runs.start(news).arrivals() == []
    assert runs.cache is not None
    delete_index_files(runs.cache)
    assert runs.start(news).arrivals() == []
    write(news / "new.md", "New")
    assert runs.start(news).arrivals() == ["new.md"]


def test_a_post_is_the_same_through_a_symbolic_link(runs: Runs, news: Path, tmp_path: Path) -> None:
    runs.start(news).arrivals()
    link = tmp_path / "link"
    link.symlink_to(news)
    assert runs.start(link).arrivals() == []
    write(news / "new.md", "New")
    first = runs.start(link).times()
    assert list(first) == ["new.md"]
    assert runs.start(news).times() in ({}, first)


def test_a_post_is_the_same_in_another_selection_of_folders(
    runs: Runs, news: Path, tmp_path: Path
) -> None:
    runs.start(news).arrivals()
    write(news / "new.md", "New")
    first = runs.start(news).times()
    write(tmp_path / "more" / "other.md", "Other")
    assert runs.start(news, tmp_path / "more").times() == first


def test_posts_of_a_folder_within_an_opened_one_keep_their_times(runs: Runs, news: Path) -> None:
    write(news / "sub" / "old.md", "Old")
    runs.start(news).arrivals()
    write(news / "sub" / "new.md", "New")
    first = runs.start(news / "sub").times()
    assert list(first) == ["new.md"]
    assert runs.start(news).times() == first


def test_posts_that_fill_an_empty_folder_do_not_arrive(runs: Runs, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    runs.start(empty).arrivals()
    write(empty / "a.md", "A")
    assert runs.start(empty).arrivals() == []
    write(empty / "b.md", "B")
    assert runs.start(empty).arrivals() == ["b.md"]


def test_a_post_that_was_moved_between_two_runs_does_not_arrive(news: Path, tmp_path: Path) -> None:
    runs = Runs(tmp_path, has_cache=True, has_data=True)
    runs.start(news).arrivals()
    (news / "a.md").rename(news / "moved.md")
    assert runs.start(news).arrivals() == []


@pytest.mark.parametrize("has_data", [True, False])
def test_recent_posts_of_feeds_are_unseen_at_the_first_opening(
    tmp_path: Path, has_data: bool
) -> None:
    now = datetime(2026, 11, 27, 12).timestamp()
    posts = [
        make("Fresh", feed="Tides", path="/news/fresh.md", date=date(2026, 11, 27)),
        make("Old", feed="Tides", path="/news/old.md", date=date(2026, 11, 1)),
        make("Own", path="/news/own.md", date=date(2026, 11, 27)),
    ]
    store = ArrivalStore(tmp_path / ARRIVALS_FILE if has_data else None, [Path("/news")])
    assert Arrivals(store, lambda: now).record(Catalogue(posts), None) == {"/news/fresh.md": now}
    if has_data:
        again = Arrivals(store, lambda: now + 1).record(Catalogue(posts), Catalogue(posts))
        assert again == {}
