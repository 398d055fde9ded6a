"""Article rendering: the tokens of a Markdown body become blocks, and blocks become styled lines.

The package knows no widget. Parsing a body (`document.parse_document`) applies the block rules
only; the inline text of a block is parsed and wrapped when `layout.ArticleLayout` needs one of its
lines. The package itself imports nothing, so that callers only pay for the modules they use.
"""
