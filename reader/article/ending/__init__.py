"""What follows the text of an article: files that come with it, and links to other posts."""
