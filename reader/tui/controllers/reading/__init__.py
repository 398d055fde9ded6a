"""Controllers of what is done with the text of the article: finding, links and quotes."""
