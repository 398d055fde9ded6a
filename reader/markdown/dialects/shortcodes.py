"""What a single template tag is replaced by: an image, a link, a player, a title, or nothing.

Broadsheet has neither the templates of a site nor their data. What a tag says by itself (the path
of an image, the id of a video, a title) is shown. A tag that computes or includes something is
removed. Names and arguments are those of:

* Hugo: https://gohugo.io/content-management/shortcodes/
* Jekyll: https://jekyllrb.com/docs/liquid/tags/ and https://jekyllrb.com/docs/includes/
* Hexo: https://hexo.io/docs/tag-plugins
* Nikola: https://getnikola.com/handbook.html
* Zola: https://www.getzola.org/documentation/content/shortcodes/

and of the shortcodes that themes commonly define.
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
"""URL of what a tag embeds, with a gap for its id, by the beginning of the tag's name."""
_IMAGE_NAME = re.compile(
    r"im(?:g|age)|figure|picture|photo|thumbnail|screenshot|lightbox", re.IGNORECASE
)
_MEDIA_FILE = re.compile(r"\.(?:(mp3|ogg|oga|m4a|wav|flac)|(mp4|webm|ogv|mov|m4v))(?:[?#]|$)", re.I)
_PROSE = re.compile(r"(?:[^\W\d_]+\W+){4}|[\u3040-\u9fff\uac00-\ud7a3]{8}")
"""Matches an argument that is meant to be read: four words, or eight CJK characters."""
_NOT_PROSE = frozenset(
    ("class", "classname", "css", "style", "id", "key", "sizes", "srcset", "width", "transform")
)
"""Names of arguments that are never meant to be read."""
_TITLED = re.compile(
    r"accordion|admonition|alert|card|collaps|details|disclosure|expand|fold|hint|message|notice"
    r"|panel|question|spoiler|step|tab\b|toggle"
)
"""Matches names of tags whose first string without a name is a title."""
_PATH = re.compile(
    r"[\w%+~-]*[./][\w%./+~:-]*|.+\.(?:avif|bmp|gif|jpe?g|png|svg|webp)", re.IGNORECASE
)
_TWO_TEXTS = re.compile(r'"([^"]*)"[ \t]+"([^"]*)"')
"""Title and alternative text in one argument: https://hexo.io/docs/tag-plugins#Image."""
_COMPUTING = frozenset(("assign", "increment", "decrement", "cycle"))
"""Names of tags whose arguments are not shown."""
_SIZE = re.compile(r"\d+(?:px|%)?")
_MARKUP = re.compile(
    r"\]\(|\]\[|</?[a-z]|`[^`\n]+`|~~\S|(?<!\w)(\*{1,3}|_{1,3})(?=\S)[^*_\n]{1,200}(?<=\S)\1(?!\w)",
    re.IGNORECASE,
)
"""Matches Markdown or HTML in the argument of a tag."""
URL_SAFE = "/#?&=%:@+,;~"
"""Characters of a URL that are not percent-encoded."""


def as_target(tag: Tag) -> str:
    """Return the path that a tag within the target of a link names; empty if it names none."""
    if tag.strings or tag.named:
        path = next(iter((*tag.strings, *tag.named.values())))
    else:
        path = tag.words[0] if tag.words else ""
    return quote(path, safe=f"{URL_SAFE}!$*'") if path else ""


def as_markdown(tag: Tag) -> str:
    """Return the Markdown or HTML that replaces a tag within text; empty if nothing does."""
    if tag.name.startswith(("/", "end")) or tag.name in _COMPUTING:
        return ""
    replacements = (_site, _file_link, _web_link, _media, _image, _page, _link, _title)
    return next(filter(None, (replace(tag) for replace in replacements)), "")


def _site(tag: Tag) -> str:
    """Return a player for something on one of the known sites."""
    name = tag.name
    if name.startswith(("video", "embed")):
        name = tag.first("provider", "type", "site").lower()
    url_format = next((url for site, url in _SITES.items() if _names_site(name, site)), None)
    key = tag.first("id", "video_id", "videoid", "video", "v", "url", "src") or "/".join(
        tag.values[:2]
    )
    if url_format is None or not key:
        return ""
    url = key if key.startswith("http") else url_format.format(quote(key, safe="/"))
    return _player("iframe", url, tag)


def _page(tag: Tag) -> str:
    """Return a player for the web page that is the only argument of a tag, as in `embed URL`."""
    urls = [value for value in tag.values if value.startswith(("https://", "http://"))]
    is_only = len(urls) == len(tag.values) == 1 and not tag.first("text", "label", "name")
    return _player("iframe", urls[0], tag) if is_only else ""


def _names_site(name: str, site: str) -> bool:
    return name.startswith(site) if len(site) > 1 else name == site


def _media(tag: Tag) -> str:
    """Return a player for the first audio or video file that a tag names."""
    keys = ("src", "mp3", "mp4", "file", "url", "webm", "ogg")
    for source in (*(tag.first(key) for key in keys), *tag.values):
        match = _MEDIA_FILE.search(source)
        if match is not None:
            return _player("audio" if match[1] else "video", source, tag)
    return ""


def _player(element: str, source: str, tag: Tag) -> str:
    title = tag.first("title", "caption")
    caption = title if _MARKUP.search(title) else ""
    title = _escape(title) if not caption else ""
    player = f'<{element} src="{_escape(source)}" title="{title}"></{element}>'
    return _with_caption(player, caption)


def _image(tag: Tag) -> str:
    """Return an image, with a caption if the tag has one besides the image's name."""
    is_image = _IMAGE_NAME.search(tag.name) is not None
    source = tag.first("src", "image", "img", "image_path")
    strings, words = [string for string in tag.strings if string], list(tag.words)
    if not source and is_image:
        paths = (value for value in (*strings, *words) if _PATH.fullmatch(value))
        source = next(paths, "") or tag.first("url", "path", "link", "file", "filename")
        strings = strings[strings.index(source) + 1 :] if source in strings else strings
        strings = [text for string in strings for text in _split_texts(string)]
        words = words[words.index(source) + 1 :] if source in words else []
    alt = tag.first("alt")
    if not source:
        return f"![{_escape(alt)}]()" if alt and is_image else ""
    text = " ".join(word for word in words if not _SIZE.fullmatch(word))
    captions = [tag.first(key) for key in ("title", "caption", "description", "attr")]
    unnamed = strings[-1] if strings else text
    captions += [unnamed] if _MARKUP.search(unnamed) else []
    captions = list(dict.fromkeys(caption for caption in captions if caption))
    # Only a caption may have markup: the name of an image is plain text.
    plain = (name for name in (unnamed, *captions) if name and not _MARKUP.search(name))
    name = alt if alt not in captions else ""
    name = name or next(plain, "")
    image = f"![{_escape(name)}]({quote(source, safe=URL_SAFE)})"
    others = [caption for caption in captions if caption != name]
    return _with_caption(image, " — ".join(others))


def _with_caption(shown: str, caption: str) -> str:
    caption = " ".join(caption.split())
    return f"{shown}<br><figcaption>{caption}</figcaption>" if caption else shown


def _split_texts(string: str) -> tuple[str, ...]:
    texts = _TWO_TEXTS.fullmatch(string)
    return (string,) if texts is None else (texts[1], texts[2])


def _file_link(tag: Tag) -> str:
    """Return the link of Hexo's `asset_link` and `post_link`, with the title after the file."""
    if tag.name not in ("asset_link", "post_link") or not tag.values:
        return ""
    words = [word for word in tag.words if word not in ("true", "false")]
    file, *title = *words, *tag.strings
    label = " ".join(title)
    return f"[{_escape(label or file)}]({quote(file, safe=URL_SAFE)})"


def _web_link(tag: Tag) -> str:
    """Return the link of Hexo's `link`: a text, an address, and whether it opens a window."""
    index = next((at for at, word in enumerate(tag.words) if word.startswith("http")), None)
    if tag.name != "link" or index is None:
        return ""
    url = tag.words[index]
    label = " ".join(tag.words[:index]) or next(iter(tag.strings), url)
    return f"[{_escape(label)}]({quote(url, safe=URL_SAFE)})"


def _link(tag: Tag) -> str:
    target = tag.first("href", "url", "link", "file")
    text = tag.first("text", "label", "title", "name")
    if not target:
        return ""
    description = tag.first("description", "summary")
    link = f"[{_escape(text or target)}]({quote(target, safe=URL_SAFE)})"
    return f"{link} — {description}" if description and text else link


def _title(tag: Tag) -> str:
    """Return the text of a tag: that of a quote, or its title and every argument of prose."""
    text, source = tag.first("text", "quote"), tag.first("cite", "author")
    if text:
        return f"{text} — {source}" if source else text
    title = tag_title(tag)
    text = tag.first("message", "content", "body", "children")
    paragraphs = [f"**{title}**"] if title else []
    paragraphs += [
        value
        for key, value in tag.named.items()
        if key not in _NOT_PROSE and value != title and (value == text or _PROSE.search(value))
    ]
    paragraphs += [text for text in tag.raw_strings if text != title and _PROSE.search(text)]
    return "".join(f"\n\n{paragraph.strip()}\n\n" for paragraph in paragraphs)


def tag_title(tag: Tag) -> str:
    """Return the title that a tag gives to the text it encloses; empty if it gives none."""
    title = tag.first("title", "heading", "summary", "label")
    if not title and _TITLED.search(tag.name):
        title = next(iter(tag.strings), "")
    return " ".join(title.split())


def _escape(text: str) -> str:
    return text.replace('"', "&quot;").replace("[", "&#91;").replace("]", "&#93;")
