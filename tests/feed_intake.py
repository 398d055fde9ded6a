"""A feeds folder whose feed is taken in again and again, for tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.feeds.entries.intake import Intake
from reader.feeds.entries.taken import TakeIn
from reader.feeds.model import Entry, FeedDocument, Subscription
from reader.feeds.writing.feed_folder import FeedFolder
from reader.posts.loading.loader import load_post
from reader.store.feeds import FEEDS_FILE
from reader.store.feeds.states import FeedStates
from reader.store.marks import MARKS_FILE, Marks

START = datetime(2026, 11, 27, 12, tzinfo=UTC)
SUBSCRIPTION = Subscription("kottke", "Jason Kottke", "https://site.example/feed", "Blogs")


@dataclass(frozen=True, slots=True)
class PlainBody:
    """A body without markup."""

    text: str
    image: str = ""
    is_full_text: bool = False


def words_of(html: str) -> str:
    """Return the words of some simple HTML."""
    return " ".join(re.sub(r"<[^<>]*>", " ", html).split())


def convert(entry: Entry) -> PlainBody:
    """Return the body of an entry with simple HTML."""
    return PlainBody(words_of(entry.content or entry.summary))


def entry(name: str, **changes: object) -> Entry:
    """Return an entry with everything that identifies one, published an hour before the start."""
    made = Entry(
        guid=f"https://site.example/?p={name}",
        title=f"About {name}",
        link=f"https://site.example/{name}",
        published=START - timedelta(hours=1),
        content=f"<p>Text of {name}.</p>",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class Desk:
    """A feeds folder, its state and the marks. Each document comes an hour after the last."""

    tmp: Path
    subscription: Subscription = SUBSCRIPTION
    now: datetime = START
    messages: list[str] = field(default_factory=list)
    folder_class: type[FeedFolder] = FeedFolder
    convert: Callable[[Entry], PlainBody] = convert
    data: str = "data"
    """Name of the data folder."""

    @property
    def root(self) -> Path:
        """The feeds folder."""
        return self.tmp / "feeds"

    @property
    def states_path(self) -> Path:
        """The database."""
        return self.tmp / self.data / FEEDS_FILE

    def states(self) -> FeedStates:
        """Return the state of the feeds."""
        return FeedStates(self.states_path, self.root, self.messages.append)

    def marks(self) -> Marks:
        """Return the marks."""
        return Marks(self.tmp / self.data / MARKS_FILE, self.messages.append, [self.root])

    def intake(self, states: FeedStates) -> Intake:
        """Return an intake as at the start of a fetch."""
        folder = self.folder_class(self.root, lambda: self.now)
        return Intake(folder, states, self.marks(), convert=self.convert, plain_words=words_of)

    def take(self, *entries: Entry, is_dry: bool = False, link: str = "") -> TakeIn:
        """Take in a document as a fetch of its own, an hour later."""
        self.now += timedelta(hours=1)
        document = FeedDocument(link=link, entries=entries)
        with self.states() as states:
            return self.intake(states).take_in(self.subscription, document, self.now, is_dry=is_dry)

    def paths(self) -> list[Path]:
        """Return the posts in the folder."""
        return sorted(path for path in self.root.rglob("*.md") if ".broadsheet" not in path.parts)

    def names(self) -> list[str]:
        """Return the file names of the posts."""
        return [path.name for path in self.paths()]

    def set_read(self, *paths: Path) -> None:
        """Mark posts as read, as the person does."""
        self.marks().set_read([load_post(path) for path in paths], is_read=True)

    def read_names(self) -> list[str]:
        """Return the file names of the posts that are read."""
        return sorted(Path(path).name for path in self.marks().read_paths)

    def fates(self) -> dict[str, str]:
        """Return what became of each entry, by its title."""
        with self.states() as states:
            return {
                known.title: str(known.fate) for known in states.entry_fates(self.subscription.id)
            }


def edit(path: Path, text: str = "My own words.") -> None:
    """Add a line to a post, as a person does in an editor."""
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


def titles(taken: Sequence[object]) -> list[str]:
    """Return the titles of entries that were taken in."""
    return [getattr(each, "title", "") for each in taken]
