"""The languages that the user prefers: those of the settings, or that of the system."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.settings.model import Settings

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system names the language of messages, in order of precedence:
https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html"""
LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""Such as `en`, `pt-BR` or `zh_Hans_CN`."""


def preferred_languages(settings: Settings, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return language codes such as `en` or `pt-BR`, the most preferred first.

    Args:
        settings: Their `languages` are used if there are any.
        environ: The environment variables, of which those of the locale are used otherwise.
    """
    return settings.languages or _system_languages(environ)


def _system_languages(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages of the locale; none for the locale `C`.

    The variable `LANGUAGE` names several, but has no effect in the locale `C`:
    https://www.gnu.org/software/gettext/manual/html_node/The-LANGUAGE-variable.html
    """
    locale = next(filter(None, map(environ.get, _LOCALE_VARIABLES)), "C")
    if _language(locale) is None:
        return ()
    names = (environ.get("LANGUAGE") or locale).split(":")
    return tuple(filter(None, map(_language, names)))


def _language(locale: str) -> str | None:
    """Return the language of a locale such as `pt_BR.UTF-8`, or None if it names none."""
    name = re.split("[.@]", locale, maxsplit=1)[0]
    return name.replace("_", "-") if LANGUAGE_CODE.fullmatch(name) else None
