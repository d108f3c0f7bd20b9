"""The sentences in which the store, its periods and its amounts refuse, said in the language spoken.

They are made in English, far from anybody who reads them; an answer in another language recognises them by their forms.
"""

import re
from functools import cache

from bot.i18n import N_, _, language

SENTENCES = (
    # periods
    N_("That names more than one window ({one}, {other}); give them one at a time."),
    N_("That reaches outside the years {first} to {last}; type a nearer period."),
    N_("That period would end ({end}) before it starts ({start}); put the earlier date first."),
    N_("That reaches out of the calendar; type a date such as 2025-05-20."),
    N_("The year {year} is outside {first} to {last}; type a year such as {nearer}."),
    N_("There is no H{number}: a year has H1 and H2."),
    N_("There is no Q{number}: a year has Q1 to Q4."),
    N_("There is no month {number}: months run from 1 to 12."),
    N_("There is no {day}: that month ends on {last}; type a day up to it."),
    N_("That can be {one} or {other}; type the one that you mean."),
    N_("A year has {count} {unit}; type a number from 1 to {last}."),
    N_("The year {year} has not begun; type {whole} for the whole of it."),
    N_("That spans no time; type a number from 1 up, such as last 90 days."),
    N_("{span} are too many; type a shorter span such as last 90 days."),
    N_("{span} ago is too long ago; type a year such as {year}."),
    N_("That day is out of the calendar; type a date such as 2025-05-20."),
    N_("That is more than one period ({periods}); type one, or one to another."),
    N_("“{words}” is no period that I know; type for example {year}, {half}, {day} or last 90 days."),
    # amounts
    N_("Amounts are compared in US dollars; type the amount in dollars instead of {currency}."),
    N_("That range starts with its larger amount; put the smaller one first, such as 500m..2b."),
    N_("Amounts run from 0 to a thousand trillion; type one within that, such as $500m."),
    N_("That amount is larger than all there is; type one such as $500m or $1.25bn."),
    N_("Amounts are whole dollars (or other units); leave out the cents."),
    N_("{amount} can be {readings}; type the one that you mean."),
    N_("That names two currencies ({currencies}); type one of them."),
    N_("Amounts are not negative; type one such as $500m."),
    N_("Decimals take a point; type {right} instead of {wrong}."),
    N_("“{words}” is no amount that I know; {hint}."),
    # the store
    N_("that took longer than {seconds} seconds: ask for less at once"),
    N_("the store {path} cannot be read ({error})"),
    N_("the store {path} is damaged ({error}): restore a copy, or make a new one"),
    N_("the store {path} is being written: try again"),
    N_("the store {path} was not changed ({error}): try again"),
    N_("change {batch} cannot be undone: {id} was changed again since"),
    N_("change {batch} cannot be undone: later facts rest on what it added"),
    N_("there is no rule {number}: !remind list shows those there are"),
)


def told(sentence: str) -> str:
    """Say a sentence that comes from the store, its periods or its amounts, which know English alone.

    It is recognised by the form that it was made in; one that no form fits is given as it is.
    """
    if language() == "en":
        return sentence
    for form, pattern in _forms():
        if match := pattern.fullmatch(sentence):
            return _(form, **match.groupdict())
    return _(sentence)


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    return [(form, _pattern(form)) for form in SENTENCES]


def _pattern(form: str) -> re.Pattern[str]:
    """Turn a form into the pattern of the sentences made in it."""
    parts = re.split(r"\{(\w+)\}", form)
    return re.compile(
        "".join(f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)), re.DOTALL
    )
