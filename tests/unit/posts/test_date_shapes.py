"""Every shape in which people write a date."""

from __future__ import annotations

import pytest

from reader.posts.fields.date_shapes import read_date

SHAPES = {
    "2024-05-06": "2024-05-06",
    "2024/5/6": "2024-05-06",
    "2024.05.06": "2024-05-06",
    "2024年5月6日": "2024-05-06",
    "2024-05-06T07:08:09": "2024-05-06T07:08:09",
    "2024-05-06 07:08": "2024-05-06T07:08:00",
    "2024-05-06-07-08-09": "2024-05-06T07:08:09",
    "2024-5-6 7:08": "2024-05-06T07:08:00",
    "2024年5月6日 7时8分": "2024-05-06T07:08:00",
    "2024-05-06T07:08:09.123456789Z": "2024-05-06T07:08:09.123456+00:00",
    "2024-05-06T07:08:09.5": "2024-05-06T07:08:09.500000",
    "2024-05-06T07": "2024-05-06T07:00:00",
    "2024-05-06T07:08Z": "2024-05-06T07:08:00+00:00",
    "2024-05-06 07:08 UTC": "2024-05-06T07:08:00+00:00",
    "2024-05-06 07:08 GMT": "2024-05-06T07:08:00+00:00",
    "2024-05-06 07:08 UTC+2": "2024-05-06T07:08:00+02:00",
    "2024-05-06 07:08:09 +9": "2024-05-06T07:08:09+09:00",
    "2024-05-06 07:08:09 +0530": "2024-05-06T07:08:09+05:30",
    "2024-05-06 07:08:09 -05:00": "2024-05-06T07:08:09-05:00",
    "2024-05-06T07:08:09-0330": "2024-05-06T07:08:09-03:30",
    "2024-05-06 +0200": "2024-05-06",
    "2024-05-06 7:08 PM": "2024-05-06T19:08:00",
    "2024-05-06 12:08 a.m.": "2024-05-06T00:08:00",
    "2024-06-30 23:59:60": "2024-06-30T23:59:59",
    "20240506": "2024-05-06",
    "20240506T070809Z": "2024-05-06T07:08:09+00:00",
    "202405060708": "2024-05-06T07:08:00",
    "6.5.2024": "2024-05-06",
    "24-12-2023 18:00": "2023-12-24T18:00:00",
    "12.24.2023": "2023-12-24",
    "5/6/2024": "2024-05-06",
    "24/12/2023": "2023-12-24",
    "1714979289": "2024-05-06T07:08:09+00:00",
    "1714979289000": "2024-05-06T07:08:09+00:00",
    "Mon, 06 May 2024 07:08:09 +0200": "2024-05-06T07:08:09+02:00",
    "6 May 2024 07:08 EST": "2024-05-06T07:08:00-05:00",
    "Mon May  6 07:08:09 UTC 2024": "2024-05-06T07:08:09+00:00",
    "Mon May 06 2024 07:08:09 GMT+0200 (Central European Summer Time)": "2024-05-06T07:08:09+02:00",
    "May 6, 2024": "2024-05-06",
    "Monday, May 6th, 2024 at 7:08 pm": "2024-05-06T19:08:00",
    "the 6th": None,
    "6th of May, 2024": "2024-05-06",
    "06-May-2024": "2024-05-06",
    "Sept. 3, 2024": "2024-09-03",
    "May 2024": "2024-05-01",
    "٢٠٢٤-٠٥-٠٦": "2024-05-06",
    "YYYY-MM-DD": None,
    "soon": None,
    "Mayhem 6, 2024": None,
    "2024": None,
    "": None,
}


@pytest.mark.parametrize(("text", "date"), SHAPES.items())
def test_a_date_is_read(text: str, date: str | None) -> None:
    found = read_date(text)
    assert (found.date.isoformat() if found.date else None) == date
    assert (found.fault is None) == (date is not None)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13-01", "2024-17-10T19:30:00Z", "31.4.2024"])
def test_a_day_that_no_calendar_has_is_told(text: str) -> None:
    assert read_date(text) == (None, "is not a day of the calendar")


@pytest.mark.parametrize(
    "text", ["2024-05-06 24:61", "2024-05-06 13:00 pm", "2024-05-06 10:00 +0275"]
)
def test_a_day_survives_an_impossible_time(text: str) -> None:
    found = read_date(text)
    assert found.date is not None
    assert found.date.isoformat() == "2024-05-06"
    assert found.fault == "has an impossible time"


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31T23:59:59Z"])
def test_years_at_the_ends_of_the_calendar_are_no_dates(text: str) -> None:
    assert read_date(text).date is None
