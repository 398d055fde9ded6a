"""The terminal that the app runs in: what it sends, what it receives, and how it is left."""
