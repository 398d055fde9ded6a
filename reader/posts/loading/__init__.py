"""Load folders of files as posts: walk, parse, cache, reload and watch."""
