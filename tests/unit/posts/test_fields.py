"""Values of front matter, body and place to the fields of a post."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from reader.posts.loading.loader import LoadOptions, parse_post
from reader.posts.post import Post
from reader.posts.site import Site


def read(head: str, body: str = "Text.", *, post_id: str = "slug.md", **kwargs: Any) -> Post:
    """The post of YAML front matter and a body."""
    text = f"---\n{head}\n---\n{body}\n"
    return parse_post(text.encode(), path=f"/posts/{post_id}", post_id=post_id, **kwargs).post


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Plain", "Plain"),
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
def test_a_title_is_one_plain_line(written: str, title: str) -> None:
    assert read(f"title: {written}").title == title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("post_title: From another key", "Text.", "From another key"),
        ("Title: Case is nothing", "Text.", "Case is nothing"),
        ("link-title: x\nlink_Title: Marks are nothing", "Text.", "Marks are nothing"),
        ("title:", "# From *a* heading {#top}\n\nText.", "From a heading"),
        ("title: null", "Underlined\n==========\n", "Underlined"),
        ("title: ~", "```\n# a comment\n```\n\n## Real ##\n", "Real"),
        ("title: ''", "No heading.", "Slug"),
        ("title: ''", "# {{ page.title }}\n\n# Real\n", "Real"),
        ("title: ''", "<!--\n# hidden\n-->\n# Shown\n", "Shown"),
        ("title: ''", "Underlined\n----------\n\nText.", "Underlined"),
        ("title: ''", "A paragraph\nof two lines\n---\n\n# Real", "Real"),
        ("title: ''", "a | b\n---\n\n1. one\n---\n\n- x\n---\n", "Slug"),
        ("title: [In a list]", "Text.", "In a list"),
    ],
)
def test_where_a_title_is_found(head: str, body: str, title: str) -> None:
    assert read(head, body).title == title


def test_of_one_key_in_two_spellings_the_last_counts_and_is_told() -> None:
    post = read("title: One\nweight: 1\nTitle: Two\nmy_own: 1\nmyOwn: 2")
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
    ],
)
def test_a_title_of_a_file_name(post_id: str, title: str) -> None:
    assert read("layout: post", post_id=post_id).title == title


@pytest.mark.parametrize(
    ("head", "date"),
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
    ],
)
def test_where_a_date_is_found(head: str, date: str) -> None:
    post = read(head)
    assert post.date is not None
    assert post.date.isoformat() == date
    assert post.is_date_written
    assert not post.problems


@pytest.mark.parametrize(
    ("head", "said"),
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
            "“2024-02-30” is not a day in the calendar; "
            "the file's modification time is used instead",
        ),
    ],
)
def test_what_is_no_date_is_told_with_what_was_taken_instead(head: str, said: str) -> None:
    (problem,) = read(head).problems
    assert (problem.line, problem.field, problem.message) == (2, "date", said)


def test_the_time_of_the_file_is_the_last_resort_and_marked_so() -> None:
    post = read("title: x", modified=1714979289.75)
    assert post.date == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert not post.is_date_written
    assert not post.problems


@pytest.mark.parametrize("modified", [None, float("inf"), 1e20])
def test_a_post_may_have_no_date_at_all(modified: float | None) -> None:
    assert read("title: x", modified=modified).date is None


def test_times_without_offset_are_the_sites_if_asked() -> None:
    site = Site(time_zone="Europe/Rome")
    options = LoadOptions(use_site_time_zone=True)
    assert str(read("date: 2024-05-06 10:00", site=site).date) == "2024-05-06 10:00:00"
    moved = read("date: 2024-05-06 10:00", site=site, options=options)
    assert str(moved.date) == "2024-05-06 10:00:00+02:00"
    assert str(read("date: 2024-05-06", site=site, options=options).date) == "2024-05-06"
    nowhere = Site(time_zone="../../etc/passwd")
    assert str(read("date: 2024-05-06 10:00", site=nowhere, options=options).date) == (
        "2024-05-06 10:00:00"
    )


@pytest.mark.parametrize(
    ("head", "categories"),
    [
        ("categories: [latest, sports]", ("latest", "sports")),
        ("categories: Deep Sea, City Life", ("Deep Sea", "City Life")),
        ("categories: news update", ("news update",)),
        ("layout: post\ncategories: news update", ("news", "update")),
        ("layout: post\ncategory: This Week, in Rust", ("This Week, in Rust",)),
        ("categories: [a b, A B, '', null, c]", ("a b", "c")),
        ("categories:\n  - [Sport, [Rowing]]\n  - name: Weather", ("Sport", "Rowing", "Weather")),
        ("topics: [ice]\ntags: [x]", ("ice",)),
        ("categories: []\ncategory: one", ("one",)),
        ("taxonomies:\n  categories: [deep]", ("deep",)),
        ("extends: _layouts.post\nsection: content", ("Uncategorised",)),
        ("section: Opinion", ("Opinion",)),
        ("title: x", ("Uncategorised",)),
    ],
)
def test_categories(head: str, categories: tuple[str, ...]) -> None:
    assert read(head).categories == categories


def test_the_folder_is_a_category_only_without_a_key() -> None:
    assert read("title: x", post_id="_posts/world/x.md").categories == ("world",)
    assert read("category: home", post_id="_posts/world/x.md").categories == ("home",)


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("tags: 'tide,harbour , boats'", ("tide", "harbour", "boats")),
        ("tags: one; two, three", ("one", "two, three")),
        ("tag: single", ("single",)),
        ("keywords: a，b、c", ("a", "b", "c")),
        ("tags: ['#one', two/three, C#]", ("one", "two/three", "C#")),
        ("tags: '#one #two'", ("one", "two")),
        ("tags: [2024, no, 1.5]", ("2024", "no", "1.5")),
        ("title: x", ()),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]) -> None:
    assert read(head).tags == tags


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("author: Ana Brandt", ("Ana Brandt",)),
        ("author: Brandt, Ana", ("Brandt, Ana",)),
        ("authors: Ana Brandt, Ben Okoye", ("Ana Brandt", "Ben Okoye")),
        ("author: Ana Brandt <ana@example.org>", ("Ana Brandt",)),
        ("author:\n  name: Ana\n  mail: x", ("Ana",)),
        ("authors:\n  - name: Ana\n  - Ben", ("Ana", "Ben")),
        ("authors:\n  ana:\n    name: Ana Brandt", ("Ana Brandt",)),
        ("layout: post\nauthors: Ana Brandt", ("Ana Brandt",)),
    ],
)
def test_authors(head: str, authors: tuple[str, ...]) -> None:
    assert read(head).authors == authors


@pytest.mark.parametrize(
    ("head", "featured"),
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
def test_featured(head: str, featured: bool) -> None:
    assert read(head).featured is featured


@pytest.mark.parametrize(
    ("head", "hidden"),
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
        ("layout: post", None),
        ("isDraft: true", "draft"),
        ("expiryDate: 2024-06-01", "expired"),
        ("expiryDate: 2024-06-03", None),
        ("title: x", None),
    ],
)
def test_why_a_post_is_hidden(head: str, hidden: str | None) -> None:
    options = LoadOptions(now=datetime(2024, 6, 2))
    assert read(head, options=options).hidden == hidden


def test_a_page_that_sends_its_readers_elsewhere_is_hidden() -> None:
    assert read("title: x", '<meta http-equiv="refresh" content="0; url=/y">').hidden == "redirect"


def test_expired_posts_are_shown_if_asked() -> None:
    options = LoadOptions(hide_expired=False, now=datetime(2024, 6, 2))
    assert read("expiryDate: 2024-06-01", options=options).hidden is None


def test_a_folder_of_drafts_hides() -> None:
    assert read("title: x", post_id="_drafts/x.md").hidden == "draft"


@pytest.mark.parametrize(
    ("head", "body", "image"),
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
        ("title: x", "```\n![x](no.png)\n```\n\n`![x](no.png)` <!-- ![x](no.png) -->", None),
        ("title: x", '<img data-src="no.png" src=a.png>', "a.png"),
        ("title: x", '<img src="count.gif" width="1"> ![x](a.png)', "a.png"),
        ("title: x", "![x](https://img.shields.io/badge/a.svg) ![x](a.png)", "a.png"),
        ("title: x", "No picture!", None),
    ],
)
def test_the_image(head: str, body: str, image: str | None) -> None:
    assert read(head, body).image == image


@pytest.mark.parametrize(
    ("head", "body", "description"),
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
        ("title: x", "", ""),
    ],
)
def test_the_description(head: str, body: str, description: str) -> None:
    assert read(head, body).description == description


def test_a_long_description_is_cut_after_a_word_within_300_cells() -> None:
    narrow = read("title: x", "word " * 100).description
    assert narrow.endswith("word…")
    assert len(narrow) <= 301
    wide = read("title: x", "漢字" * 200).description
    assert wide == "漢字" * 74 + "漢…"


@pytest.mark.parametrize(
    ("head", "link"),
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
def test_the_link(head: str, link: str | None) -> None:
    local = link is not None and link.startswith("https://news.")
    site = Site(address="https://news.example.org")
    assert read(head, site=site).link == link
    assert read(head).link == (None if local else link)


def test_slug_and_language() -> None:
    post = read("slug: /deep/down/\nlang: pt_BR")
    assert (post.slug, post.language) == ("down", "pt-BR")
    assert read("language: English", post_id="en/x.md").language == "en"


@pytest.mark.parametrize(
    ("body", "words"),
    [("", 0), ("three little words", 3), ("汉字汉字", 2), ("vier 漢字 Wörter hier", 4)],
)
def test_words(body: str, words: int) -> None:
    assert read("title: x", body).words == words


def test_hostile_names_and_values_leave_no_control_character() -> None:
    post = read('title: "a\\e[0mb"\ntags: ["\\u202e x"]', post_id="bad\x1b\n\udcff.md")
    assert post.title == "a␛[0mb"
    assert post.tags == ("\ufffd x",)
    assert post.id == "bad␛ \ufffd.md"
