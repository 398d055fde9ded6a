"""Subscriptions: feeds.toml, and the lists of subscriptions of other programs."""
