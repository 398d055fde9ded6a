"""Fetches images from the web, within limits and only on request."""
