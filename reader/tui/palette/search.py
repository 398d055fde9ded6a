"""What the palette lists for a query."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from reader.posts.catalogue import Catalogue
from reader.posts.facets import Facet
from reader.tui.palette.entries import Kind, PaletteEntry, post_entry, value_entries
from reader.tui.palette.matching import WORD_START_SCORE, Matcher
from reader.tui.rows.choice_rows import Choice

MAX_PER_KIND = 50
"""Maximum number of posts, of tags and so on that match a query."""
MAX_LISTED = 500
"""Maximum number of entries of a kind that are listed without a query."""
MAX_RECENT_FIRST = 8
"""Number of recent entries that an empty query lists first."""
SLICE_SIZE = 2_000
"""Number of titles that are searched before other tasks, such as handling a key, get a turn."""
PREFIXES: Mapping[str, frozenset[Kind]] = {
    ">": frozenset({Kind.COMMAND, Kind.SETTING, Kind.THEME}),
    "#": frozenset({Kind.TAG, Kind.CATEGORY}),
    "@": frozenset({Kind.AUTHOR, Kind.FEED}),
}
"""Characters that limit a query to some kinds when it begins with them."""
_NAMED = (Kind.CATEGORY, Kind.FEED, Kind.TAG, Kind.AUTHOR)
PLACEHOLDER = "Posts, tags, settings …   > commands  # tags  @ authors"

Match: TypeAlias = tuple[float, PaletteEntry]


class PaletteSearch:
    """Finds entries by words of their titles, the recent ones first.

    Args:
        commands: The commands, settings and themes, in the order of an empty query.
        get_catalogue: Returns the posts, which may be loading, with their categories, feeds,
            tags and authors.
        recent: Keys of the entries that were chosen recently, the latest first.
    """

    def __init__(
        self,
        commands: Iterable[PaletteEntry],
        get_catalogue: Callable[[], Catalogue],
        recent: Sequence[str],
    ) -> None:
        self._commands = tuple(commands)
        self._get_catalogue = get_catalogue
        self._catalogue = get_catalogue()
        self._recent = {key: place for place, key in enumerate(recent)}
        self._names: tuple[PaletteEntry, ...] | None = None

    @property
    def _entries(self) -> Iterator[PaletteEntry]:
        """Everything but the posts."""
        if self._names is None:
            facets = self._catalogue.facets
            self._names = (
                *value_entries(Kind.CATEGORY, facets.values(Facet.CATEGORY)),
                *value_entries(Kind.FEED, facets.values(Facet.FEED)),
                *value_entries(Kind.TAG, facets.values(Facet.TAG)),
                *value_entries(Kind.AUTHOR, facets.values(Facet.AUTHOR)),
            )
        return chain(self._commands, self._names)

    async def find(self, query: str) -> list[Choice[PaletteEntry]]:
        """Return what matches a query, best match first.

        An empty query returns the recent entries, then all commands, settings and themes. Of the
        posts, the newest `MAX_PER_KIND` that match are returned. Titles are searched in slices of
        `SLICE_SIZE`; between two slices other tasks run, so a search of a large catalogue can be
        cancelled and does not delay keys.

        Args:
            query: Words separated by whitespace, after one of `PREFIXES` or none.
        """
        catalogue = self._get_catalogue()
        if catalogue is not self._catalogue:
            self._catalogue, self._names = catalogue, None
        text = query.strip()
        kinds = PREFIXES.get(text[:1], frozenset(Kind))
        if text[:1] in PREFIXES:
            text = text[1:].strip()
            if not text:
                return _choices(self._by_use(self._of_kinds(kinds))[:MAX_LISTED])
        if not text:
            return _choices(self._without_query())
        matches = [match async for match in self._matches(Matcher(text), kinds)]
        return _choices(entry for _, entry in sorted(matches, key=lambda match: -match[0]))

    def _of_kinds(self, kinds: frozenset[Kind]) -> Iterator[PaletteEntry]:
        return (entry for entry in self._entries if entry.kind in kinds)

    def _by_use(self, entries: Iterable[PaletteEntry]) -> list[PaletteEntry]:
        """Sort the recent entries to the front, the latest first."""
        return sorted(entries, key=lambda entry: self._recent.get(entry.key, len(self._recent)))

    def _without_query(self) -> Iterator[PaletteEntry]:
        # The names of all tags and authors take time: they are counted only if one was chosen.
        has_names = any(key.partition(":")[0] in _NAMED for key in self._recent)
        entries = self._entries if has_names else self._commands
        used = (entry for entry in entries if entry.key in self._recent)
        recent = self._by_use([*used, *self._recent_posts()])[:MAX_RECENT_FIRST]
        listed = {entry.key for entry in recent}
        yield from recent
        yield from (entry for entry in self._commands if entry.key not in listed)

    def _recent_posts(self) -> Iterator[PaletteEntry]:
        prefix = f"{Kind.POST}:"
        for key in self._recent:
            if key.startswith(prefix):
                post = self._catalogue.get_by_path(key.removeprefix(prefix))
                if post is not None:
                    yield post_entry(post)

    async def _matches(self, matcher: Matcher, kinds: frozenset[Kind]) -> AsyncIterator[Match]:
        counts: Counter[Kind] = Counter()
        for number, entry in enumerate(self._of_kinds(kinds)):
            if number and not number % SLICE_SIZE:
                await asyncio.sleep(0)
            score = matcher.score(entry.title)
            if score and counts[entry.kind] < MAX_PER_KIND:
                counts[entry.kind] += 1
                yield self._rated(score, entry)
        if Kind.POST not in kinds:
            return
        recent = [entry for entry in self._recent_posts() if matcher.score(entry.title)]
        for entry in recent:
            yield self._rated(matcher.score(entry.title), entry)
        excluded, count = {entry.name for entry in recent}, len(recent)
        for number, post in enumerate(self._catalogue.all_posts):
            if number and not number % SLICE_SIZE:
                await asyncio.sleep(0)
            if post.path not in excluded and matcher.score(post.title):
                story = self._catalogue.translations_of(post)
                excluded.update(other.path for other in story)
                shown = next(other for other in story if matcher.score(other.title))
                yield self._rated(matcher.score(shown.title), post_entry(shown))
                count += 1
                if count >= MAX_PER_KIND:
                    return

    def _rated(self, score: float, entry: PaletteEntry) -> Match:
        """Rate a recent entry above all others, unless it only matches within words."""
        place = self._recent.get(entry.key)
        if place is not None and score >= WORD_START_SCORE:
            return 2 - place / len(self._recent), entry
        return score, entry


def _choices(entries: Iterable[PaletteEntry]) -> list[Choice[PaletteEntry]]:
    return [Choice(entry.title, entry.detail, entry, entry.kind.value) for entry in entries]
