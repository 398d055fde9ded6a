"""Layers that decorate the lines of an article, one module for each."""
