"""Parse search queries, match posts, and extract excerpts."""
