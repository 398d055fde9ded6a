"""What is done with the text of an article: its links, quotes, and images from the web."""
