"""Broadsheet's own themes, and the choice of a theme that suits the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="broadsheet-dark",
    dark=True,
    background="#15171b",
    surface="#1b1e23",
    panel="#262a31",
    foreground="#dcd8cf",
    primary="#e3a857",
    secondary="#7fb3d5",
    accent="#e3a857",
    success="#98bb6c",
    warning="#e6c068",
    error="#e5786d",
    variables={
        "block-cursor-background": "#e3a857",
        "block-cursor-foreground": "#15171b",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#33363d",
        "block-cursor-blurred-foreground": "#dcd8cf",
        "footer-key-foreground": "#e3a857",
        "border": "#e3a857",
        "border-blurred": "#3a3f48",
        "input-selection-background": "#e3a857 30%",
    },
)

LIGHT = Theme(
    name="broadsheet-light",
    dark=False,
    background="#faf7f0",
    surface="#f3eee3",
    panel="#e8e1d2",
    foreground="#2b2723",
    primary="#94400e",
    secondary="#1d5a87",
    accent="#94400e",
    success="#3f6b22",
    warning="#8a5a00",
    error="#a82a24",
    variables={
        "block-cursor-background": "#94400e",
        "block-cursor-foreground": "#faf7f0",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e0d7c4",
        "block-cursor-blurred-foreground": "#2b2723",
        "footer-key-foreground": "#94400e",
        "border": "#94400e",
        "border-blurred": "#cfc6b4",
        "input-selection-background": "#94400e 25%",
    },
)

TERMINAL = Theme(
    name="broadsheet-terminal",
    dark=True,
    ansi=True,
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    foreground="ansi_default",
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    success="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_bright_black",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_default",
        "screen-selection-foreground": "ansi_default",
        "footer-key-foreground": "ansi_default",
        "link-color": "ansi_default",
    },
)
"""The terminal's own two colours.

No other of the 16 colours can be read on black and on white in every common palette. So
terminal.tcss tells things apart by bold, reverse and underline.
"""

OWN_THEMES = (DARK, LIGHT, TERMINAL)


def has_few_colours(color_system: str | None) -> bool:
    """Return whether a terminal has 16 colours or fewer.

    Args:
        color_system: As `rich.console.Console.color_system` names it.
    """
    return color_system in (None, "standard", "windows")


def theme_for_terminal(color_system: str | None, environment: Mapping[str, str]) -> str:
    """Return the name of the theme to start with if none is set.

    A terminal with 16 colours or fewer gets the theme of its own colours. Any other gets the dark
    theme, or the light one if the environment variable COLORFGBG names a light background.

    Args:
        color_system: As `rich.console.Console.color_system` names it.
        environment: Environment variables.
    """
    if has_few_colours(color_system):
        return TERMINAL.name
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in ("7", "15") else DARK.name


def code_theme_for(theme: Theme) -> str:
    """Return the name of the Pygments style for code in a theme.

    The name is empty for a theme of the terminal's own colours: they are unknown, so no style is
    sure to be legible.
    """
    if theme.ansi:
        return ""
    return "one-dark" if theme.dark else "friendly"
