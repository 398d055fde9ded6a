"""What site generators add to Markdown, converted to plain Markdown before it is parsed."""
