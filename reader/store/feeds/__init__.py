"""The state of feeds, in SQLite: what servers answered, and what became of entries."""
