"""What the problems screen lists: feeds, problems by kind, skipped files and hidden posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress

from reader.posts.post import PAGE, Post, Problem, SkippedFile

UNSAVED = "Not saved"
FEEDS = "Feeds"
PROBLEMS = "Problems"
SKIPPED = "Skipped files"
HIDDEN = "Hidden posts"
MESSAGES = "Messages since the start"

_QUOTED = re.compile("“[^”]*”")
_PATH = re.compile(r"[^\s“]*[/.]\S*[^\s.,;:]")
_HIDING_RULES = {
    "expired": "The date on which the post expires has passed",
    "redirect": "The post only redirects to another page",
    "unlisted": "Its front matter keeps it out of lists",
    "hidden": "Its front matter says that it is hidden",
    "unpublished": "Its front matter says that it is not published",
    "private": "Its front matter says that it is private",
    "draft": "It is a draft, or in a folder of drafts",
    "future": "It is to be published later",
}
"""Sentences about the reasons why posts are not listed."""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind, or files that are left out for one reason."""

    section: str
    """Heading of the group and of others like it, such as `PROBLEMS`."""
    kind: str
    """What the problems have in common, as a sentence without its full stop."""
    problems: Sequence[Problem]
    """At least one, in their order."""


def kind_of(message: str, *, has_paths: bool = False) -> str:
    """Return what a message has in common with others: names and values become `…`.

    Args:
        message: A sentence. Names and values are in quotation marks.
        has_paths: Whether paths of files are not.
    """
    kind = _QUOTED.sub("“…”", message)
    if has_paths:
        kind = _PATH.sub("…", kind)
    return kind[:1].upper() + kind[1:]


class ProblemReport:
    """Everything that the problems screen can list, in groups, the largest of a section first.

    Args:
        problems: The problems in posts.
        skipped: The files that are not posts.
        hidden: The posts that are not listed. Pages of sites are among the skipped files.
        messages: Messages that were shown, the latest first.
        feeds: What is wrong with feeds. A message begins with the name of the feed in quotation
            marks.
        unsaved: What is not saved, and why.
    """

    def __init__(
        self,
        problems: Iterable[Problem] = (),
        skipped: Iterable[SkippedFile] = (),
        hidden: Iterable[Post] = (),
        messages: Sequence[str] = (),
        feeds: Iterable[Problem] = (),
        unsaved: Iterable[Problem] = (),
    ) -> None:
        left_out = (Problem(file.path, None, None, file.reason, "") for file in skipped)
        posts = [
            Problem(post.path, None, None, _hiding_rule(post.hidden), "")
            for post in hidden
            if post.hidden is not None and post.hidden != PAGE
        ]
        notes = [Problem("", None, None, text, "") for text in messages]
        self.groups = (
            *_grouped(UNSAVED, unsaved),
            *_grouped(FEEDS, feeds),
            *_grouped(PROBLEMS, problems),
            *_grouped(SKIPPED, left_out),
            *_grouped(HIDDEN, posts),
            *([ProblemGroup(MESSAGES, "Messages, the latest first", notes)] if notes else ()),
        )

    def count(self, section: str) -> int:
        """Return the number of problems, files or posts in a section."""
        return sum(len(group.problems) for group in self.groups if group.section == section)

    @cached_property
    def _texts(self) -> Sequence[Sequence[str]]:
        """What a query is compared with, by group and problem."""
        return [
            [
                f"{problem.path} {problem.message} {problem.remedy}".casefold()
                for problem in group.problems
            ]
            for group in self.groups
        ]

    def find(self, query: str) -> tuple[ProblemGroup, ...]:
        """Return the groups with the problems that contain all words of a query.

        The path, the message and the remedy are searched, regardless of case.
        """
        words = query.casefold().split()
        if not words:
            return self.groups
        found = []
        for group, texts in zip(self.groups, self._texts, strict=True):
            matching = group.problems
            for word in words:
                flags = [word in text for text in texts]
                matching = list(compress(matching, flags))
                texts = list(compress(texts, flags))
            if matching:
                found.append(replace(group, problems=matching))
        return tuple(found)


def _hiding_rule(reason: str) -> str:
    return _HIDING_RULES.get(reason, f"Its status is {reason}")


def _grouped(section: str, problems: Iterable[Problem]) -> list[ProblemGroup]:
    # Many messages are the same, so that most are not searched for names.
    kinds: dict[str, str] = {}
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        kind = kinds.get(problem.message)
        if kind is None:
            kind = kind_of(problem.message, has_paths=section == SKIPPED)
            kinds[problem.message] = kind
        groups.setdefault(kind, []).append(problem)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [ProblemGroup(section, kind, members) for kind, members in ordered]
