"""Feeds in the app: fetching them, listing and changing subscriptions, adding one."""
