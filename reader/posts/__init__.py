"""Load files as posts and collect them in a catalogue, without any user interface or database."""
