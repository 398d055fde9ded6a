"""Controllers: plain objects that hold the state of the main screen and decide."""
