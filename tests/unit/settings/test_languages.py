"""Tests of the languages that the settings and the system prefer."""

from __future__ import annotations

import pytest

from reader.settings import Settings, preferred_languages


@pytest.mark.parametrize(
    ("environ", "languages"),
    [
        ({}, ()),
        ({"LANG": "C"}, ()),
        ({"LANG": "POSIX"}, ()),
        ({"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"}, ()),
        ({"LANG": "ja_JP.UTF-8"}, ("ja-JP",)),
        ({"LANG": "de_AT@euro"}, ("de-AT",)),
        ({"LC_ALL": "", "LC_MESSAGES": "fr", "LANG": "en_GB"}, ("fr",)),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "pt_BR:pt:C:en"}, ("pt-BR", "pt", "en")),
    ],
)
def test_languages_of_the_system(environ: dict[str, str], languages: tuple[str, ...]) -> None:
    assert preferred_languages(Settings(), environ) == languages


def test_the_setting_takes_precedence() -> None:
    settings = Settings(languages=("ja", "en"))
    assert preferred_languages(settings, {"LANG": "de_DE.UTF-8"}) == ("ja", "en")
