"""Front matter, body and place to the typed fields of a post: a module for each kind of field."""
