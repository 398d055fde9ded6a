"""The fields of a post, from its front matter, body and path."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from reader.posts.loading.loader import LoadOptions, parse_post
from reader.posts.post import Post
from reader.posts.site import Site


def parse(yaml: str, body: str = "Text.", *, post_id: str = "slug.md", **kwargs: Any) -> Post:
    """Parse a post with YAML front matter and a body."""
    text = f"---\n{yaml}\n---\n{body}\n"
    return parse_post(text.encode(), path=f"/posts/{post_id}", post_id=post_id, **kwargs).post


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Plain", "Plain"),
        ('"[PORT][NEW] Quay three opens"', "[PORT][NEW] Quay three opens"),
        ('"[Breaking] news in [brackets]"', "[Breaking] news in [brackets]"),
        ('"*Stressed* and **strong** and `code_x_y`"', "Stressed and strong and code_x_y"),
        ('"__init__ and snake_case_name"', "__init__ and snake_case_name"),
        ('"A [link](https://example.org/a_(b)) here"', "A link here"),
        ('"Fish &amp; chips &lt;b&gt;"', "Fish & chips <b>"),
        ('"Fish &amp;amp; chips"', "Fish &amp; chips"),
        ("The <em>long</em> way", "The long way"),
        ("Vec<T> explained", "Vec<T> explained"),
        ("The <script> tag", "The <script> tag"),
        ("No <script>alert(1)</script>script", "No script"),
        ('"2 * 3 * 4 is not stressed"', "2 * 3 * 4 is not stressed"),
        ('"## A heading as title"', "A heading as title"),
        ('"Two\\nlines"', "Two lines"),
        ('"Escaped \\\\*stars\\\\*"', "Escaped *stars*"),
        ('"&#27;[31mred"', "[31mred"),
        ('"Our #1[^song]"', "Our #1"),
        ("A ==marked== word, a == b, b == c", "A marked word, a == b, b == c"),
        ('"[`a[0]`](https://example.org) and `*b*`"', "a[0] and *b*"),
        ("Map<K, V> and <Box kind='x'>a box</Box> <Line/>", "Map<K, V> and a box"),
        ("# a comment", "Slug"),
    ],
)
def test_a_title_is_one_line_of_plain_text(written: str, title: str) -> None:
    assert parse(f"title: {written}").title == title


@pytest.mark.parametrize(
    ("yaml", "body", "title"),
    [
        ("post_title: From another key", "Text.", "From another key"),
        ("Title: Case is nothing", "Text.", "Case is nothing"),
        ("link-title: x\nlink_Title: Marks are nothing", "Text.", "Marks are nothing"),
        ("title:", "# From *a* heading {#top}\n\nText.", "From a heading"),
        ("title: null", "Underlined\n==========\n", "Underlined"),
        ("title: ''", "No heading.", "Slug"),
        ("title: ''", "# {{ page.title }}\n\n# Real\n", "Real"),
        ("title: ''", "<!--\n# hidden\n-->\n# Shown\n", "Shown"),
        ("title: ''", "[//]: # (hidden)\n\n# Shown", "Shown"),
        ("title: ''", "(tide/label)=\n# Shown", "Shown"),
        ("title: ''", "%% hidden\n\nalso %%\n\n# Shown", "Shown"),
        ("title: ''", "[TOC]\n\n# Shown", "Shown"),
        ("title: ''", "[[_TOC_]]\n\n# Shown", "Shown"),
        ("title: ''", "import A from 'a'\n\n![x](a.png)\n\n# Shown", "Shown"),
        ("title: ''", '<div align="center">\n<h1>Shown</h1>\n</div>\n\nText.', "Shown"),
        ("title: ''", "Two\nlines *here*\n===\n\nText.", "Two lines here"),
        ("title: ''", "# [PORT][NEW] Quay", "[PORT][NEW] Quay"),
        ("title: ''", "# The [quay][1]\n\n[1]: https://example.org", "The quay"),
        ("title: ''", "# Real\n\n```\n# a comment\n```\n\n## Section", "Real"),
        ("title: ''", "# Real\n\n{% highlight sh %}\n# a comment\n{% endhighlight %}", "Real"),
        ("title: ''", "# Morning\n\nText.\n\n# Evening\n\nText.", "Slug"),
        ("title: ''", "# Morning\n\nText.\n\nEvening\n===\n", "Slug"),
        ("title: ''", "## A section", "Slug"),
        ("title: ''", "Some text.\n\n# A section", "Slug"),
        ("title: ''", "Underlined\n----------\n\nText.", "Slug"),
        ("title: ''", "A paragraph\nof two lines\n---\n\n# A section", "Slug"),
        ("title: ''", "a | b\n---\n\n1. one\n---\n\n- x\n---\n", "Slug"),
        ("title: [In a list]", "Text.", "In a list"),
    ],
)
def test_the_title_is_found(yaml: str, body: str, title: str) -> None:
    assert parse(yaml, body).title == title


def test_the_last_of_two_spellings_of_a_key_is_used_and_reported() -> None:
    post = parse("title: One\nweight: 1\nTitle: Two\nmy_own: 1\nmyOwn: 2")
    assert post.title == "Two"
    (problem,) = post.problems
    assert (problem.line, problem.field) == (4, "Title")


@pytest.mark.parametrize(
    ("post_id", "title"),
    [
        ("2024-05-06-the-long-way.md", "The long way"),
        ("the-long-way/index.md", "The long way"),
        ("The Long-Way.md", "The Long-Way"),
        ("2024-05-06.md", "2024-05-06"),
        (".md", "Untitled"),
        ("the-long-way.fr.md", "The long way"),
        ("the-long-way/index.pt-BR.md", "The long way"),
        ("version.1.2.md", "version.1.2"),
        ("tide-2024-05-06.md", "Tide"),
        ("202405060708 Tide.md", "Tide"),
        ("2024-05-06-10-30-tide.md", "Tide"),
        ("2024-05-06-the-long-way.html.md", "The long way"),
    ],
)
def test_a_title_from_the_file_name(post_id: str, title: str) -> None:
    assert parse("layout: post", post_id=post_id).title == title


@pytest.mark.parametrize(
    ("yaml", "date"),
    [
        ("date: 2024-05-06", "2024-05-06"),
        ("pubDate: May 6, 2024", "2024-05-06"),
        ("published: 2024-05-06", "2024-05-06"),
        ("published: true\ncreatedAt: 2024-05-06", "2024-05-06"),
        ("date:\npost_date: 2024-05-06", "2024-05-06"),
        ("date: 0001-01-01T00:00:00Z\ncreated: 2024-05-06", "2024-05-06"),
        ("permalink: /2024/05/06/slug/", "2024-05-06"),
        ("lastmod: 2024-05-07\nslug: 2024-05-06-x", "2024-05-06"),
        ("lastmod: 2024-05-07", "2024-05-07"),
        ("params:\n  date: 2024-05-06", "2024-05-06"),
        ("published_at: 2024-05-06", "2024-05-06"),
        ("date: Last Modified\ncreated: 2024-05-06", "2024-05-06"),
        ("date: [[2024-05-06]]", "2024-05-06"),
        ("date: '[[2024-05-06|Monday]]'", "2024-05-06"),
        ("date:\n  created: 2024-05-06\n  updated: 2024-05-07", "2024-05-06"),
        ("date:\n  year: 2024\n  month: 5\n  day: 6", "2024-05-06"),
        ("date: {start: 2024-05-06, end: 2024-05-08}", "2024-05-06"),
        ("date_saved: 2024-05-06", "2024-05-06"),
        ("date: [[May 6th, 2024]]", "2024-05-06"),
        ("date: [2024, 5, 6]", "2024-05-06"),
        ("date: [2024-05-06, 2024-05-08]", "2024-05-06"),
        ("updatedDate: 2024-05-06", "2024-05-06"),
        ("last_update:\n  date: 2024-05-06\n  author: Ana", "2024-05-06"),
        ("date-modified: 2024-05-07\nmodDatetime: 2024-05-06", "2024-05-06"),
        ("date_saved: 2024-05-07\npublished: 2024-05-06", "2024-05-06"),
    ],
)
def test_the_date_is_found(yaml: str, date: str) -> None:
    post = parse(yaml)
    assert post.date is not None
    assert post.date.isoformat() == date
    assert post.is_dated
    assert not post.problems


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        (
            "date: soon\ncreated: 2024-05-06",
            "“soon” is not a date; the date in “created” is used instead",
        ),
        (
            "date: 2024-05-06 25:00",
            "“2024-05-06 25:00” has an invalid time; its date is used",
        ),
        (
            "date: 2024-02-30",
            "“2024-02-30” is not a day in the calendar; the post has no date",
        ),
    ],
)
def test_an_invalid_date_is_reported_with_its_replacement(yaml: str, message: str) -> None:
    (problem,) = parse(yaml).problems
    assert (problem.line, problem.field, problem.message) == (2, "date", message)


@pytest.mark.parametrize("date", ["soon", "2024-02-30", "'{{ date }}'", "{when: later}"])
def test_a_date_that_cannot_be_read_is_replaced_by_that_of_the_name(date: str) -> None:
    post = parse(f"date: {date}")
    assert post.date is None
    assert len(post.problems) == 1
    named = parse(f"date: {date}", post_id="2024-05-06-slug.md")
    assert str(named.date) == "2024-05-06"


def test_a_post_may_have_no_date() -> None:
    assert parse("title: x").date is None
    assert not parse("title: x").is_dated


def test_times_without_offset_can_be_in_the_sites_time_zone() -> None:
    site = Site(time_zone="Europe/Rome")
    options = LoadOptions(use_site_time_zone=True)
    assert str(parse("date: 2024-05-06 10:00", site=site).date) == "2024-05-06 10:00:00"
    moved = parse("date: 2024-05-06 10:00", site=site, options=options)
    assert str(moved.date) == "2024-05-06 10:00:00+02:00"
    assert str(parse("date: 2024-05-06", site=site, options=options).date) == "2024-05-06"
    nowhere = Site(time_zone="../../etc/passwd")
    assert str(parse("date: 2024-05-06 10:00", site=nowhere, options=options).date) == (
        "2024-05-06 10:00:00"
    )


@pytest.mark.parametrize(
    ("yaml", "categories"),
    [
        ("categories: [latest, sports]", ("latest", "sports")),
        ("categories: Deep Sea, City Life", ("Deep Sea", "City Life")),
        ("categories: news update", ("news update",)),
        ("layout: post\ncategories: news update", ("news", "update")),
        ("layout: post\ncategory: This Week, in Rust", ("This Week, in Rust",)),
        ("categories: [a b, A B, '', null, c]", ("a b", "c")),
        ("categories:\n  - [Sport, [Rowing]]\n  - name: Weather", ("Sport", "Rowing", "Weather")),
        ("topics: [ice]\ntags: [x]", ("ice",)),
        ("categories: {news: true, old: false, sea: }", ("news", "sea")),
        ("categories:\n  - Sport:\n    - Rowing\n  - News:\n", ("Sport", "Rowing", "News")),
        ("categories: !!set {ice, sea}", ("ice", "sea")),
        ("category: \"['Deep Sea', 'City, Life']\"", ("Deep Sea", "City, Life")),
        ("categories: []\ncategory: one", ("one",)),
        ("taxonomies:\n  categories: [deep]", ("deep",)),
        ("taxonomy:\n  category: deep", ("deep",)),
        ("extends: _layouts.post\nsection: content", ("Uncategorised",)),
        ("section: Opinion", ("Opinion",)),
        ("title: x", ("Uncategorised",)),
    ],
)
def test_categories(yaml: str, categories: tuple[str, ...]) -> None:
    assert parse(yaml).categories == categories


def test_the_folder_is_the_category_only_without_a_key() -> None:
    assert parse("title: x", post_id="_posts/world/x.md").categories == ("world",)
    assert parse("category: home", post_id="_posts/world/x.md").categories == ("home",)


@pytest.mark.parametrize(
    ("yaml", "tags"),
    [
        ("tags: 'tide,harbour , boats'", ("tide", "harbour", "boats")),
        ("tags: one; two, three", ("one", "two, three")),
        ("tag: single", ("single",)),
        ("keywords: a，b、c", ("a", "b", "c")),
        ("tags: ['#one', two/three, C#]", ("one", "two/three", "C#")),
        ("tags: '#one #two'", ("one", "two")),
        ("tags: '[[one]] [[two words]]'", ("one", "two words")),
        ("tags: '#one, #[[two words]] [[x|three]]'", ("one", "two words", "three")),
        ("tags: '#one, two words'", ("one", "two words")),
        ('tags: \'["one", "two words"]\'', ("one", "two words")),
        ("tags: '[one] and two'", ("[one] and two",)),
        ("tags: [2024, no, 1.5]", ("2024", "no", "1.5")),
        ("title: x", ()),
    ],
)
def test_tags(yaml: str, tags: tuple[str, ...]) -> None:
    assert parse(yaml).tags == tags


@pytest.mark.parametrize(
    ("yaml", "authors"),
    [
        ("author: Ana Brandt", ("Ana Brandt",)),
        ("author: Brandt, Ana", ("Brandt, Ana",)),
        ("authors: Ana Brandt, Ben Okoye", ("Ana Brandt", "Ben Okoye")),
        ("author: Ana Brandt <ana@example.org>", ("Ana Brandt",)),
        ("author:\n  name: Ana\n  mail: x", ("Ana",)),
        ("author: {mail: x, active: true}", ()),
        ("author: '[[Ana Brandt]], [[Okoye, Ben]]'", ("Ana Brandt", "Okoye, Ben")),
        ("authors:\n  - name: Ana\n  - Ben", ("Ana", "Ben")),
        ("authors:\n  ana:\n    name: Ana Brandt", ("Ana Brandt",)),
        ("layout: post\nauthors: Ana Brandt", ("Ana Brandt",)),
    ],
)
def test_authors(yaml: str, authors: tuple[str, ...]) -> None:
    assert parse(yaml).authors == authors


@pytest.mark.parametrize(
    ("yaml", "featured"),
    [
        ("featured: true", True),
        ("featured: 'yes'", True),
        ("featured: on", True),
        ("pinned: 1", True),
        ("sticky: 100", True),
        ("top: 0", False),
        ("featured: false\ncategories: [featured]", False),
        ("featured: no", False),
        ("categories: [Featured, news]", True),
        ("tags: [pinned]", True),
        ("highlight: monokai", False),
        ("status: featured", True),
        ("weight: 1", False),
        ("title: x", False),
    ],
)
def test_featured(yaml: str, featured: bool) -> None:
    assert parse(yaml).featured is featured


@pytest.mark.parametrize(
    ("yaml", "hidden"),
    [
        ("draft: true", "draft"),
        ("draft: false", None),
        ("published: false", "unpublished"),
        ("publish: no", "unpublished"),
        ("published: 2024-05-06", None),
        ("status: private", "private"),
        ("status: Published", None),
        ("status: evergreen", None),
        ("redirect_to: https://example.org/", "redirect"),
        ("layout: redirect", "redirect"),
        ("redirect: false", None),
        ("redirect: another-name", None),
        ("layout: post", None),
        ("redirect: /new/", None),
        ("isDraft: true", "draft"),
        ("unlisted: true", "unlisted"),
        ("unlisted: false", None),
        ("eleventyExcludeFromCollections: yes", "unlisted"),
        ("headless: true", "unlisted"),
        ("build: {list: never, render: always}", "unlisted"),
        ("_build:\n  list: false", "unlisted"),
        ("build: {list: always}", None),
        ("build: 17", None),
        ("private: true", "private"),
        ("params:\n  hidden: true", "hidden"),
        ("isHidden: true", "hidden"),
        ("visible: false", "hidden"),
        ("visibility: unlisted", "unlisted"),
        ("visibility: public", None),
        ("visible: true", None),
        ("hidden: [feed]", None),
        ("private: secret words", None),
        ("expiryDate: 2024-06-01", "expired"),
        ("expiryDate: 2024-06-03", None),
        ("title: x", None),
    ],
)
def test_why_a_post_is_hidden(yaml: str, hidden: str | None) -> None:
    options = LoadOptions(now=datetime(2024, 6, 2))
    assert parse(yaml, options=options).hidden == hidden


@pytest.mark.parametrize(
    ("yaml", "body", "hidden"),
    [
        ("redirect: old-name", "I rowed home and saw a seal.", None),
        ("redirect: https://example.org/", "", "redirect"),
        ("redirect: /new/", "<!-- moved in March -->", "redirect"),
        ("redirect: /new/", "This page has moved.", "redirect"),
        ("redirect: /new/", "See [the new page](/new/).", "redirect"),
        ("redirect_url: /new/", "Read it at https://example.org/new/ now.", "redirect"),
        ("redirect_to: /new/", "Bye.", "redirect"),
        ("redirect_to: /new/", "The whole story is here as well. " * 9, None),
        ("redirect: ''", "", None),
    ],
)
def test_a_post_with_a_redirect_and_a_text_is_listed(
    yaml: str, body: str, hidden: str | None
) -> None:
    assert parse(yaml, body).hidden == hidden


def test_an_html_redirect_is_hidden() -> None:
    assert parse("title: x", '<meta http-equiv="refresh" content="0; url=/y">').hidden == "redirect"


def test_a_post_with_a_text_of_its_own_is_no_redirect() -> None:
    text = "The boat went out at six and came back at ten with nothing but rope."
    assert parse("redirect: /old-name", text).hidden is None
    assert parse("redirect_to: /elsewhere", text).hidden == "redirect"


def test_expired_posts_can_be_listed() -> None:
    options = LoadOptions(hide_expired=False, now=datetime(2024, 6, 2))
    assert parse("expiryDate: 2024-06-01", options=options).hidden is None


def test_posts_in_a_drafts_folder_are_hidden() -> None:
    assert parse("title: x", post_id="_drafts/x.md").hidden == "draft"


@pytest.mark.parametrize(
    ("yaml", "body", "image"),
    [
        ("image: https://example.org/a.jpg ", "", "https://example.org/a.jpg"),
        ("image: /img/a.jpg", "", "/img/a.jpg"),
        ("featuredImage: a.jpg", "", "a.jpg"),
        ("cover:\n  image: a.jpg\n  alt: x", "", "a.jpg"),
        ("images: [a.jpg, b.jpg]", "", "a.jpg"),
        ("images:\n  - url: a.jpg", "", "a.jpg"),
        ("image: //cdn.example.org/a.jpg", "", "https://cdn.example.org/a.jpg"),
        ("image: '{{ site.url }}/a.jpg'", "", "/a.jpg"),
        ("image: data:image/png;base64,AAAA", "![x](b.jpg)", "b.jpg"),
        ("image: javascript:alert(1)", "", None),
        ("image: file:///etc/passwd", "", None),
        ("image: false", "Text ![alt [x]](</a b.jpg>)", "/a b.jpg"),
        ("title: x", 'See <img alt="x" src="c.png">', "c.png"),
        ("title: x", "![[map.png|400]]", "map.png"),
        ("title: x", "![[note]]", None),
        ("image: '[[map.png]]'", "", "map.png"),
        ("image: '![x](a.png)'", "", "a.png"),
        ("image: a picture of a boat", "", None),
        ("preview: An evening in the harbour.", "![x](b.jpg)", "b.jpg"),
        ("header:\n  teaser: /t.png", "", "/t.png"),
        ("header: A word", "", None),
        ("title: x", "![x](a_(1).png 'At sea')", "a_(1).png"),
        ("title: x", "![x][y]\n\n[y]: <b.jpg>", "b.jpg"),
        ("title: x", "![x]({{ site.url }}/a.png)", "/a.png"),
        ("title: x", '![x]({{ "/a.png" | relative_url }})', "/a.png"),
        ("title: x", '{{< figure caption="x" src="/a.png" >}}', "/a.png"),
        ("title: x", "{% img left /a.png 300 200 %}", "/a.png"),
        ("title: x", "{% asset_img wide a.png 300 200 %}", "a.png"),
        ("title: x", '{% asset_img "the quay.png" "At noon" %}', "the quay.png"),
        ("title: x", "![a](a.png =40x20)", "a.png"),
        ("title: x", '<img src="/a.png?b=1&amp;c=2">', "/a.png?b=1&c=2"),
        ("image: https://news.example/a.png?b=1&amp;c=2", "", "https://news.example/a.png?b=1&c=2"),
        ("title: x", "```\n![x](no.png)\n```\n\n`![x](no.png)` <!-- ![x](no.png) -->", None),
        ("title: x", '<img data-src="no.png" src=a.png>', "a.png"),
        ("title: x", '<img src="count.gif" width="1"> ![x](a.png)', "a.png"),
        ("title: x", "![x](https://img.shields.io/badge/a.svg) ![x](a.png)", "a.png"),
        ("title: x", "No picture!", None),
    ],
)
def test_the_image(yaml: str, body: str, image: str | None) -> None:
    assert parse(yaml, body).image == image


@pytest.mark.parametrize(
    ("yaml", "body", "description"),
    [
        ("description: In *a* word", "Text.", "In a word"),
        ("summary: Second key\ndescription: ''", "Text.", "Second key"),
        ("title: x", "# Head\n\nA real paragraph.\n\nMore.", "A real paragraph."),
        ("title: x", "First.\n\n<!--more-->\n\nSecond.", "First."),
        ("title: x", "One.\n\nTwo.\n<!-- more -->\nThree.", "One. Two."),
        ("title: x", "![pic](a.png)\n\n| a | b |\n|---|---|\n\nText at last.", "Text at last."),
        (
            "title: x",
            "import A from 'b'\n\n{{< toc >}}\n\nText [here][1].\n\n[1]: /x",
            "Text here.",
        ),
        ("title: x", "```\ncode here.\n```\n\n> quoted.\n\nProse, at last.", "Prose, at last."),
        ("title: x", "- only\n- a list", "only a list"),
        ("title: x", "- [ ] to do\n- [x] done", "to do done"),
        ("title: x", "> [!note]- A title\n> and a note.", "A title and a note."),
        ("title: x", "See [this](/x){.wide} and^[really] that[^1].", "See this and that."),
        ("title: x", "One.\n\nTwo.\n\n<!-- PELICAN_END_SUMMARY -->\n\nThree.", "One. Two."),
        ("excerpt_separator: <!--end-->", "One.\n\nTwo.\n\n<!--end-->\n\nThree.", "One. Two."),
        ("excerpt_separator: <!--end-->", "One.\n\nTwo.", "One."),
        ("summary: false\nexcerpt: true", "A real paragraph.", "A real paragraph."),
        ("title: x", "Notes:\n\nWhat changed is this.", "What changed is this."),
        ("title: x", "<p>Raw <b>HTML</b>.</p>", "Raw HTML."),
        ("title: x", "Head\n----\n\nUnder it.", "Under it."),
        ("title: x", "A head\nof two lines\n===\n\nUnder it.", "Under it."),
        ("title: x", "%% A comment\n\nwith two parts. %%\nText.", "Text."),
        ("title: x", "{/* A comment. */}\n\nText.", "Text."),
        (
            "title: x",
            "<!DOCTYPE html>\n<html>\n<head><title>No.</title></head>\nText.\n</html>",
            "Text.",
        ),
        ("title: x", "export const meta = {\n  a: 'No.',\n}\n\nText.", "Text."),
        ("title: x", "const a = {\n\nText.", "Text."),
        ("title: x", "Import duties rose again.", "Import duties rose again."),
        ("title: x", "https://example.org/a\n\nText.", "Text."),
        ("title: x", "<https://example.org/a>", ""),
        ("description: https://example.org/a", "Text.", "Text."),
        ("description: layouts/post.njk", "Text.", "Text."),
        ("title: x", "@extends('layouts.post')\n\nText.", "Text."),
        (
            "title: x",
            "See the [tool box] and [more][].\n\n[tool box]: /a\n[More]: /b",
            "See the tool box and more.",
        ),
        ("title: x", "See `[x]` and [`x.py`].\n\n[`x.py`]: /a", "See [x] and x.py."),
        ("title: x", "See [this] and [that][too].", "See [this] and [that][too]."),
        ("title: x", "One.\n\n===\n\nTwo.", "One."),
        ("title: x", "! Mind the gap.", "Mind the gap."),
        ("title: x", "(tide)=\nMind the gap.", "Mind the gap."),
        ("title: x", "", ""),
    ],
)
def test_the_description(yaml: str, body: str, description: str) -> None:
    assert parse(yaml, body).description == description


def test_the_identifier_of_a_block_is_not_part_of_the_description() -> None:
    assert parse("title: x", "The ferry runs. ^a1b2c3\n\nMore. ^x").description == "The ferry runs."
    assert parse("title: x", "^an-id\n\nThe ferry runs at x ^2").description.endswith("x ^2")


def test_a_long_description_is_cut_after_a_word_within_300_cells() -> None:
    narrow = parse("title: x", "word " * 100).description
    assert narrow.endswith("word…")
    assert len(narrow) <= 301
    wide = parse("title: x", "漢字" * 200).description
    assert wide == "漢字" * 74 + "漢…"


@pytest.mark.parametrize(
    ("yaml", "link"),
    [
        ("canonical_url: https://example.org/x", "https://example.org/x"),
        ("url: /local", "https://news.example.org/local"),
        ("url: javascript:alert(1)", None),
        ("permalink: /blog/x/", "https://news.example.org/blog/x/"),
        ("permalink: /:year/:title/", None),
        ("permalink: pretty", None),
        ("permalink: //evil.example.org/", None),
        ("permalink: blog/x/", "https://news.example.org/blog/x/"),
        ("path: 2024/05/06/x", "https://news.example.org/2024/05/06/x"),
        ("url: example.org/x", None),
    ],
)
def test_the_link(yaml: str, link: str | None) -> None:
    local = link is not None and link.startswith("https://news.")
    site = Site(address="https://news.example.org")
    assert parse(yaml, site=site).link == link
    assert parse(yaml).link == (None if local else link)


def test_a_clipped_page_links_to_its_source() -> None:
    site = Site(address="https://news.example.org")
    source = "source: https://example.org/x"
    assert parse(source).link == "https://example.org/x"
    assert parse(f"{source}\npermalink: /y/").link == "https://example.org/x"
    assert parse(f"{source}\npermalink: /y/", site=site).link == "https://news.example.org/y/"
    assert parse("source: /x", site=site).link is None
    assert parse("source: '[A page](https://example.org/x)'").link == "https://example.org/x"
    assert parse("source: <https://example.org/x>").link == "https://example.org/x"


@pytest.mark.parametrize(
    ("yaml", "key"),
    [
        ("translationKey: boat", "boat"),
        ("ref: boat", "boat"),
        ("lang-ref: boat", "boat"),
        ("page_id: boat", "boat"),
        ("title: x", None),
    ],
)
def test_the_key_that_translations_share(yaml: str, key: str | None) -> None:
    assert parse(yaml).translation_key == key


@pytest.mark.parametrize(
    ("written", "language"),
    [("jp", "ja"), ("en_US.UTF-8", "en-US"), ("zh-Hant-TW", "zh-Hant-TW"), ("Klingon", None)],
)
def test_a_written_language(written: str, language: str | None) -> None:
    assert parse(f"locale: {written}").language == language


def test_slug_and_language() -> None:
    post = parse("slug: /deep/down/\nlang: pt_BR")
    assert (post.slug, post.language) == ("down", "pt-BR")
    assert parse("language: English", post_id="en/x.md").language == "en"


@pytest.mark.parametrize(
    ("body", "words"),
    [("", 0), ("three little words", 3), ("汉字汉字", 2), ("vier 漢字 Wörter hier", 4)],
)
def test_words(body: str, words: int) -> None:
    assert parse("title: x", body).words == words


def test_control_characters_are_removed_from_names_and_values() -> None:
    post = parse('title: "a\\e[0mb"\ntags: ["\\u202e x"]', post_id="bad\x1b\n\udcff.md")
    assert post.title == "a␛[0mb"
    assert post.tags == ("\ufffd x",)
    assert post.id == "bad␛ \ufffd.md"


@pytest.mark.parametrize(
    ("yaml", "aliases"),
    [
        (
            "aliases:\n  - /2019/old-bridge/\n  - The Crossing",
            ("/2019/old-bridge/", "The Crossing"),
        ),
        ("aliases: [/a/, 'b, c']\nredirect_from: /d/", ("/a/", "b, c", "/d/")),
        ("redirect_from:\n  - /a/\n  - /b.html", ("/a/", "/b.html")),
        ("alias: The Crossing", ("The Crossing",)),
        ("aliases: Crossing, Span", ("Crossing, Span", "Crossing", "Span")),
        ("aliases:", ()),
        ("aliases: []", ()),
        ("title: x", ()),
    ],
)
def test_the_aliases(yaml: str, aliases: tuple[str, ...]) -> None:
    assert parse(yaml, "").aliases == aliases
