"""A Markdown body to tokens: dialects, HTML and rules around markdown-it-py.

`parser.parse_body` is the entry point. `dialects` converts what site generators add to Markdown
before the body is parsed, `rules` are added to markdown-it-py, and `html` converts HTML to the
tokens that equivalent Markdown has. Nothing in here depends on Rich, posts or the screen.
"""
