"""The post of an entry says what the entry said, after it has been written and loaded again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import frontmatter
import pytest

from reader.feeds.markdown import plain_words, to_markdown
from reader.feeds.markdown.words import markdown_words
from reader.feeds.model import Entry, Subscription
from reader.feeds.writing.entry_text import EntryText
from reader.posts.loading.loader import load_body
from reader.posts.parsing import parse_post
from tests.unit.feeds.markdown.cases import BASE, CASE_FILES, cases_in

SUBSCRIPTION = Subscription(id="feed", name="Feed", url="https://e.example/feed.xml")


@pytest.mark.parametrize("file", CASE_FILES, ids=lambda file: file.stem)
def test_a_post_says_what_its_entry_said(file: Path, tmp_path: Path) -> None:
    for case in cases_in(file):
        body = to_markdown(case.html, BASE)
        entry = Entry(guid="1", title=case.name, content=case.html, base=BASE)
        text = str(EntryText(entry, SUBSCRIPTION, body.text, datetime(2026, 1, 1, tzinfo=UTC)))
        path = tmp_path / "post.md"
        path.write_text(text, encoding="utf-8")
        post = parse_post(path.read_bytes(), path=str(path), post_id="post.md").post
        assert markdown_words(load_body(post)) == plain_words(case.html), case.name
        assert frontmatter.loads(text).content == body.text, case.name
