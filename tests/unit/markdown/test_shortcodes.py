"""Template tags: what each kind is replaced by."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from reader.markdown.dialects.convert import to_markdown
from reader.markdown.dialects.shortcodes import as_markdown, as_target
from reader.markdown.dialects.tags import parse_tag


@pytest.mark.parametrize(
    ("tag", "markdown"),
    [
        ('figure src="a.jpg" alt="A boat"', "![A boat](a.jpg)"),
        ('img src="a b.jpg" title="At sea"', "![At sea](a%20b.jpg)"),
        ('image "a.jpg" "A boat"', "![A boat](a.jpg)"),
        ('image_with_class "a.jpg" "wide" "A boat"', "![A boat](a.jpg)"),
        ("asset_img left a.jpg", "![](a.jpg)"),
        ('include figure.html image_path="/x.png" url="x"', "![](/x.png)"),
        ('link href="/a" text="[x]"', "[&#91;x&#93;](/a)"),
        ('asset-static file="a.pdf" label="Slides"', "[Slides](a.pdf)"),
        ('box title="Note well"', "\n\n**Note well**\n\n"),
        ('pull text="Said." cite="Ann"', "Said. — Ann"),
        ('include links.md issues="25573,35537,34628,35493,9150,2248"', ""),
        ("assign x = 1", ""),
        ('assign x = "https://example.org/a/"', ""),
        ("/box", ""),
        ("endif", ""),
        ("", ""),
    ],
)
def test_a_tag_in_text_is_replaced_by_markdown(tag: str, markdown: str) -> None:
    assert as_markdown(parse_tag(tag)) == markdown


@pytest.mark.parametrize(
    ("tag", "url"),
    [
        ("youtube abc", "https://www.youtube.com/watch?v=abc"),
        ('youtube id="abc" title="x"', "https://www.youtube.com/watch?v=abc"),
        ('youtube.html id="abc"', "https://www.youtube.com/watch?v=abc"),
        ("include youtube.html id='abc'", "https://www.youtube.com/watch?v=abc"),
        ("vimeo 123", "https://vimeo.com/123"),
        ("gist ann 456", "https://gist.github.com/ann/456"),
        ('youtube "https://youtu.be/abc"', "https://youtu.be/abc"),
    ],
)
def test_a_tag_of_a_video_site_is_replaced_by_a_player(tag: str, url: str) -> None:
    assert f'<iframe src="{url}"' in as_markdown(parse_tag(tag))


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ('ref "my page.md"', "my%20page.md"),
        ("post_url 2020-01-02-a", "2020-01-02-a"),
        ("link _posts/a.md", "_posts/a.md"),
        ("asset file='x.pdf'", "x.pdf"),
        ("include", ""),
    ],
)
def test_a_tag_in_a_link_target_is_replaced_by_a_path(tag: str, target: str) -> None:
    assert as_target(parse_tag(tag)) == target


@pytest.mark.parametrize(
    "body",
    [
        "[Tide]({{ site.baseurl }}{% post_url 2020-01-02-a %})",
        "[Tide]({{site.url}}{{site.baseurl}}{% link 2020-01-02-a %})",
        "[tide]: {{ site.baseurl }}{% post_url 2020-01-02-a %}",
        "[tide]: {% post_url 2020-01-02-a %}",
    ],
)
def test_a_target_may_begin_with_a_variable_of_the_site(body: str) -> None:
    converted = to_markdown(body, MarkdownIt())
    assert "2020-01-02-a" in converted
    assert "{" not in converted


def test_the_link_of_a_router_is_no_element_of_html() -> None:
    converted = to_markdown('See <Link to="/tide">the tide</Link>.', MarkdownIt())
    assert converted == 'See <a href="/tide">the tide</a>.'


@pytest.mark.parametrize(
    "body",
    [
        "plain",
        "`{{ code }}` and ``{% code %}``",
        "```\n{{ code }}\n{% code %}\n```",
        "~~~\n{: .code}\n~~~~\n",
        "{:ok, value} {:error, :x} {:?}",
        "an {{ unended, a {% unended, {#name}, 100%",
        "import duties rise\nexport of goods",
        "- [ ] {x}",
    ],
)
def test_text_without_tags_is_left_alone(body: str) -> None:
    assert to_markdown(body, MarkdownIt()) == body


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (
            '{% assign q = "https://example.org/q/" %}\n[a]({{q}}1) and {{ q }}',
            "[a](https://example.org/q/1) and https://example.org/q/",
        ),
        (
            "{{ at }}{% assign at='1:02' %}{{at}}{% assign at = '1:03' %}{{at}}{{at | plus: 1}}",
            "1:021:03",
        ),
        ("a\n{% x %}\nb", "a\nb"),
        ("a\n{{< x >}}\nb", "a\n\nb"),
        ("a\n  {% x %}\n- b", "a\n- b"),
        ("a {{ 'said' | upcase }} b", "a said b"),
        ("{{< a\n  b >}}c", "c"),
        ("{{% b %}}c{{% /b %}}", "c"),
        ("**<!--id-->**[a](b)", "[a](b)"),
        ('import A from "a"\n\nx', "\nx"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("{% comment %}a\n\nb{% endcomment %}c", "c"),
        ("> {% highlight c %}\nx\n{% endhighlight %}", "> ~~~~~~c\n> x\n> ~~~~~~\n"),
        ("x {% highlight c %}y{% endhighlight %}", "x \n~~~~~~c\ny\n~~~~~~\n"),
        ("# H\n{: #id }\ntext", '# H\n<a id="id"></a>\ntext'),
        ("# H\n{: .id }\ntext", "# H\ntext"),
        ("text\n{: #id }", "text\n"),
    ],
)
def test_tags_in_a_body_are_replaced(body: str, markdown: str) -> None:
    assert to_markdown(body, MarkdownIt()) == markdown
