"""When Python looks for garbage: not while the first screen comes, and never among the posts.

Neither the imports of a start nor a load leave anything to collect, but the collector walks over
all they have made again and again: a tenth of the start, and with 100,000 posts in memory pauses
that are felt under a held key.
"""

from __future__ import annotations

import gc


def pause_collector() -> None:
    """Look for no garbage until all posts are there."""
    gc.disable()


def resume_collector() -> None:
    """Look for garbage again, in what is made from now on; nothing where it was not paused."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
