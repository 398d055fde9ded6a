"""Limits of a feed, which no honest feed reaches. What exceeds them is cut off."""

from __future__ import annotations

MAX_BYTES = 10 * 1024 * 1024
"""Size of a document."""
MAX_ENTRIES = 5_000
MAX_HTML = 1_000_000
"""Characters of a summary or content."""
MAX_TITLE = 1_000
"""Characters of a title."""
MAX_GUID = 4_000
MAX_URL = 4_000
"""Characters of an address; a longer one is left out."""
MAX_NAME = 200
"""Characters of the name of an author or a tag."""
MAX_AUTHORS = 20
MAX_TAGS = 50
MAX_TAG_ELEMENTS = 300
"""Elements of an entry that name tags. feedparser compares each tag with all others."""
MAX_SHORT_TEXT = 2_000
"""Characters of a name, a date or a list of keywords. feedparser needs long for longer ones."""
MAX_ENCLOSURES = 50
MAX_DEPTH = 200
"""Elements within each other."""
MAX_ELEMENTS = 400_000
"""Elements of a document; what follows is left out."""
MAX_ATTRIBUTES = 100
"""Attributes of an element."""
