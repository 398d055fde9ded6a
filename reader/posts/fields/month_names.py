"""Names of months and weekdays in the languages in which posts write their dates.

The names are those of the Unicode CLDR (https://cldr.unicode.org/), for dates and standing alone. A
test compares them with Babel, which contains the whole CLDR. Babel is not used here because it
is larger than the rest of Broadsheet, and because it formats dates but does not parse these forms.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

_MONTHS = (
    # English
    "january february march april may june july august september october november december",
    # French
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    # German, with the Austrian names, and without umlauts
    "januar/jänner februar/feber märz/maerz/mrz april mai juni juli august september oktober"
    " november dezember",
    # Spanish
    "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre"
    " diciembre",
    # Portuguese
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    # Italian
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    # Dutch
    "januari februari maart/mrt april mei juni juli augustus september oktober november december",
    # Russian
    "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль"
    " августа/август сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь",
    # Polish
    "stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec"
    " lipca/lipiec sierpnia/sierpień września/wrzesień października/październik listopada/listopad"
    " grudnia/grudzień",
)
"""The months of each language in their order, separated by spaces; `/` separates several forms."""

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday tues thurs",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    "lunes martes miércoles jueves viernes sábado domingo",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta"
    " sexta",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela wt śr pt",
)
"""The weekdays of the same languages, with abbreviations of two letters."""

MIN_ABBREVIATION = 3
"""Minimum number of letters of an abbreviation that is the beginning of a name."""


def bare_name(name: str) -> str:
    """Return a name without case, accents and dots, for comparing names."""
    letters = normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not combining(letter) and letter != ".")


def _month_numbers() -> dict[str, int]:
    return {
        bare_name(form): number
        for months in _MONTHS
        for number, forms in enumerate(months.split(), 1)
        for form in forms.split("/")
    }


MONTH_NUMBERS = _month_numbers()
"""The number of each month, 1 to 12, by its folded name. No name has two meanings."""

WEEKDAYS = frozenset(bare_name(name) for weekdays in _WEEKDAYS for name in weekdays.split())
"""Folded names of weekdays."""


@lru_cache(maxsize=1_024)
def month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month or an unambiguous abbreviation of it, or 0."""
    folded = bare_name(name)
    if folded in MONTH_NUMBERS:
        return MONTH_NUMBERS[folded]
    if len(folded) < MIN_ABBREVIATION:
        return 0
    numbers = {number for month, number in MONTH_NUMBERS.items() if month.startswith(folded)}
    return numbers.pop() if len(numbers) == 1 else 0


def is_weekday(name: str) -> bool:
    """Whether a name is that of a weekday, or an abbreviation of it."""
    folded = bare_name(name)
    return folded in WEEKDAYS or (
        len(folded) >= MIN_ABBREVIATION and any(day.startswith(folded) for day in WEEKDAYS)
    )
