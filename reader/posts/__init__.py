"""The newsroom: files become posts, posts become a catalogue. Knows no screen and no database."""
