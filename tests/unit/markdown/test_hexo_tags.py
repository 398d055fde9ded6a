"""Hexo's tags for files of a post and for other posts: https://hexo.io/docs/tag-plugins."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from reader.markdown.dialects.convert import to_markdown
from reader.posts.links.targets import link_targets


@pytest.mark.parametrize(
    ("tag", "markdown"),
    [
        ("{% asset_img quay.png %}", "![](quay.png)"),
        ("{% asset_img quay.png The quay %}", "![The quay](quay.png)"),
        ("{% asset_img wide quay.png 500 400 %}", "![](quay.png)"),
        ('{% asset_img "the quay.png" "At noon" %}', "![At noon](the%20quay.png)"),
        ('{% asset_img quay.png \'"At noon" "The quay"\' %}', "![The quay](quay.png)"),
        ("{% asset_link map.pdf The map %}", "[The map](map.pdf)"),
        ("{% asset_link map.pdf %}", "[map.pdf](map.pdf)"),
        ("{% post_link the-tide %}", "[the-tide](the-tide)"),
        ("{% post_link the-tide The tide %}", "[The tide](the-tide)"),
        ("{% post_link the-tide 'The tide' false %}", "[The tide](the-tide)"),
        ('{% post_link "the-tide" "The tide" true %}', "[The tide](the-tide)"),
        ("{% link The tide https://e.example/a %}", "[The tide](https://e.example/a)"),
        ("{% link 'The tide' https://e.example true 'New' %}", "[The tide](https://e.example)"),
    ],
)
def test_tags_become_images_and_links(tag: str, markdown: str) -> None:
    assert to_markdown(tag, MarkdownIt()).strip() == markdown


def test_a_post_link_is_a_link_target() -> None:
    body = "{% post_link the-tide The tide %} and [it]({% post_path 'the-quay' %})"
    assert list(link_targets(body)) == ["the-tide", "the-quay"]
