"""The pictures of the documentation, drawn by the program itself: `make demo`."""
