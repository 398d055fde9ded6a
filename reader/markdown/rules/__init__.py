"""Block and inline rules that are added to markdown-it-py."""
