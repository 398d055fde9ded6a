"""Whatever a publisher and a person do, there are no duplicates, and nothing of the person is lost.

The publisher publishes, corrects, hides and dates articles, and changes what identifies them. The
person edits, deletes, moves and reads posts. The database is lost, and fetches are killed.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.feeds.entries.taken import TakeIn
from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.feed_folder import FeedFolder
from tests.feed_intake import START, Desk
from tests.property.effort import examples

HOME = "https://site.example/"


class KilledError(BaseException):
    """The process ends here."""


@dataclass
class Countdown:
    """Ends the process at one of the steps that write."""

    left: int | None = None

    def step(self) -> None:
        """Come to a point at which the process may be killed."""
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise KilledError


COUNTDOWN = Countdown()


class MortalFolder(FeedFolder):
    """A feeds folder; the process may be killed before and after each of its steps."""

    def write(self, path: Path, text: str) -> None:
        COUNTDOWN.step()
        super().write(path, text)
        COUNTDOWN.step()

    def replace(self, path: Path, text: str) -> None:
        COUNTDOWN.step()
        super().replace(path, text)
        COUNTDOWN.step()

    def put_aside(self, path: Path, text: str | None = None) -> Path:
        aside = super().put_aside(path, text)
        COUNTDOWN.step()
        return aside

    def sync(self, path: Path | None) -> None:
        COUNTDOWN.step()  # a slow disk would take most of the time


@dataclass
class Article:
    """An article of the publisher."""

    number: int
    version: int = 1
    title: int = 1
    days_moved: int = 0
    is_hidden: bool = False


class Publisher:
    """Makes the documents of a feed."""

    def __init__(self, guids: str, links: str) -> None:
        self.guids = guids
        self.links = links
        self.articles: list[Article] = []
        self.site = "http://www.site.example"
        self.scheme_of_guids = 0
        self.requests = count()

    @property
    def is_stable(self) -> bool:
        """Whether something identifies an article for ever."""
        return self.links == "plain" or (self.guids == "address" and not self.scheme_of_guids)

    @property
    def has_moved(self) -> bool:
        """Whether dates are other than they were at first."""
        return any(article.days_moved for article in self.articles)

    @property
    def visible(self) -> list[Article]:
        """The articles of the next document."""
        return [article for article in self.articles if not article.is_hidden]

    def entries(self) -> list[Entry]:
        """Return the entries of the document, as one request gets it."""
        request = next(self.requests)
        return [self._entry(article, request) for article in reversed(self.visible)]

    def _entry(self, article: Article, request: int) -> Entry:
        address = f"{self.site}/article-{article.number}"
        number = article.number
        guid = {
            "address": f"urn:{self.scheme_of_guids}:{number}" if self.scheme_of_guids else address,
            "random": f"urn:{request}:{number}",
            "position": str(len(self.articles) - self.articles.index(article)),
            "home": HOME,
            "none": "",
        }[self.guids]
        link = {"plain": address, "token": f"{address}?t={request}", "home": HOME, "none": ""}
        return Entry(
            guid=guid,
            title=f"Article {number}, title {article.title}",
            link=link[self.links],
            published=START + timedelta(hours=number) - timedelta(days=200 - article.days_moved),
            content=f"<p>marker{number}x in version{article.version}x</p>",
        )


class Feeds(RuleBasedStateMachine):
    """A feed and its reader."""

    def __init__(self) -> None:
        super().__init__()
        COUNTDOWN.left = None
        self.tmp = Path(tempfile.mkdtemp())
        self.desk = Desk(self.tmp, Subscription("feed", "Feed", HOME), folder_class=MortalFolder)
        self.fetched: set[int] = set()
        self.deleted: set[int] = set()
        self.edited: dict[int, str] = {}
        self.read: dict[Path, int] = {}

    def teardown(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.tmp)

    @initialize(
        guids=st.sampled_from(["address", "random", "position", "home", "none"]),
        links=st.sampled_from(["plain", "token", "home", "none"]),
        articles=st.integers(2, 4),
    )
    def subscribe(self, guids: str, links: str, articles: int) -> None:
        if guids == "position":  # which identify nothing alone
            links = "plain"
        self.publisher = Publisher(guids, links)
        self.publisher.articles = [Article(number) for number in range(articles)]
        self.fetch()

    # The publisher. Each change is fetched, as a reader would that is open all day.

    @rule()
    def publish(self) -> None:
        self.publisher.articles.append(Article(len(self.publisher.articles)))
        self.fetch()

    @rule(which=st.randoms(use_true_random=False))
    def correct(self, which: random.Random) -> None:
        if self.publisher.visible:
            which.choice(self.publisher.visible).version += 1
            self.fetch()

    @precondition(lambda self: self.publisher.is_stable)
    @rule(which=st.randoms(use_true_random=False))
    def give_another_title(self, which: random.Random) -> None:
        if self.publisher.visible:
            which.choice(self.publisher.visible).title += 1
            self.fetch()

    @precondition(lambda self: self._can_change_everywhere)
    @rule()
    def move_all_dates(self) -> None:
        for article in self.publisher.articles:
            article.days_moved += 1
        self.fetch()

    @precondition(lambda self: self._can_change_everywhere)
    @rule()
    def change_all_guids(self) -> None:
        self.publisher.scheme_of_guids += 1
        self.fetch()

    @rule(site=st.sampled_from(["https://site.example", "http://www.site.example"]))
    def move_to_https(self, site: str) -> None:
        self.publisher.site = site
        self.fetch()

    @rule(which=st.randoms(use_true_random=False))
    def hide_or_show(self, which: random.Random) -> None:
        article = which.choice(self.publisher.articles)
        article.is_hidden = not article.is_hidden
        self.fetch()

    @property
    def _can_change_everywhere(self) -> bool:
        """Whether articles can be recognised after a change while they are not in the document."""
        is_whole = len(self.publisher.visible) == len(self.publisher.articles)
        return is_whole or self.publisher.links == "plain"

    # The person.

    @rule(which=st.randoms(use_true_random=False))
    def edit(self, which: random.Random) -> None:
        if paths := self.desk.paths():
            path = which.choice(paths)
            line = f"note{len(self.edited)}x"
            path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
            self.edited[self._article(path)] = line

    @rule(which=st.randoms(use_true_random=False))
    def delete(self, which: random.Random) -> None:
        if paths := self.desk.paths():
            path = which.choice(paths)
            number = self._article(path)
            path.unlink()
            self.deleted.add(number)
            self.edited.pop(number, None)
            self.read.pop(path, None)
            self.fetch()

    @rule(which=st.randoms(use_true_random=False))
    def move(self, which: random.Random) -> None:
        if paths := self.desk.paths():
            path = which.choice(paths)
            self.read.pop(path, None)
            target = self.desk.root / "Kept" / f"{self._article(path)}.md"
            target.parent.mkdir(exist_ok=True)
            path.rename(target)
            self.fetch()

    @rule(which=st.randoms(use_true_random=False))
    def mark_read(self, which: random.Random) -> None:
        if paths := self.desk.paths():
            path = which.choice(paths)
            self.desk.set_read(path)
            self.read[path] = self._article(path)

    # Accidents.

    @precondition(lambda self: self.publisher.is_stable or not self.publisher.has_moved)
    @rule()
    def lose_the_state(self) -> None:
        for path in self.desk.states_path.parent.glob("feeds.db*"):
            path.unlink()
        # Nobody knows any longer what was deleted.
        self.fetched -= self.deleted
        self.deleted.clear()
        self.fetch()

    @rule(steps=st.integers(0, 12), which=st.randoms(use_true_random=False))
    def be_killed(self, steps: int, which: random.Random) -> None:
        self.publisher.articles.append(Article(len(self.publisher.articles)))
        for article in which.sample(self.publisher.articles, 2):
            article.version += 1
        COUNTDOWN.left = steps
        try:
            self._take(self.publisher.entries())
        except KilledError:
            pass
        finally:
            COUNTDOWN.left = None
        for path in self.desk.paths():
            assert "version" in path.read_text("utf-8")
        self.fetch()

    # What holds.

    def fetch(self) -> None:
        """Fetch the document twice; the second time, nothing is new."""
        self._take(self.publisher.entries())
        before = {path: path.read_bytes() for path in self.desk.paths()}
        again = self._take(self.publisher.entries())
        self.fetched |= {article.number for article in self.publisher.visible}

        assert again.written == again.updated == again.conflicts == again.deleted == ()
        assert {path: path.read_bytes() for path in self.desk.paths()} == before

    def _take(self, entries: Sequence[Entry]) -> TakeIn:
        taken = self.desk.take(*entries, link=HOME)
        kinds = (
            taken.written, taken.updated, taken.conflicts,
            taken.filtered, taken.duplicates, taken.deleted,
        )  # fmt: skip
        assert sum(map(len, kinds)) + taken.unchanged == len(entries)
        return taken

    def _article(self, path: Path) -> int:
        return int(path.read_text("utf-8").split("marker")[-1].split("x")[0])

    @invariant()
    def each_article_has_one_post(self) -> None:
        posts = Counter(map(self._article, self.desk.paths()))

        assert posts == Counter(self.fetched - self.deleted)

    @invariant()
    def edits_are_kept(self) -> None:
        texts = {self._article(path): path.read_text("utf-8") for path in self.desk.paths()}

        assert all(line in texts[number] for number, line in self.edited.items())

    @invariant()
    def what_was_read_stays_read_and_in_its_place(self) -> None:
        read = {Path(path) for path in self.desk.marks().read_paths}

        assert {path: self._article(path) for path in self.read} == self.read
        assert self.read.keys() <= read

    @invariant()
    def posts_that_nobody_edited_are_up_to_date(self) -> None:
        texts = {self._article(path): path.read_text("utf-8") for path in self.desk.paths()}
        for article in self.publisher.visible if self.fetched else ():
            if article.number in texts and article.number not in self.edited:
                assert f"version{article.version}x" in texts[article.number]


# Without shrinking, which takes minutes: a failure lists its steps, and there are few.
Feeds.TestCase.settings = settings(
    max_examples=examples(25),
    stateful_step_count=10,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
TestFeeds = Feeds.TestCase
