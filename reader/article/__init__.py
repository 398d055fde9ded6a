"""The article pane's engine: Markdown becomes blocks, blocks become styled terminal lines.

Knows no widget. Parsing a body (`markdown.parse_document`) runs block rules only; the text of a
block is parsed and wrapped (`layout.ArticleLayout`) when one of its lines is about to be seen.
Nothing is imported here, so that a caller pays for the parts it uses.
"""
