"""Feeds: subscriptions, fetching, and entries that become posts in a folder."""
