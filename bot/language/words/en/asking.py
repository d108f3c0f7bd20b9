"""What is asked for, and how it is put in order or set against something, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "topic": {
        "deals": (
            "deal; transaction; agreement; license deal; licensing; licensing deal; licensing agreement; "
            "bd deal; bd; bd transaction; out licensing; out license; out licence; license out; licence out; "
            "licensed out; out licensed; outlicensing; outlicensed; outbound licensing; out licensing deal; "
            "out licensing agreement; license out deal; partnership; tie up; pact; licence; license; signed; "
            "sign; strike; struck; ink; inked; was signed; licensed; deals done; licences; licenses; deal count; "
            "number of deal; closed deal; completed deal; terminated deal; cancelled deal; canceled deal; "
            "active deal; ongoing deal; expanded deal"
        ),
        "milestones": (
            "milestone; catalyst; event; readout; read out; reads out; reading out; data readout; data; result; "
            "clinical event; calendar; timeline; window; window closes; window close; window ends; window opens; "
            "upcoming; coming up; bla; nda; snda; sbla; ind; endpoint; "
            "primary endpoint; pfs; os; orr; pfs endpoint; hazard ratio; hr; endpoints; clinical news; news"
        ),
        "market": "market; sector; industry; reported; report; headline figure",
        "drug": (
            "drug; asset; molecule; compound; candidate; medicine; therapy; therapies; inhibitor; product; "
            "programme; program; inhibitors; agonist; antagonist"
        ),
        "company": (
            "company; companies; pharma; firm; licensor; licensee; partner; buyer; seller; player; drugmaker; "
            "chinese company; chinese biotech; chinese companies; cos; chinese cos; biopharma; biopharmas"
        ),
        "trial": "trial; study; studies; clinical trial",
    },
    "want": {
        "count": (
            "how many; number of; number of deal; count; count of; tally; deal count; number; how often; no of; "
            "nr of; hw many; how mny; howmany; how many different; how many distinct; how many unique; different; "
            "distinct; how many times"
        ),
        "sum": (
            "sum; sum of; add up; came to; come to; amount to; amounted to; add up to in; adds up; added up; "
            "add up to; altogether; combined; in all; in total; overall; "
            "summed; sum up; aggregate; cumulative; cumulatively; committed; total spend; spend; spent; "
            "summed over"
        ),
        "mean": "average; mean; avg; on average; averaged",
        "median": "median; typical; typically",
        "quartiles": (
            "quartile; percentile; distribution; spread; range of; interquartile; iqr; upper quartile; "
            "lower quartile; 75th percentile; 25th percentile; third quartile; first quartile"
        ),
        "highest": (
            "largest; biggest; highest; top; maximum; max; most expensive; record; richest; greatest; priciest; "
            "leading; ever largest; huge; big"
        ),
        "lowest": "smallest; lowest; minimum; min; cheapest; least",
        "first": "first; earliest; first ever; since when; very first",
        "latest": "latest; most recent; newest; last; recent; just signed; what is new",
        "share": (
            "share; share of; percentage; percent; what percentage; proportion; fraction; portion; "
            "as percentage of; as a percentage of; %; pct; upfront to total ratio; ratio of upfront to total; "
            "upfront to total; upfront share of total"
        ),
        "growth": (
            "growth; grow; grew; growth rate; increase; increased; rise; rose; year on year; yoy; change; "
            "changed; decline; how fast; grow from; over prior year; jump"
        ),
        "breakdown": (
            "breakdown; broken down; split; break down; grouped; group; each; for each; in each; quarterly; "
            "monthly; yearly; annually; trend; trends; trend in; trend of; over the years; per year; per quarter; "
            "per month; each year; each quarter; each month"
        ),
        "when": (
            "when; what date; which date; on what date; what day; date; date of; timing; due; expected date; "
            "how soon; when is; when does; when was; when did; when will"
        ),
        "days": (
            "how many days; days until; days to; days left; how long until; how long till; countdown; days till; "
            "days to go; how many days until; days left until; days left till; days left to; "
            "how many days left; how many days left until; how many days are left; how many days are left until; days remaining; "
            "how many days remain; how many days remain until"
        ),
        "whether": "or not; yes or no; has; have; is; did; does; was; were; are; had; do; will",
        "who": (
            "who; whom; which company; which companies; which partner; what company; which pharma; "
            "which multinational; which biotech; whose; which firm; which mnc; with whom; to whom; "
            "which chinese company; which chinese biotech; which chinese companies; which chinese biotechs; who is; who are"
        ),
        "what": (
            "what; which; how much; what is; tell; show; list; give; how big; how large; what are; what was; "
            "how; anything; any; everything; known; what was known; was known; believed"
        ),
        "next": (
            "what comes next; what next; next; what is next; coming next; upcoming catalyst; next catalyst; "
            "next milestone; next event; what to expect; what should we expect; coming; ahead; pending; upcoming"
        ),
        "history": (
            "what happened; happened; history; story; past; track record; what has happened; happened to; "
            "what happened to; became of; what became of"
        ),
        "rank": (
            "rank; ranked; ranking; rank by; sort; sorted; order; ordered; sort by; in descending order; "
            "descending; from largest; largest first; biggest first; highest first; largest to smallest; "
            "biggest to smallest; most recent last"
        ),
        "comps": (
            "comparable; comp; comps; comparables; comparable deal; benchmark; similar deal; precedent; peer deal"
        ),
        "says": (
            "who says; who said; who says so; according to whom; source of; whose figure; who reports; "
            "who reported; who claims; says who; says; said; say; view; according to; s view; view on; "
            "opinion of; claims; claim; claimed; asserts; puts; estimates; reckons; quoted; quotes; cites; "
            "who puts; who estimates; do sources agree; do they agree; agree; disagree; sources agree"
        ),
        "most": (
            "most; the most; most of all; most common; most popular; most active; busiest; most frequent; "
            "than anyone else; than anyone; than any other; than any other company; than anybody else; than all others"
        ),
        "how much": "how much; at most; up to how much; how big",
    },
    "compare": {
        "compare": (
            "compare; compared; comparison; versus; vs; v s; against; difference; differ; side by side; "
            "compare with; compared with; compared to; differences; head to head; stack up"
        ),
    },
    "order": {
        "oldest": "oldest first; earliest first; chronological; chronologically; oldest",
        "newest": "newest first; latest first; most recent first",
    },
    "ordinal": {
        "2": "second; 2nd; runner up",
        "3": "third; 3rd",
        "4": "fourth; 4th",
        "5": "fifth; 5th",
    },
    "quantile": {
        "3": "upper quartile; third quartile; 75th percentile; q3 of; top quartile",
        "1": "lower quartile; first quartile; 25th percentile; bottom quartile",
    },
    "negation": {
        "not": (
            "not; non; except; excluding; exclude; excludes; other than; apart from; minus; leaving out; "
            "leave out; but not; except for; not including; excl; without; wo; sans; else but; else than"
        ),
    },
    "degree": {
        "highest": "more; larger; bigger; higher; greater; busier; more active; outspend; outspent; ahead of; "
        "more common; more frequent; more popular; more numerous",
        "lowest": "fewer; less; smaller; lower; behind",
    },
    # Not how many, but how large.
    "sized": {
        "sized": "larger; bigger; higher; greater; smaller; lower",
    },
    # What the second of two that are set against each other stands behind.
    "than": {
        "than": "than; compared with; compared to; outspend; outspent; ahead of; behind",
    },
    "joint": {
        "x": "x",
        "both": "both; at once; simultaneously; at the same time; dual; dually; triple",
        "or": "or; either; any of; each of; respectively; each",
    },
}
