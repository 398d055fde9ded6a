"""From the entries of a parsed feed to posts in a folder: which are new, and what is done."""
