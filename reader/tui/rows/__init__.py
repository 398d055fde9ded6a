"""ListRow sources: what the rows of a list say and where they stand."""
