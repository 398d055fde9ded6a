"""The bottom of a screen: key hints, and the messages that replace them."""
