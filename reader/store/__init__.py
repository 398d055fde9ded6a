"""Data that is stored between runs, in SQLite databases. Independent of the user interface."""
