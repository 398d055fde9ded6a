"""The command palette: what can be chosen from it, and how a query finds it."""
