"""What site generators and other programs act on in Markdown, and how it is kept from them.

A post is a file that any program may read. No text of an entry may become a tag of a template, a
directive, a link to a note or HTML there. Outside of code a character reference or a backslash
prevents it: template engines do not decode references, and Markdown does so only after it has
looked for its own syntax. `escaping` writes them. What is prevented for whom:

| text | acts in | see |
| --- | --- | --- |
| `{{` `{%` | Liquid (Jekyll, Eleventy) | https://shopify.github.io/liquid/basics/introduction/ |
| `{{` `{%` `{#` | Jinja, Nunjucks, Zola | https://mozilla.github.io/nunjucks/templating.html |
| `{{` | Mustache, Handlebars, Vue | https://mustache.github.io/mustache.5.html |
| `{{<` `{{%` | Hugo | https://gohugo.io/content-management/shortcodes/ |
| `{!!` `{{` `@if` | Blade (Jigsaw) | https://laravel.com/docs/blade |
| `<%` | ERB, EJS, Templater | https://ejs.co/#docs |
| `{x}` `<a` `import` `export` | MDX | https://mdxjs.com/docs/what-is-mdx/ |
| `{.a}` `{:.a}` `{::a}` | Pandoc, kramdown | https://kramdown.gettalong.org/syntax.html |
| `@key` `(@)` `% title` `$x$` | Pandoc | https://pandoc.org/MANUAL.html#pandocs-markdown |
| `[[` `![[` `%%` `==` `^id` | Obsidian | https://help.obsidian.md/obsidian-flavored-markdown |
| `:::` `::a` `:a[` | directives | https://docusaurus.io/docs/markdown-features/admonitions |
| `!!!` `???` `===` `--8<--` | MkDocs | https://squidfunk.github.io/mkdocs-material/reference/ |
| `> [!note]` `[^1]:` | GitHub | https://docs.github.com/en/get-started/writing-on-github |
| `---` `+++` | front matter, slides | https://jekyllrb.com/docs/front-matter/ |
| `[gallery]` | WordPress | https://codex.wordpress.org/Shortcode_API |
| `<<<` `<script>` | VitePress, any other | https://vitepress.dev/guide/markdown |

Engines such as Liquid, Nunjucks and Blade run before Markdown is parsed, so that they act in code
as well, where references would be shown as they are written. Code with their marks is therefore
written as HTML, in which references are decoded.
"""

from __future__ import annotations

import re

_DIRECTIVES = (
    "auth|aware|break|can(?:any|not)?|case|choice|class|component|continue|csrf|dd|default|dump"
    "|each|else\\w*|empty|end\\w+|env|error|extends\\w*|for(?:else|each)?|guest|has\\w+|if|include\\w*"
    "|inject|isset|json|lang|livewire\\w*|method|once|parent|php|prepend\\w*|production|props|push\\w*"
    "|section\\w*|session|show|slot|stack|style|switch|unless|use|verbatim|viteReactRefresh|vite"
    "|while|yield"
)
DIRECTIVE = re.compile(rf"(?<!\w)@@?(?:{_DIRECTIVES})\b")
"""A directive of Blade. Other words after an `@` are left alone by it."""

_ACTIVE_IN_CODE = re.compile(rf"\{{[{{%#]|\{{!!|<%|{DIRECTIVE.pattern}")
"""What template engines act on in code, because they do not know that it is code."""
_QUERY = re.compile(r"\s*\$?=\s")
"""The beginning of a code span that the Obsidian plugin Dataview evaluates:
https://blacksmithgu.github.io/obsidian-dataview/queries/dql-js-inline/."""

_EXECUTED = frozenset(("base", "button", "dataview", "dataviewjs", "query", "tasks"))
"""Languages of code that Obsidian or its plugins evaluate: https://help.obsidian.md/plugins/search."""


def is_active_code(code: str) -> bool:
    """Return whether a program could act on something in code."""
    return _ACTIVE_IN_CODE.search(code) is not None or _QUERY.match(code) is not None


def is_executed(language: str) -> bool:
    """Return whether a program executes code of a language."""
    return language.lower() in _EXECUTED
