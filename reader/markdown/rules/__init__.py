"""Block and inline rules that are added to markdown-it-py.

A rule is a function that markdown-it-py calls at each line (block rules) or character (inline
rules). It returns whether it recognised something there; if `silent` is set, it must not add
tokens. See https://markdown-it-py.readthedocs.io/en/latest/architecture.html#rules.
"""
