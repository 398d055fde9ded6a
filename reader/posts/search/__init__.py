"""What is searched for and found: words, queries, and the parts of texts that show them."""
