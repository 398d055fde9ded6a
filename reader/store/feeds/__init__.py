"""The state of feeds, in SQLite: what servers answered, and what became of entries."""

FEEDS_FILE = "feeds.db"
"""Name of the database in the data folder."""
