"""Find out which posts are translations of each other.

Posts in different languages are translations of each other if one of these is the same, in this
order of precedence:

- the key in their front matter (`fields.web.extract_translation_key`);
- the path of the file without the language, which is a folder (`fr/post.md`), a suffix
  (`post.fr.md`) or the end of the name (`post-fr.md`, if the front matter has the language too);
- the path of the page on the site without the language, from front matter;
- the folder without the language, the slug and the day;
- the folder without the language, and the day and the number in the file name.

Nothing is concluded from what two posts of the same language have in common. The file of a site's
own language may have no language: `post.md` beside `post.fr.md`.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reader.posts.path_info import (
    LANGUAGE_ALIASES,
    TRANSLATED_POSTS_FOLDERS,
    parse_language,
    split_language,
)
from reader.posts.post import Post
from reader.posts.same_page import posts_about_same_page
from reader.posts.site import find_site
from reader.posts.stories import GroupStories, Languages, Stories, main_language

_NAME_ENDING = re.compile(r"[-_](?P<language>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)(?=\.)")
_DAY_AND_NUMBER = re.compile(r"(\d{4}-\d\d?-\d\d?)[-_].*[^\d.](\d+)\.\w+")
"""Such as `2024-01-03-bulletin-283.md`."""
_TWO_LETTERS = re.compile(r"(?<![^/])[A-Za-z]{2}/")
_TRANSLATIONS = "i18n"
_TRANSLATED_POSTS = "blog"
"""The folder of the posts whose translations are in `TRANSLATED_POSTS_FOLDERS` by default."""

_PostOfPath: TypeAlias = Callable[[str], Post | None]
_Names: TypeAlias = tuple[str, ...]
_LanguageFolder: TypeAlias = tuple[str, _Names | None, str | None]
"""An opened folder, the names of the folders above those of languages, and a language."""


class _Place(NamedTuple):
    """Where a file is, apart from its language."""

    root: str
    """Path of the opened folder."""
    folder: str
    """Path in the opened folder, with a slash at its end unless it is empty."""
    file: str
    above: _Names | None = None
    """The folders above that of the language; None if no folder is named after it."""

    @property
    def path(self) -> str:
        """Path in the opened folder."""
        return self.folder + self.file

    @property
    def shared(self) -> tuple[str, str]:
        """The folder that the post shares with its translations, apart from the language."""
        return self.root, self.folder

    @property
    def folder_of_codes(self) -> tuple[str, _Names | None]:
        """The folder that contains those of the languages."""
        return self.root, self.above


_Key: TypeAlias = tuple[int, str, str]
"""One of the numbers below, the opened folder, and the trait that translations share."""
_FRONT_MATTER, _PATH, _PAGE, _SLUG, _NUMBER = range(5)


def find_stories(posts: Sequence[Post], post_of_path: _PostOfPath, languages: Languages) -> Stories:
    """Return the stories among some posts. Only posts with a language, a key or a feed cost time.

    Args:
        posts: The listed posts.
        post_of_path: Returns the post of a file among them.
        languages: Which post of a story is shown.
    """
    same_page = posts_about_same_page(posts)
    # No folder of a feed contains translations, and the names of its files end in numbers.
    candidates = [
        post for post in posts if post.feed is None and (post.language or post.translation_key)
    ]
    is_one_language = len({post.language for post in candidates}) == 1
    if not candidates or (is_one_language and len(candidates) == len(posts)):
        return Stories(languages=languages, same_page=same_page)
    others = [post for post in posts if post.feed is None and post.language is None]
    places = {post.path: _find_place(post) for post in candidates}
    not_languages = _find_other_codes(places.values(), others)
    unsure = {path for path, place in places.items() if place.folder_of_codes in not_languages}
    by_key: defaultdict[_Key, list[Post]] = defaultdict(list)
    for post in candidates:
        for key in _keys(post, places[post.path], is_sure=post.path not in unsure):
            by_key[key].append(post)
    _add_originals(by_key, places, others, post_of_path)
    groups = _Groups()
    groups.join_all(by_key)
    # The other traits matter only where a post is still alone.
    alone = (place.shared for path, place in places.items() if path not in groups)
    folders = set(alone)
    by_key.clear()
    for post in candidates:
        place = places[post.path]
        if post.language and post.path not in unsure and place.shared in folders:
            for key in _name_keys(post, post.language, place):
                by_key[key].append(post)
    groups.join_all(by_key)
    return Stories(groups, languages, same_page)


def story_grouping(folders: Sequence[Path], preferred: tuple[str, ...]) -> GroupStories:
    """Return a function that finds the stories among the posts of some folders.

    Args:
        folders: The opened folders, whose sites determine the language of posts that name none.
        preferred: Codes of the preferred languages, best first.
    """
    sites = (find_site(os.fspath(folder)) for folder in folders)
    site = next((site.language for site in sites if site.language), None)
    return partial(find_stories, languages=Languages(preferred, site))


class _Groups:
    """Groups of posts of different languages, which grow as more is known about them."""

    def __init__(self) -> None:
        self._by_path: dict[str, Mapping[str, Post]] = {}

    def __contains__(self, path: str) -> bool:
        """Whether the post with that path is in a group."""
        return path in self._by_path

    def join_all(self, posts_by_key: Mapping[_Key, Sequence[Post]]) -> None:
        """Join the posts that share a key, in the order of the keys."""
        for key in sorted(key for key, posts in posts_by_key.items() if len(posts) > 1):
            self._join(posts_by_key[key])

    def _join(self, posts: Iterable[Post]) -> None:
        """Join the groups of some posts, unless two of their posts have the same language."""
        joined: dict[str, Post] = {}
        for post in posts:
            joined.update(self._by_path.get(post.path) or {post.path: post})
        languages = {(post.language or "").casefold() for post in joined.values()}
        if len(joined) > 1 and len(languages) == len(joined):
            self._by_path.update(dict.fromkeys(joined, joined))

    def __iter__(self) -> Iterator[Sequence[Post]]:
        """Yield the posts of each group."""
        for path, group in self._by_path.items():
            if path == next(iter(group)):
                yield tuple(group.values())


def _keys(post: Post, place: _Place, *, is_sure: bool) -> Iterator[_Key]:
    """Yield what a post shares with its translations.

    Args:
        post: The post.
        place: Where it is.
        is_sure: False if its folder is probably not named after a language.
    """
    if post.translation_key is not None:
        yield _FRONT_MATTER, place.root, post.translation_key
    if post.language is None:
        return
    if post.page is not None:
        yield _PAGE, place.root, _page_without_language(post.page, post.language)
    if is_sure:
        yield _PATH, place.root, place.path
        ending = _NAME_ENDING.search(place.file)
        if ending is not None and _is_language(ending["language"], post.language):
            file = place.file[: ending.start()] + place.file[ending.end() :]
            yield _PATH, place.root, place.folder + file


def _name_keys(post: Post, language: str, place: _Place) -> Iterator[_Key]:
    """Yield what the slugs and the names of translations have in common with those of a post."""
    slug = _slug_without_language(post.slug, language)
    day = str(post.date)[:10] if post.is_dated else ""
    yield _SLUG, place.root, f"{place.folder}\0{slug}\0{day}"
    if place.above is not None and (found := _DAY_AND_NUMBER.fullmatch(place.file)):
        yield _NUMBER, place.root, f"{place.folder}\0{found[1]}\0{found[2]}"


def _find_place(post: Post) -> _Place:
    root, language = post.path[: len(post.path) - len(post.id)], post.language
    folder, slash, file = post.id.rpartition("/")
    if language is None:
        return _Place(root, folder + slash, file)
    name, ending = split_language(file.rpartition(".")[0])
    if ending and _is_language(ending, language):
        return _Place(root, folder + slash, name + file[len(name) + 1 + len(ending) :])
    found = _split_at_language(folder, language)
    if found is not None:
        above, others = found
        return _Place(root, others, file, above)
    return _Place(_root_without_language(root, language), folder + slash, file)


@lru_cache(maxsize=8_192)
def _split_at_language(folder: str, language: str) -> tuple[_Names, str] | None:
    """Return the folders above the first that has the name of a language, and the path without
    that folder, with a slash at its end; None if there is no such folder."""
    names = tuple(folder.split("/"))
    place = next((place for place, name in enumerate(names) if _is_language(name, language)), None)
    if place is None:
        return None
    above, below = names[:place], names[place + 1 :]
    if above[-1:] == (_TRANSLATIONS,) and not TRANSLATED_POSTS_FOLDERS.isdisjoint(below[:1]):
        above, below = above[:-1], (_TRANSLATED_POSTS, *below[1:])
    return above, "".join(f"{name}/" for name in (*above, *below))


@lru_cache(maxsize=64)
def _root_without_language(root: str, language: str) -> str:
    """Return the path of an opened folder without the last folder that names the language."""
    names = root.replace(os.sep, "/").split("/")
    for place in reversed(range(len(names))):
        if _is_language(names[place], language):
            return "/".join((*names[:place], *names[place + 1 :]))
    return root


@lru_cache(maxsize=8_192)
def _is_language(name: str, language: str) -> bool:
    """Whether a name stands for a language, in any region."""
    code = parse_language(name) or LANGUAGE_ALIASES.get(name.casefold(), "")
    return main_language(code.casefold()) == main_language(language.casefold())


def _page_without_language(page: str, language: str) -> str:
    parts = [part for part in page.split("/") if part]
    place = next((place for place, part in enumerate(parts) if _is_language(part, language)), None)
    return "/".join(part for index, part in enumerate(parts) if index != place)


def _slug_without_language(slug: str, language: str) -> str:
    ending = _NAME_ENDING.search(f"{slug}.")
    if ending is not None and _is_language(ending["language"], language):
        return slug[: ending.start()]
    return slug


# Posts without a language.


def _find_other_codes(
    places: Iterable[_Place], others: Iterable[Post]
) -> Set[tuple[str, _Names | None]]:
    """Return the folders whose subfolders have codes for names, but not codes of languages.

    In a folder with `de`, `fr` and `us`, or with `ca` and `tx`, these are countries or states: the
    same file is in a subfolder whose name is no language.
    """
    files = {(place.root, place.above, place.path) for place in places if place.above is not None}
    names = {path.rpartition("/")[2] for _, _, path in files}
    found: set[tuple[str, _Names | None]] = set()
    for post in others if files else ():
        if post.id.rpartition("/")[2] not in names:
            continue
        for code in _TWO_LETTERS.finditer(post.id):
            root = post.path[: len(post.path) - len(post.id)]
            above = tuple(filter(None, post.id[: code.start()].split("/")))
            path = post.id[: code.start()] + post.id[code.end() :]
            if (root, above, path) in files:
                found.add((root, above))
    return found


def _add_originals(
    by_key: dict[_Key, list[Post]],
    places: Mapping[str, _Place],
    others: Sequence[Post],
    post_of_path: _PostOfPath,
) -> None:
    """Add the posts without a language to what their translations have in common.

    Args:
        by_key: The posts with a language that share a trait, to which the others are added.
        places: Where the posts with a language are, by path.
        others: The posts without a language.
        post_of_path: Returns the post of a file.
    """
    if not others:
        return
    originals: dict[_Key, Post] = {}
    found_in: Counter[_LanguageFolder] = Counter()
    missing_in: Counter[_LanguageFolder] = Counter()
    for key, posts in by_key.items():
        if key[0] != _PATH:
            continue
        post = post_of_path(key[1] + key[2].replace("/", os.sep))
        if post is not None and post.language is None and post.hidden is None:
            originals[key] = post
        counter = found_in if key in originals else missing_in
        counter.update((key[1], places[post.path].above, post.language) for post in posts)
    for key, original in originals.items():
        folders = ((key[1], places[post.path].above, post.language) for post in by_key[key])
        if all(name[1] is None or found_in[name] >= missing_in[name] for name in folders):
            by_key[key].append(original)
    has_pages = any(key[0] == _PAGE for key in by_key)
    for post in others if has_pages else ():
        if post.page is not None:
            root = post.path[: len(post.path) - len(post.id)]
            page = _PAGE, root, "/".join(filter(None, post.page.split("/")))
            if page in by_key:
                by_key[page].append(post)
