"""What is said of deals: amounts, types, states, sides, and what they are grouped by, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "measure": {
        "upfront": (
            "upfront; up front; upfront payment; upfront cash; upfront money; initial payment; down payment; "
            "upfront fee; put down upfront; cash upfront; upfront amount; upfront size; upfront value; "
            "upfront spend; upfront payer; upfront share; near term payment; upfront to total ratio; "
            "ratio of upfront to total; upfront to total; upfront share of total"
        ),
        "total": (
            "total value; deal value; total deal value; headline value; headline; total consideration; total; "
            "biobucks; potential value; value; value of; total amount; worth; total size; deal size; size; total package; "
            "package; full value; valued; total potential; potential deal value; total deal size; "
            "aggregate value; biggest in total; bd value; dollar terms; in dollar terms; in value terms"
        ),
        "milestones": "milestone payment; milestone payments; contingent payment; milestone amount",
        "equity": "equity; stake; equity investment; share purchase; equity stake",
    },
    "size": {
        "size": "size; deal size; how big; how large",
    },
    "paid": {
        "paid": (
            "pay; paid; pays; paying; payment; cost; price; shell out; put down; put up; fork out; "
            "consideration; spend; spent; committed; money; fee; cash; payable; owed; owes; owe; outspend; outspent; "
            "received; receive; collected; earned; pocketed"
        ),
    },
    "disclosed": {
        "no": (
            "undisclosed; not disclosed; without disclosed; no disclosed; without disclosing; did not disclose; "
            "not disclose; unknown; not public; undisclosed upfront; without a disclosed; no public; "
            "didnt disclose; lacking; no upfront; no upfront disclosed; no disclosed upfront; had no upfront; "
            "upfront not disclosed; with no upfront; without upfront; without a disclosed upfront; without disclosed upfront"
        ),
        "yes": (
            "included equity; including equity; include equity; includes equity; "
            "disclosed; disclose; with disclosed; published; with equity; with an equity stake; "
            "with equity investment; equity deal; deals with equity; deal with equity; equity component; "
            "with an equity component"
        ),
    },
    "type": {
        "newco": (
            "newco; newcos; newco deal; newco structure; new co; newco formed; newcos formed; newcos created; "
            "newco created; newco founded; newcos founded; newco set up; newcos set up; newco style"
        ),
        "option": "option; option deal; option agreement",
        "collaboration": "collaboration; collaborations; co development deal; research collaboration",
        "acquisition": (
            "acquisition; m&a; m a; takeover; buyout; merger; company acquisition; mergers and acquisitions"
        ),
        "asset purchase": "asset purchase; asset sale; asset purchases; bought outright",
        "amendment": "amendment; amended; option exercise; extension",
        "license": (
            "pure license; straight license; license agreements only; license deals only; only license deals; "
            "only licenses; licenses only; license only; just licenses; plain license; plain licenses; "
            "licensing agreements only; licence agreements only; licences only; license type; type license"
        ),
    },
    "maybe_type": {
        "license": "license deal; licence deal; license agreement; licence agreement; licenses; licences",
    },
    "status": {
        "terminated": (
            "terminated; termination; returned; handed back; ended; cancelled deal; canceled deal; "
            "rights returned; scrapped; dropped; collapsed; terminate; called off; fell through; gave back; "
            "walked away; kept; keep; killed; kill; axed; ditched; abandoned; shelved; pulled the plug; "
            "terminated deal; later terminated; since terminated; since been terminated; have since been terminated; "
            "has since been terminated; later returned; later ended; later handed back; since ended; since returned; get cut; got cut; "
            "was cut; been cut"
        ),
        "closed": "closed; completed deal; completed; closed deal; closing",
        "expanded": "expanded; expansion; extended",
        "announced": "still active; active deal; ongoing deal",
    },
    "scope": {
        "all": (
            "all deals; every deal; any deal type; all kinds of deals; all transactions; including everything; "
            "all deal types"
        ),
        "amendment": (
            "including amendments; include amendments; with amendments; amendments included; incl amendments"
        ),
        "acquisition": (
            "including acquisitions; include acquisitions; with acquisitions; incl acquisitions; including m&a"
        ),
        "store": (
            "in the store; in store; in your store; you hold; hold; you have; in your data; in your database; "
            "in the database; in the data; recorded; on record; on file; do you know; you know; in readout; "
            "stored; store; in your records; actually hold; in the store ?"
        ),
        "sector": (
            "whole sector; sector wide; industry wide; across the sector; across the industry; sector; "
            "entire sector; nationwide"
        ),
    },
    "direction": {
        "in": "in licensing deal; in licensing deals; inbound deal; inbound licensing; in licensing transaction",
    },
    "role": {
        "buyer": (
            "license in; licence in; in license; in licence; in licensed; in licensing; licensed in; inlicense; "
            "inlicensed; buy; bought; buys; acquire; acquired; acquires; picked up; purchase; purchased; "
            "snapped up; licensee; buyer; pay; paid; spent; spend; bought the rights; payer; put down; "
            "committed; ever buy; obtained; secured; partnered on; took; upfront payer; took on"
        ),
        "seller": (
            "license out; licence out; licensed out; out license; out licensed; out licensing; sold; sell; "
            "sells; licensor; seller; received; receive; granted; grant; out licensor; as licensor; collected; "
            "pocketed; earned; out licensing deal; out licensing deals; license out deal"
        ),
        "as seller": "as licensor; as a licensor; as seller",
        "as buyer": "as licensee; as a licensee; as buyer",
    },
    "buys": {
        "acquisition": (
            "acquire; acquired; acquires; bought; buy; buys; bought out; took over; taken over; sell to; sold to"
        ),
    },
    "side": {
        "from": "from; of origin",
        "to": "to; into; toward; licensed to; sold to; went to; goes to; go to; out licensed to; licensed out to",
        "by": "by; per; each",
        "with": "with; and; between; plus; &",
    },
    "group": {
        "mnc": "mnc; multinational; big pharma; large pharma; top 20 pharma; major pharma; top pharma",
        "biotech": "biotech; biotechs",
    },
    "dimension": {
        "year": "year; trend; trends; trend in; trend of; over the years; annual; annually; yearly; year by year; per year; each year",
        "half": "half; half year; halves",
        "quarter": "quarter; quarterly; per quarter; each quarter",
        "month": "month; monthly; months; per month; each month",
        "licensor": (
            "licensor; seller; chinese company; chinese biotech; originator; which chinese company; "
            "which chinese biotech; which chinese companies; chinese companies; chinese cos"
        ),
        "licensee": "licensee; buyer; partner; multinational; mnc; pharma; acquirer; licensees; acquirers; buyers",
        "country": "country; partner country; country of partner; nationality; geography of partner; countries",
        "target": "target; mechanism",
        "modality": "modality; modalities; drug type; technology",
        "area": "area; therapeutic area; therapy area; disease area; field; indication area",
        "type": "deal type; type; kind of deal; structure; deal structure",
        "territory": "territory; territories",
        "status": "status; deal status",
    },
    "ratio": {
        "upfront": (
            "upfront to total ratio; ratio of upfront to total; upfront to total; upfront share of total; "
            "upfront as share of total; upfront as percentage of total; upfront as a percentage of total"
        ),
    },
}
