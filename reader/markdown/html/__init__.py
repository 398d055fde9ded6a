"""HTML in Markdown, converted to the tokens that Markdown of the same meaning gives."""
