"""The state of feeds between fetches, in SQLite: what servers answered, and what became of entries."""
