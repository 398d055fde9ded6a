"""Rewrite dates of other languages in the forms that `date_formats` parses.

The languages are those of `month_names`, and Chinese, Japanese and Korean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.posts.fields.month_names import is_weekday, month_number

_ENGLISH = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_FILLERS = frozenset((
    "a", "à", "alle", "as", "às", "at", "das", "de", "del", "den", "der", "di", "do", "el", "godz",
    "il", "klo", "la", "las", "le", "les", "o", "of", "om", "on", "op", "ore", "r", "roku", "the",
    "uhr", "um", "uur", "van", "vom", "в", "г", "год", "года",
))  # fmt: skip
"""Words around the parts of a date: articles, prepositions and units."""
_ENGLISH_PARTS = frozenset(("am", "pm", "utc", "gmt", "z"))
_OTHER_WORDS = _FILLERS | _ENGLISH_PARTS
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_ORDINAL = re.compile(
    r"(?<=\d)(?:ère|ere|er|re|ème|eme|e|[oa]|°|\.?º|-?(?:го|е|ое)|ste|st|nd|rd|th)(?![^\W_])",
    re.IGNORECASE,
)
_HALF = re.compile(r"\b([ap])\.?\s?m\b\.?", re.IGNORECASE)
_HOUR = re.compile(r"(?<=\d)\s?h(?:eures?|oras?)?\s?(?=\d\d)")
_FULL_HOUR = re.compile(r"(?<=\d)\s?h(?:eures?|oras?)?\b")
_DASH = re.compile(r"\s+[-|·]\s+")

_TIME_FIRST = re.compile(
    r"(?P<time>\d{1,2}[:h.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
    r"(?P<zone>\s?(?:z|utc|gmt)?(?:[+-]\d\d:?\d\d)?)(?:,\s*|\s+(?:on\s+)?)(?P<day>\S.*)",
    re.IGNORECASE,
)

_CJK_MARK = re.compile(r"[年月日号號년월일]|[上下]午|午[前後]|오[전후]")
_CJK_SPACE = re.compile(r"(?<=\d)\s+(?=[年月日时分秒])|(?<=[年月时分])\s+(?=\d)")
_CJK_DAY_END = re.compile(r"日(?=\d)|(?<=\d)\.\s+(?=\d{1,2}:)")
_CJK_HOUR = re.compile(r"时(?!\d)")
_CJK_UNITS = str.maketrans("號号년월일点點時시분초", "日日年月日时时时时分秒")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The years before the first one of each era of Japan, and of Taiwan's calendar."""
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?(元|\d{{1,3}})\s?年")
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": 0, "零": 0, "十": 10,
}  # fmt: skip
_NUMBER = re.compile(rf"[{''.join(_NUMERALS)}]+(?=\s?[年月日号號])")
_CJK_WEEKDAY = re.compile(
    r"(?:星期|禮拜|礼拜|[周週])[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
    r"|\([月火水木金土日월화수목금토일一二三四五六]\)"
)
_CJK_HALVES = {
    "上午": "am", "早上": "am", "凌晨": "am", "午前": "am", "오전": "am",
    "下午": "pm", "晚上": "pm", "午後": "pm", "오후": "pm",
}  # fmt: skip
_CJK_TIME = re.compile(
    rf"({'|'.join(_CJK_HALVES)})\s?(\d{{1,2}})(?:[:时時]\s?(\d{{1,2}})?(?:[:分]\s?(\d{{1,2}})?)?)?"
    r"\s?[分秒]?"
)
_CJK_MONTH_FIRST = re.compile(r"(\d{1,2})月\s*(\d{1,2})日?,?\s+(\d{4})")


def rewrite_date(text: str) -> Iterator[str]:
    """Yield other forms of a date that may be parsed instead.

    Args:
        text: A date that no format of `date_formats` matches, with ASCII digits.
    """
    if _CJK_MARK.search(text):
        text = _from_cjk(text)
        yield text
    else:
        english = _to_english(text)
        if english is not None:
            text = english
            yield text
    time_first = _TIME_FIRST.fullmatch(text)
    if time_first is not None:
        yield f"{time_first['day']} {time_first['time']}{time_first['zone'].strip()}"


def _to_english(text: str) -> str | None:
    """Return a date with the English name of its month and without other words.

    Returns:
        None if it has neither the name of a month nor that of a weekday, or if it has words that do
        not belong to a date.
    """
    text = _HALF.sub(r"\1m", text)
    text = _ORDINAL.sub("", _FULL_HOUR.sub(":00", _HOUR.sub(":", text)))
    names = [word[0].rstrip(".") for word in _WORD.finditer(text)]
    months = [index for index, name in enumerate(names) if month_number(name)]
    if not (months or any(map(is_weekday, names))) or not all(map(_belongs_to_date, names)):
        return None
    kept = iter(
        # The first of two months is a weekday, as in the French `mar. 7 mai`.
        _ENGLISH[month_number(name) - 1]
        if months and index == months[-1]
        else (name if index and name.casefold() in _ENGLISH_PARTS else "")
        for index, name in enumerate(names)
    )
    text = _WORD.sub(lambda _: f" {next(kept)} ", text)
    words = (text.replace("/", " ") if months else text).split()
    return _DASH.sub(" ", " ".join(words)).strip(" ,.").replace(" ,", ",")


def _belongs_to_date(name: str) -> bool:
    return name.casefold() in _OTHER_WORDS or month_number(name) > 0 or is_weekday(name)


def _from_cjk(text: str) -> str:
    """Return a Chinese, Japanese or Korean date with digits and Chinese units."""
    text = _CJK_WEEKDAY.sub(" ", text)
    text = _NUMBER.sub(lambda numerals: str(_from_numerals(numerals[0])), text)
    text = _ERA.sub(_from_era, text).translate(_CJK_UNITS)
    text = _CJK_MONTH_FIRST.sub(r"\3-\1-\2", text)
    text = _CJK_TIME.sub(_from_half, _CJK_SPACE.sub("", text))
    text = _CJK_DAY_END.sub(" ", _CJK_HOUR.sub(":00", text))
    return " ".join(text.split())


def _from_numerals(numerals: str) -> int:
    """Return the number of Chinese numerals: `十二` is 12, and `二〇二四` is 2024."""
    values = [_NUMERALS[numeral] for numeral in numerals]
    if 10 not in values or len(values) > 3:
        return int("".join(str(value % 10) for value in values[:4]))
    ten = values.index(10)
    tens = values[ten - 1] if ten else 1
    return tens * 10 + (values[ten + 1] if ten + 1 < len(values) else 0)


def _from_era(era: re.Match[str]) -> str:
    return f"{_ERAS[era[1]] + (1 if era[2] == '元' else int(era[2]))}年"


def _from_half(time: re.Match[str]) -> str:
    """Return a time such as `下午7:08` with its half of the day at the end."""
    hour, minute, second = (int(part or 0) for part in time.group(2, 3, 4))
    half = _CJK_HALVES[time[1]] if 1 <= hour <= 12 else ""
    return f" {hour}:{minute:02}:{second:02} {half} "
