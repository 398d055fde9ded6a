"""The front page: which posts it shows, and how they are divided into sections."""
