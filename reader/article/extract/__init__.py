"""What is taken out of an article: selected text, its links, and quotes."""
