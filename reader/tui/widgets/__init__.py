"""The widgets, one per file. They post messages to their screen, and do not know each other."""
