"""Painting again only those parts of a widget that have changed."""
