"""Sequences that end modes of the terminal."""

MOUSE_OFF = "".join(f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1005, 1006, 1015, 1016))
"""Ends every way in which a terminal can report the mouse:
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking. Terminals ignore what
they do not know."""
