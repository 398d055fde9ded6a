"""What a template tag stands for: Liquid, Hugo, Nikola and Hexo tags as Markdown, or as nothing.

A reader has neither the templates nor their data. What a tag says in itself (an image, a link, a
video, a title) is shown; a tag that only computes or includes is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*[=:]\s*)?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`"""
    r"""|“(?P<curly>[^”]*)”|(?P<bare>[^\s"'`|]+))"""
)
_SITES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://x.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "soundcloud": "https://soundcloud.com/{}",
    "gist": "https://gist.github.com/{}",
}
_IMAGE_NAME = re.compile(r"im(?:g|age)|figure|picture|photo|thumbnail", re.IGNORECASE)
_PROSE = re.compile(r"(?:\w+\W+){4}|[\u3040-\u9fff\uac00-\ud7a3]{8}")
"""What an argument is that is meant to be read."""
_PATH = re.compile(r"[\w%+~-]*[./][\w%./+~-]*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A template tag, taken apart."""

    name: str
    named: dict[str, str]
    strings: tuple[str, ...]
    """Quoted arguments without a name."""
    words: tuple[str, ...]
    """Bare arguments without a name."""

    def first(self, *keys: str) -> str:
        """The first of the named arguments that says something."""
        return next((self.named[key] for key in keys if self.named.get(key)), "")

    @property
    def values(self) -> tuple[str, ...]:
        """All arguments without a name, quoted ones first."""
        return self.strings + self.words


def read_tag(inner: str) -> Tag:
    """Take the text between a tag's braces apart; an include goes by the name of its file."""
    name, _, rest = inner.strip().partition(" ")
    named: dict[str, str] = {}
    strings: list[str] = []
    words: list[str] = []
    for found in _ARGUMENT.finditer(rest):
        bare = found["bare"]
        quoted = next((found[it] for it in ("double", "single", "tick", "curly") if found[it]), "")
        if found["key"]:
            named.setdefault(found["key"].lower(), bare or quoted)
        elif bare is None:
            strings.append(quoted)
        else:
            words.append(bare)
    if name.startswith("include") and (words or strings):
        file = strings.pop(0) if strings else words.pop(0)
        name = file.rpartition("/")[2].partition(".")[0]
    return Tag(name.lower(), named, tuple(strings), tuple(words))


def as_target(tag: Tag) -> str:
    """What a tag within a link's target stands for: the path that it names."""
    if tag.strings or tag.named:
        path = next(iter((*tag.strings, *tag.named.values())))
    else:
        path = tag.words[0] if tag.words else ""
    return quote(path, safe="/#?&=%:@+,;~!$*'") if path else ""


def as_markdown(tag: Tag) -> str:
    """What a tag in the text stands for."""
    if tag.name.startswith(("/", "end")):
        return ""
    return _site(tag) or _image(tag) or _link(tag) or _title(tag)


def _site(tag: Tag) -> str:
    address = next((url for site, url in _SITES.items() if tag.name.startswith(site)), None)
    key = tag.first("id", "video", "v") or "/".join(tag.values[:2])
    if address is None or not key:
        return ""
    url = key if key.startswith("http") else address.format(quote(key, safe="/"))
    title = _escaped(tag.first("title"))
    return f'<iframe src="{_escaped(url)}" title="{title}"></iframe>'


def _image(tag: Tag) -> str:
    source = tag.first("src", "image", "img", "image_path")
    positional = list(tag.values)
    if not source and _IMAGE_NAME.search(tag.name):
        source = next((it for it in positional if _PATH.fullmatch(it)), "") or tag.first("url")
        positional = positional[positional.index(source) + 1 :] if source in positional else []
    if not source:
        return ""
    caption = tag.first("caption", "title")
    name = tag.first("alt") or (positional[-1] if positional else "") or caption
    image = f"![{_escaped(name)}]({quote(source, safe='/#?&=%:@+,;~')})"
    return f"{image}<br>*{_escaped(caption)}*" if caption and caption != name else image


def _link(tag: Tag) -> str:
    target = tag.first("href", "url", "link", "file")
    text = tag.first("text", "label", "title", "name")
    if not target:
        return ""
    return f"[{_escaped(text or target)}]({quote(target, safe='/#?&=%:@+,;~')})"


def _title(tag: Tag) -> str:
    text, source = tag.first("text", "quote"), tag.first("cite", "author")
    if text:
        return f"{text} — {source}" if source else text
    title = tag.first("title", "heading", "summary")
    said = [f"**{title}**"] if title else []
    said += [value for value in tag.named.values() if _PROSE.search(value) and value != title]
    return "".join(f"\n\n{it.strip()}\n\n" for it in said)


def _escaped(text: str) -> str:
    return text.replace('"', "&quot;").replace("[", "&#91;").replace("]", "&#93;")
