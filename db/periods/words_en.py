"""English words and phrase patterns for periods: tables only, read by `grammar`.

Patterns see plain text (lower case, single blanks, `-` and `'`). `<name>` stands for a fragment, a group says
what the part is; the first word of a rule names its reading in `grammar`. Order matters: longer phrases first.
"""

MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

# Names of months that are words (or given names) of their own; alone they need a preposition or a capital.
MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "jun", "sep", "dec", "jan"})

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "", "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve",
        )
    )
    for word in words.split()
} | {"eighteen": 18, "twenty-four": 24, "thirty": 30, "sixty": 60, "ninety": 90}  # fmt: skip

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": -1,
}  # fmt: skip

PARTS = {
    "early": "early|start of|beginning of|begin of",
    "mid": "mid|middle of",
    "late": "late",
    "end": "end of|end",
}

OFFSETS = {
    "last": -1,
    "previous": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "next": 1,
}
BACKWARD = "last|past|previous|prior|trailing|preceding|most recent"
FORWARD = "next|coming|upcoming|following|within(?: the)?(?: next| coming)?"

_UNIT_WORD = r"(?P<unit>days?|d|weeks?|wks?|w|months?|mos?|mths?|quarters?|qtrs?|years?|yrs?|y)"
_NUMBER = rf"(?P<n>\d{{1,5}}|(?:a )?(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?: of)?)"
_PART = rf"(?:(?P<part>{'|'.join(f'(?:{words})' for words in PARTS.values())})[ -]?(?:in |part of )?(?:the )?)"
_FISCAL = r"(?:(?:full|fiscal|calendar|financial)[ -](?:year )?|the year |year |fy ?|cy ?)"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NAMES, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_RELATIVE = "|".join(OFFSETS)

FRAGMENTS = {
    "year": rf"(?:{_FISCAL}?(?P<year>[12]\d{{3}})|(?:fy ?|cy ?)?'(?P<yy>\d\d)|(?:fy|cy) ?(?P<fy>\d\d)"
    rf"|(?:the )?(?P<rel>{_RELATIVE}) (?:calendar |fiscal )?year)",
    "part": _PART,
    "month": _MONTH,
    "day": _DAY,
    "number": _NUMBER,
    "unit": _UNIT_WORD,
    "hq": r"(?:(?P<hq>[hq])(?P<nth>\d)|(?P<nth2>\d)(?P<hq2>[hq])"
    rf"|(?P<ord>{'|'.join(ORDINALS)}|last)[ -](?P<word>half|quarter))",
    "hqbare": rf"(?:(?P<hq>[hq])(?P<nth>\d)|(?P<ord>{'|'.join(ORDINALS)})[ -](?P<word>half|quarter))",
    # H1 receptors and the like are no halves of a year.
    "nobiology": r"(?! ?-?(?:receptor|antagon|block|antihist|inhib|agonis|histamin|n\d))",
    "back": BACKWARD,
    "forward": FORWARD,
    "relative": _RELATIVE,
    # "2000 patients" and "2025%" are no years.
    "nocount": r"(?! ?(?:%|m|mn|mm|bn|k|million|billion|thousand|patients|subjects|participants|people|adults"
    r"|children|employees|sites|centers|centres|mg|kg|ml|usd|rmb|cny|eur|dollars|yuan)(?![a-z0-9])"
    r"|\.\d|,\d{3}(?!\d)|[万亿元家笔个名例人种款项位])",
}

RULES: tuple[tuple[str, str], ...] = (
    # Days and months in figures.
    ("ymd", r"(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![-/.]?\d)"),
    ("ymd", r"(?P<year>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.,])"),
    ("dmy", r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)"),
    ("years", r"(?P<year>[12]\d{3})/(?P<year2>[12]\d{3})(?!\d)"),
    ("ym", r"<part>?(?P<year>[12]\d{3})(?:[-/](?P<m>\d{1,2})|\.(?P<m2>\d\d))(?![-/.]?\d|%)"),
    ("my", r"(?P<m>0?[1-9]|1[0-2])/(?P<year>[12]\d{3})(?!\d)"),
    # Month names.
    (
        "days",
        r"between(?: the)? (?P<d1>\d{1,2})(?:st|nd|rd|th)? and(?: the)? <day>(?: of)? <month>(?:,? ?<year>)?",
    ),
    ("days", r"between <month> (?P<d1>\d{1,2})(?:st|nd|rd|th)? and <day>(?:,? <year>)?"),
    ("days", r"(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?: ?- ?| to )<day>(?: of)? <month>(?:,? ?<year>)?"),
    ("days", r"<month> (?P<d1>\d{1,2})(?:st|nd|rd|th)?(?: ?- ?| to )<day>(?:,? <year>)?"),
    ("named", r"(?<!top )(?<!phase )(?<!first )<day>(?: of)?[ -]?<month>,?[ -]?(?:of )?<year>"),
    ("named", r"<month>[ -]?<day>,? ?<year>"),
    ("named", r"<year>[ ,-]{1,2}<month>[ -]<day>(?!\d|[a-z])"),
    ("named", r"<part>?<month>[ ,/-]{0,2}(?:of |in )?(?:the )?<year>"),
    ("named", r"<part>?<year>[ /-]?<month>"),
    ("whichmonth", r"(?P<which>last|this|next) <month>"),
    ("monthyy", r"<month>-(?P<yy>\d\d)"),
    ("named", r"(?<!top )(?<!phase )(?<!first )<day>(?: of)? <month>"),
    ("named", r"<month> <day>(?![ -]?(?:%|deals|m|bn))"),
    # Halves and quarters; 1H26 and Q3'26 without a blank.
    ("hq", r"<part>?<hq>(?:[ /-]?| of | in |, )(?:the )?<year>"),
    ("hq", r"<part>?<year>(?:[ /-]?|, )(?:the )?<hq>"),
    ("hq", r"<part>?(?P<nth2>\d)(?P<hq2>[hq])[ -]?(?P<fy>\d\d)"),
    ("hq", r"<part>?(?P<hq>[hq])(?P<nth>\d)-?(?P<fy>[123]\d)"),
    ("hq", r"<part>?(?P<fy>[123]\d)(?P<hq>[hq])(?P<nth>[1-4])(?![a-z0-9])"),
    ("hqs", r"q(?P<nth>\d)-(?P<last>\d),? ?<year>"),
    ("hq", r"<part>?<hqbare><nobiology>"),
    # Parts of a year from its beginning or to its end.
    ("span", r"(?P<edge>first|last|final) <number> (?P<unit>months|quarters),?(?: of| in)?(?: the)? <year>"),
    ("span", r"(?P<edge>first) <number> (?P<unit>months|quarters)"),
    ("span", r"(?P<n>[369])m(?P<fy>\d\d)"),
    ("span", r"(?P<n>[369])m(?P<year>20\d\d)"),
    ("parts", r"(?P<part>early|mid)[ -]?(?:to|or|/)[ -]?(?P<part2>mid|late|end)[ -]?(?:in |of )?<year>"),
    # Up to or from today.
    ("todate", r"<year> ?(?:ytd|year[ -]to[ -]date|so far)"),
    ("todate", r"(?:ytd|year[ -]to[ -]date),? ?(?:in |of )?<year>"),
    ("todate", r"so far(?: in)? <year>"),
    ("todate", r"ytd|year[ -]to[ -]date|so far this year"),
    ("rest", r"(?:later|(?:the )?(?:rest|remainder) of|(?:the )?remaining) (?:in |of )?<year>"),
    ("rest", r"(?:later|(?:the )?(?:rest|remainder) of|within|before the end of) (?:in )?(?:the |this )year"),
    # Years and their ends.
    ("year", r"(?:(?P<part_end>year[ -]?end|end|eoy|ye)[ -]?)<year><nocount>"),
    ("year", r"<year>'?s?[ -](?P<part_end>year[ -]?end)"),
    ("year", r"(?P<part_mid>mid[ -]?year),? ?(?:of |in )?<year>"),
    ("year", r"<year> (?P<part_mid>mid[ -]?year)"),
    ("year", r"<part>?<year><nocount>"),
    ("year", r"(?P<part_mid>mid-?year)"),
    ("year", r"(?P<part_end>year[ -]?end|end of (?:the |this )?year|eoy)"),
    ("year", r"<part>(?:the |this )year"),
    ("year", r"(?P<year>[3-9]\d{3})<nocount>"),
    # Relative to today.
    ("rolling", r"(?P<back><back>) <number>[ -]?<unit>"),
    ("rolling", r"(?P<forward><forward>) <number>[ -]?<unit>"),
    ("rolling", r"(?P<back>past|trailing) (?P<unit>week|month|quarter|year|half[ -]year)"),
    ("rolling", r"(?P<forward>coming|upcoming) (?P<unit>week|month|quarter|year|half[ -]year)"),
    ("rolling", r"(?P<back>(?:last|past|previous) half a year|past 6m|ltm|ttm|l12m)"),
    ("rolling", r"(?P<forward>(?:next|coming) half a year|ntm|n12m)"),
    ("calendar", r"<part>?(?:the )?(?P<which><relative>) (?P<cal>half(?:[ -]year)?|quarter|month|week)"),
    ("calendar", r"<part>(?P<which>the) (?P<cal>half|quarter|month)"),
    ("ago", r"<number> <unit> ago"),
    ("dayword", r"(?P<dayword>today|yesterday|tomorrow)"),
    ("month", r"<part>?<month>"),
)

DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}

# Words before a period. "" is a word that adds nothing.
PREFIXES = {
    "between": r"between",
    "from": r"from",
    "since": r"since|ever since|onwards from|(?:no|not) (?:earlier than|before)"
    r"|starting(?: in| from)?|beginning(?: in| from)",
    "before": r"before|prior to|earlier than|ahead of|pre-?",
    "by": r"by|no later than|not later than|up to and including|on or before|in or before",
    "until": r"until|till|up to|up until|through|thru|to the end of",
    "after": r"after|later than|post-?|beyond",
    "around": r"around|about|circa|approximately|approx\.?|roughly|some ?time around|~",
    "within": r"within",
    "": r"in|during|throughout|over|over the course of|across|in the course of",
}
SUFFIXES = {
    "since": r"onwards?|(?:and|or) (?:later|after|onwards?|beyond)|and since",
    "on": r"on(?! (?!(?:pl[sz]|please|thanks?|thx)\b)[a-z])|forward",
    "until": r"(?:and|or) (?:earlier|before)",
}
CONNECTORS = {
    "to": r" ?(?:-|--|~|/) ?| (?:to|through|thru|until|till|up to|and up to|up until)(?: the)? ",
    "between": r" (?:and|to|-)(?: the)? ",
    "list": r",? (?:and|or|vs\.?|versus|against|compared (?:with|to)|&)(?: in| with| the)* |, ?| ?& ?|;",
}
NOW = r"(?: to | - |-| until | till | through | up to )(?:date|now|today|present|the present)(?![a-z0-9])|-to-date"
