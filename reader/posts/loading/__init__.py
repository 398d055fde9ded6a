"""Folders of files to posts: walk, read, cache, reload, watch."""
