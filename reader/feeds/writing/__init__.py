"""Entries become posts: the text of a file, its name, and the folder that it is written to."""
