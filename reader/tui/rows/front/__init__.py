"""The front page: positions of its rows, and how they are drawn."""
