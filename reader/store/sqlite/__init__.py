"""What all SQLite files have in common, whatever they contain."""
