"""Find link targets, resolve them to posts, and find related posts."""
