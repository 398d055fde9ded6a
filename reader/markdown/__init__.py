"""A Markdown body to tokens: dialects, HTML and rules around markdown-it-py."""
