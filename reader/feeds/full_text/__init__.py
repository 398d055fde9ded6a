"""The whole text of entries whose feeds have only summaries, from the pages of the entries."""
