"""Fetching: which feeds are due, how servers are asked politely, and what follows from answers.

`fetch.fetch_feeds` fetches feeds and emits the events of `reader.feeds.events`. What is decided
there is decided by plain functions of the other modules, which get the time as an argument.
"""
