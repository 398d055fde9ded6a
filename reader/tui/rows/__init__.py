"""Row sources: the positions of the rows of a list, and how they are drawn."""
