"""What is remembered between runs, in SQLite. Knows no screen."""
