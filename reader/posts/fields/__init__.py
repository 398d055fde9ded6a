"""Extract the typed fields of a post from its front matter, body and path."""
