"""One file a screen. A screen coordinates; its widgets do the work."""
