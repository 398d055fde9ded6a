"""The lines in the front matter of a post that follow from its subscription."""

from __future__ import annotations

import re

from reader.feeds.model import Subscription
from reader.feeds.writing.entry_text import category_names, feed_name
from reader.feeds.writing.quoting import front_matter_line
from reader.posts.front_matter import parse_front_matter
from reader.posts.front_matter.yaml_format import YamlFormat

# A value that goes on in the next line has been written by the person.
_LINE = re.compile(r"^(?P<key>feed|categories):(?P<value>[^\n]*\n)(?![ \t-])", re.MULTILINE)
_YAML = YamlFormat()


def without_subscription(text: str) -> str:
    """Return the text of a post without what follows from its subscription.

    Feeds can be renamed and moved to another category, which is no edit of their posts.
    """
    region = _YAML.find(text)
    if region is None:
        return text
    front = _LINE.sub("", text[region.start : region.end])
    return text[: region.start] + front + text[region.end :]


def with_subscription(text: str, old: Subscription, new: Subscription) -> str:
    """Return the text of a post with what follows from a changed subscription.

    The name of the feed and the categories are replaced where they still are those of the old
    subscription. All else stays as it is.

    Args:
        text: The whole file.
        old: The subscription when the post was written.
        new: The changed subscription.
    """
    region = _YAML.find(text)
    if region is None:
        return text
    written = parse_front_matter(text).mapping
    replaced: dict[str, tuple[object, object]] = {
        "feed": (feed_name(old), feed_name(new)),
        "categories": (category_names(old.category), category_names(new.category)),
    }

    def replace_line(line: re.Match[str]) -> str:
        key = line["key"]
        before, after = replaced[key]
        return front_matter_line(key, after) if written.get(key) == before else line[0]

    front = _LINE.sub(replace_line, text[region.start : region.end])
    return text[: region.start] + front + text[region.end :]
