"""Fetches feeds, pages and images from the web, within limits and only on request."""
