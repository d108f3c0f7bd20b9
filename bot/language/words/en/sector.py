"""Figures that are reported for the sector, and what they are about, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "metric": {
        "out-licensing-deals": "number of out licensing deals",
        "share-of-mnc-external-pipeline": (
            "external pipeline; externally sourced pipeline; mnc pipeline; multinationals external pipeline; "
            "share of multinationals; mnc external pipeline; multinationals pipeline; in licensed pipeline; "
            "mnc in licensed pipeline; external assets; in licensed assets; externally sourced; "
            "multinational external pipeline; share of mnc; big pharma external pipeline; big pharma s external pipeline; "
            "big pharma s externally sourced pipeline; big pharma externally sourced pipeline; "
            "big pharma pipeline; mnc external pipelines; pharma external pipeline; large pharma external pipeline"
        ),
        "share-of-global-out-licensing-value": (
            "share of global out licensing value; share of global licensing value; global out licensing value; "
            "global licensing value; share of global deal value; global out licensing deal value; "
            "global licensing deal value; share of global value; global deal value"
        ),
        "share-of-global-out-licensing-deals": (
            "share of global out licensing deals; share of global deals; share of global licensing deals; "
            "global licensing deals; global out licensing deals; share of global deal count; global deal count"
        ),
        "share-of-global-pipeline": (
            "global pipeline; share of global pipeline; share of the global pipeline; global drug pipeline; "
            "world pipeline"
        ),
        "share-of-global-first-launches": (
            "global first launches; first launches; share of global first launches; first launch; "
            "first in world launches"
        ),
        "share-of-global-adc-licensing": "global adc licensing; share of global adc licensing; global adc deals",
        "share-of-major-licensing-deals": "share of major licensing deals; major licensing deals; major licensing",
        "share-of-revenue-from-us": (
            "revenue from us; us revenue share; share of revenue from us; us revenue; revenue from the us"
        ),
        "market-size": (
            "market size; size of market; drug market size; size of the market; how big is the market; "
            "innovative drug market"
        ),
        "market-size-small-nucleic-acid": (
            "small nucleic acid market; nucleic acid market size; sirna market size; "
            "small nucleic acid market size; market size of small nucleic acid; "
            "market size of small nucleic acid drug"
        ),
        "market-size-forecast": (
            "market forecast; forecast market size; market size forecast; market size 2030; forecast of market size"
        ),
        "global-to-china-market-ratio": (
            "global market ratio; times the chinese market; times china; how many times bigger; times bigger; "
            "times larger; how many times; ratio of global; global drug market; global market; ratio; "
            "global market vs china market ratio; global to china market"
        ),
        "order-backlog": "backlog; order backlog; orders on hand; order book; cxo backlog",
        "order-backlog-growth": "backlog growth; order backlog growth; growth of backlog; growth in backlog",
        "revenue-growth": (
            "revenue growth; sales growth; growth of revenue; revenue grow; revenue grew; grow revenue; "
            "revenue increase; revenue growth rate"
        ),
        "revenue-growth-guidance": "revenue growth guidance; growth guidance; guided growth; guided revenue growth",
        "revenue-guidance": "revenue guidance; guided revenue",
        "tides-revenue-growth": "tides revenue growth; tides growth; tides; tides revenue; tides revenue grow",
        "gross-margin": "gross margin; margin",
        "new-projects": "new projects; new project; projects added",
        "approvals": (
            "drugs approved; innovative drugs approved; innovative drug approvals; drug approvals; "
            "new drug approvals; innovative drugs were approved; approvals of innovative drugs; "
            "new drugs approved; innovative medicines approved; new drugs were approved"
        ),
        "approvals-cumulative": "cumulative approvals; approvals 2021 2025",
        "forecast": "forecast; outlook for 2026; projection; prediction",
        "outlook": "outlook; recovery; cxo recovery; recover; cro recovery; recovering",
        "policy-status": (
            "became law; become law; law; signed into law; biosecure; biosecure act; act; ndaa; policy; 1260h; "
            "1260h list; entity list; legislation; bill; pass congress; biosecure status; die; died; dead"
        ),
        "focus-areas": (
            "focus areas; areas named; areas to watch; named areas; hot areas; focus; directions; areas did; "
            "promising areas; areas"
        ),
        "pipeline-drugs-in-trials": "drugs in trials; drugs in clinical trials; pipeline drugs in trials",
        "all-deals-number": "deals of all types; all deal types number",
        "bd-total-value": "bd total value; bd transactions value",
        "bd-deals": "bd deals worldwide; global bd deals",
        "out-licensing-deals-over-1bn": "deals over 1bn reported; billion dollar deals reported",
        "out-licensing-average-upfront": "reported average upfront",
        "in-licensing-upfront": "in licensing upfront",
        "us-licensing-from-china-deals": "us licensing from china; american licensing from china",
        "us-licensing-from-china-value": "us licensing from china value; value of us licensing from china",
        "mnc-deal-average-upfront": "average upfront of mnc deal; mnc average upfront; mnc deal average upfront",
    },
    "subject": {
        "greater-china": "greater china",
        "global": "global; worldwide; world; the world; worlds",
        "china": "china; chinese; china s; sourced; china sourced; chinese sourced",
        "biosecure-act": "biosecure; biosecure act; biosecure bill; bio secure; biosecure act s",
        "dod-1260h-list": "1260h; 1260h list; dod list; section 1260h; pentagon list",
        "cxo": "cxo; cxos; cdmo; cro; crdmo; contract manufacturer",
    },
}
