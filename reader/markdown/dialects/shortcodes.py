"""What a template tag stands for: Liquid, Hugo, Nikola and Hexo tags as Markdown, or as nothing.

A reader has neither the templates nor their data. What a tag says in itself (an image, a link, a
video, a title) is shown; a tag that only computes or includes is not.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from reader.markdown.dialects.tags import Tag

_SITES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://x.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "soundcloud": "https://soundcloud.com/{}",
    "asciinema": "https://asciinema.org/a/{}",
    "gist": "https://gist.github.com/{}",
}
_IMAGE_NAME = re.compile(
    r"im(?:g|age)|figure|picture|photo|thumbnail|screenshot|lightbox", re.IGNORECASE
)
_MEDIA = re.compile(r"\.(?:(mp3|ogg|oga|m4a|wav|flac)|(mp4|webm|ogv|mov|m4v))(?:[?#]|$)", re.I)
_PROSE = re.compile(r"(?:[^\W\d_]+\W+){4}|[\u3040-\u9fff\uac00-\ud7a3]{8}")
"""What an argument is that is meant to be read."""
_NOT_PROSE = frozenset(
    ("class", "classname", "css", "style", "id", "key", "sizes", "srcset", "width", "transform")
)
_TITLED = re.compile(
    r"accordion|admonition|alert|card|collaps|details|disclosure|expand|fold|hint|message|notice"
    r"|panel|question|spoiler|step|tab\b|toggle"
)
"""Names of tags whose text without a name is a title."""
_PATH = re.compile(r"[\w%+~-]*[./][\w%./+~:-]*")
_COMPUTING = frozenset(("assign", "increment", "decrement", "cycle"))
"""Names of tags whose texts are for other tags."""
_SIZE = re.compile(r"\d+(?:px|%)?")
SAFE = "/#?&=%:@+,;~"
"""Characters of an address that stay as they are."""


def as_target(tag: Tag) -> str:
    """What a tag within a link's target stands for: the path that it names."""
    if tag.strings or tag.named:
        path = next(iter((*tag.strings, *tag.named.values())))
    else:
        path = tag.words[0] if tag.words else ""
    return quote(path, safe="/#?&=%:@+,;~!$*'") if path else ""


def as_markdown(tag: Tag) -> str:
    """What a tag in the text stands for."""
    if tag.name.startswith(("/", "end")) or tag.name in _COMPUTING:
        return ""
    return _site(tag) or _media(tag) or _image(tag) or _link(tag) or _title(tag)


def _site(tag: Tag) -> str:
    name = tag.name
    if name.startswith(("video", "embed")):
        name = tag.first("provider", "type", "site").lower()
    address = next((url for site, url in _SITES.items() if _is_of(name, site)), None)
    key = tag.first("id", "video_id", "videoid", "video", "v", "url") or "/".join(tag.values[:2])
    if address is None or not key:
        return ""
    url = key if key.startswith("http") else address.format(quote(key, safe="/"))
    return _player("iframe", url, tag)


def _is_of(name: str, site: str) -> bool:
    return name.startswith(site) if len(site) > 1 else name == site


def _media(tag: Tag) -> str:
    named = [tag.first(it) for it in ("src", "mp3", "mp4", "file", "url", "webm", "ogg")]
    for source in (*named, *tag.values):
        found = _MEDIA.search(source)
        if found is not None:
            return _player("audio" if found[1] else "video", source, tag)
    return ""


def _player(element: str, source: str, tag: Tag) -> str:
    title = _escaped(tag.first("title", "caption"))
    return f'<{element} src="{_escaped(source)}" title="{title}"></{element}>'


def _image(tag: Tag) -> str:
    is_image = _IMAGE_NAME.search(tag.name) is not None
    source = tag.first("src", "image", "img", "image_path")
    strings, words = [it for it in tag.strings if it], list(tag.words)
    if not source and is_image:
        paths = (it for it in (*strings, *words) if _PATH.fullmatch(it))
        source = next(paths, "") or tag.first("url", "path", "link")
        strings = strings[strings.index(source) + 1 :] if source in strings else strings
        words = words[words.index(source) + 1 :] if source in words else []
    alt = tag.first("alt")
    if not source:
        return f"![{_escaped(alt)}]()" if alt and is_image else ""
    plain = " ".join(it for it in words if not _SIZE.fullmatch(it))
    captions = [tag.first(it) for it in ("title", "caption", "description", "attr")]
    said = list(dict.fromkeys(it for it in captions if it))
    name = alt or (strings[-1] if strings else plain) or (said[0] if said else "")
    image = f"![{_escaped(name)}]({quote(source, safe=SAFE)})"
    under = " — ".join(it for it in said if it != name)
    return f"{image}<br><figcaption>{under}</figcaption>" if under else image


def _link(tag: Tag) -> str:
    target = tag.first("href", "url", "link", "file")
    text = tag.first("text", "label", "title", "name")
    if not target:
        return ""
    return f"[{_escaped(text or target)}]({quote(target, safe=SAFE)})"


def _title(tag: Tag) -> str:
    text, source = tag.first("text", "quote"), tag.first("cite", "author")
    if text:
        return f"{text} — {source}" if source else text
    title = title_of(tag)
    said = [f"**{title}**"] if title else []
    said += [
        value
        for key, value in tag.named.items()
        if key not in _NOT_PROSE and value != title and _PROSE.search(value)
    ]
    return "".join(f"\n\n{it.strip()}\n\n" for it in said)


def title_of(tag: Tag) -> str:
    """What a tag around text calls it; empty where it does not."""
    title = tag.first("title", "heading", "summary", "label")
    if not title and _TITLED.search(tag.name):
        title = next(iter(tag.strings), "")
    return " ".join(title.split())


def _escaped(text: str) -> str:
    return text.replace('"', "&quot;").replace("[", "&#91;").replace("]", "&#93;")
