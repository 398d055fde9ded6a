"""Finding the targets of links in a body."""

from __future__ import annotations

import pytest

from reader.posts.links.targets import link_targets


@pytest.mark.parametrize(
    ("body", "targets"),
    [
        ("A [link](other.md) and [one](<the other.md> 'title').", ["other.md", "the other.md"]),
        ("[brackets](a_(b).md)", ["a_(b).md"]),
        ("[a]: first.md\n   [b]: <second.md>", ["first.md", "second.md"]),
        ("[[A note]] and [[Other#part|called so]]", ["A note", "Other#part"]),
        ("<a href=\"page.html\">x</a> <A HREF = '../y/'>", ["page.html", "../y/"]),
        ("{% post_url 2020-01-02-first %}", ["2020-01-02-first"]),
        ("[x]({% link _posts/a.md %})", ["_posts/a.md"]),
        ('[x]({{< ref "a.md" >}}) {{% relref "b" %}}', ["a.md", "b"]),
        ("![image](i.png)", ["i.png"]),
        ("No [link] at all, and a[0](", []),
    ],
)
def test_all_forms_of_links_are_found(body: str, targets: list[str]) -> None:
    assert list(link_targets(body)) == targets


def test_no_link_is_lost_in_a_long_body() -> None:
    body = "\n".join(
        f"Some words before [link {number}](post-{number}.md)." for number in range(9_000)
    )
    assert list(link_targets(body)) == [f"post-{number}.md" for number in range(9_000)]


def test_a_very_long_line_is_searched() -> None:
    assert len(list(link_targets("[a](b.md) " * 60_000))) > 10_000


def test_an_ampersand_is_decoded() -> None:
    assert list(link_targets("[a](/tide?a=1&amp;b=2)")) == ["/tide?a=1&b=2"]
