"""The open folders as one object: load, watch, search, open articles. Knows no screen."""
