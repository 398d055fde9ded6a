"""Finding and deleting what is stored about the posts of a folder."""
