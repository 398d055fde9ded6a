"""The names of months and weekdays agree with the Unicode CLDR."""

from __future__ import annotations

import pytest
from babel import Locale

from reader.posts.fields.date_formats import parse_date
from reader.posts.fields.month_names import (
    MONTH_NUMBERS,
    WEEKDAYS,
    bare_name,
    is_weekday,
    month_number,
)

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "ru", "pl")
CJK = ("ja", "zh", "ko")
FORMS = [(form, width) for form in ("format", "stand-alone") for width in ("wide", "abbreviated")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "width"), FORMS)
def test_months_have_the_names_of_the_cldr(language: str, form: str, width: str) -> None:
    months = Locale(language).months[form][width]
    assert {name: month_number(name) for name in months.values()} == {
        name: number for number, name in months.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "width"), FORMS)
def test_weekdays_have_the_names_of_the_cldr(language: str, form: str, width: str) -> None:
    days = Locale(language).days[form][width].values()
    assert all(is_weekday(name.rstrip(".")) for name in days)


@pytest.mark.parametrize("language", CJK)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_dates_with_chinese_japanese_and_korean_names_are_parsed(language: str, width: str) -> None:
    months = Locale(language).months["format"][width]
    suffix = "일" if language == "ko" else "日"
    for number, name in months.items():
        date = parse_date(f"2024{'년 ' if language == 'ko' else '年'}{name}6{suffix}").date
        assert date is not None
        assert (date.month, date.day) == (number, 6)


def test_no_name_is_that_of_two_months_or_of_a_day() -> None:
    assert not MONTH_NUMBERS.keys() & WEEKDAYS
    assert set(MONTH_NUMBERS.values()) == set(range(1, 13))


@pytest.mark.parametrize("name", ["jui", "ju", "m", "", "mayhem", "lunar"])
def test_other_words_are_not_months(name: str) -> None:
    assert month_number(name) == 0


def test_accents_and_case_make_no_difference() -> None:
    assert bare_name("FÉVRIER.") == bare_name("fevrier")
