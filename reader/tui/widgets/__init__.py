"""One widget a file. None knows another: they post facts, and their screen listens."""
