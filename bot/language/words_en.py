"""The words of the field in English: what each says, and the ways people put it.

The rows of a category are its values, each with its phrases, separated by semicolons. Case, hyphens and a plural "s"
do not matter. A phrase may stand in several rows if it says several things.
"""

WORDS: dict[str, dict[str, str]] = {
    "topic": {
        "deals": (
            "deal; transaction; agreement; license deal; licensing; licensing deal; "
            "licensing agreement; bd deal; bd; bd transaction; out licensing; out license; "
            "out licence; license out; licence out; licensed out; out licensed; outlicensing; "
            "outlicensed; outbound licensing; out licensing deal; out licensing agreement; "
            "license out deal; partnership; tie up; pact; licence; license; signed; sign; strike; "
            "struck; ink; inked; was signed; licensed; deals done; licences; licenses; deal count; "
            "number of deal"
        ),
        "milestones": (
            "milestone; catalyst; event; readout; read out; reads out; reading out; data readout; "
            "data; result; clinical event; calendar; timeline; upcoming; coming up; bla; nda; snda; "
            "sbla; ind; endpoint; primary endpoint; pfs; os; orr; pfs endpoint; hazard ratio; hr; "
            "endpoints; clinical news; news"
        ),
        "market": "market; sector; industry; reported; report; headline figure",
        "drug": (
            "drug; asset; molecule; compound; candidate; medicine; therapy; therapies; inhibitor; "
            "product; programme; program; inhibitors; agonist; antagonist"
        ),
        "company": (
            "company; companies; pharma; firm; licensor; licensee; partner; buyer; seller; player; "
            "drugmaker; chinese company; chinese biotech; chinese companies"
        ),
        "trial": "trial; study; studies; clinical trial",
    },
    "want": {
        "count": "how many; number of; count; count of; tally; deal count; number; how often",
        "sum": (
            "sum; sum of; add up; adds up; added up; add up to; altogether; combined; in all; "
            "in total; overall; summed; sum up; aggregate; cumulative; cumulatively; committed; "
            "total spend; spend; spent; summed over"
        ),
        "mean": "average; mean; avg; on average; averaged",
        "median": "median; typical; typically",
        "quartiles": (
            "quartile; percentile; distribution; spread; range of; interquartile; iqr; upper quartile; "
            "lower quartile; 75th percentile; 25th percentile; third quartile; first quartile"
        ),
        "highest": (
            "largest; biggest; highest; top; maximum; max; most expensive; record; richest; greatest; "
            "priciest; leading; ever largest; huge; big"
        ),
        "lowest": "smallest; lowest; minimum; min; cheapest; least",
        "first": "first; earliest; first ever; since when; very first",
        "latest": "latest; most recent; newest; last; recent; just signed; what is new",
        "share": (
            "share; share of; percentage; percent; what percentage; proportion; fraction; portion; "
            "as percentage of; as a percentage of; %; pct; upfront to total ratio; "
            "ratio of upfront to total; upfront to total; upfront share of total"
        ),
        "growth": (
            "growth; grow; grew; growth rate; increase; increased; rise; rose; year on year; yoy; "
            "change; changed; decline; how fast; grow from; over prior year; jump"
        ),
        "breakdown": (
            "breakdown; broken down; split; break down; grouped; group; each; for each; in each; "
            "quarterly; monthly; yearly; annually; per year; per quarter; per month; each year; "
            "each quarter; each month"
        ),
        "when": (
            "when; what date; which date; on what date; what day; date; date of; timing; due; "
            "expected date; how soon; when is; when does; when was; when did; when will"
        ),
        "days": (
            "how many days; days until; days to; days left; how long until; how long till; countdown; "
            "days till; days to go; how many days until"
        ),
        "whether": "has; have; is; did; does; was; were; are; had; do; will",
        "who": (
            "who; whom; which company; which companies; which partner; what company; which pharma; "
            "which multinational; which biotech; whose; which firm; which mnc; with whom; to whom; "
            "which chinese company; which chinese biotech; who is; who are"
        ),
        "what": (
            "what; which; how much; what is; tell; show; list; give; how big; how large; what are; "
            "what was; how; anything; any; everything"
        ),
        "next": (
            "what comes next; what next; next; what is next; coming next; upcoming catalyst; "
            "next catalyst; next milestone; next event; what to expect; what should we expect; coming; "
            "ahead; pending; upcoming"
        ),
        "history": (
            "what happened; happened; history; story; past; track record; what has happened; "
            "happened to; what happened to; became of; what became of"
        ),
        "rank": (
            "rank; ranked; ranking; rank by; sort; sorted; order; ordered; sort by; "
            "in descending order; descending; from largest; largest first"
        ),
        "comps": (
            "comparable; comp; comps; comparables; comparable deal; benchmark; similar deal; precedent; peer deal"
        ),
        "says": (
            "who says; who said; who says so; according to whom; source of; whose figure; who reports; "
            "who reported; who claims; says who; says; said; say; view; according to; s view; view on; "
            "opinion of"
        ),
        "most": ("most; the most; most of all; most common; most popular; most active; busiest; most frequent"),
    },
    "measure": {
        "upfront": (
            "upfront; up front; upfront payment; upfront cash; upfront money; initial payment; "
            "down payment; upfront fee; put down upfront; cash upfront; upfront amount; upfront size; "
            "upfront value; upfront spend; upfront payer; upfront share; near term payment; "
            "upfront to total ratio; ratio of upfront to total; upfront to total; "
            "upfront share of total"
        ),
        "total": (
            "total value; deal value; total deal value; headline value; headline; total consideration; "
            "total; biobucks; potential value; value; total amount; worth; total size; deal size; "
            "size; total package; package; full value; valued; total potential; potential deal value; "
            "total deal size; aggregate value; biggest in total"
        ),
        "milestones": "milestone payment; milestone payments; contingent payment; milestone amount",
        "equity": "equity; stake; equity investment; share purchase; equity stake",
    },
    "paid": {
        "paid": (
            "pay; paid; pays; paying; payment; cost; price; shell out; put down; put up; fork out; "
            "consideration; spend; spent; committed; money; fee; cash"
        ),
    },
    "disclosed": {
        "no": (
            "undisclosed; not disclosed; without disclosed; no disclosed; without disclosing; "
            "did not disclose; not disclose; unknown; not public; undisclosed upfront; "
            "without a disclosed; no public; didnt disclose; lacking; no upfront; "
            "no upfront disclosed; no disclosed upfront; had no upfront; upfront not disclosed; "
            "with no upfront; without upfront"
        ),
        "yes": (
            "disclosed; disclose; with disclosed; published; with equity; with an equity stake; with equity investment"
        ),
    },
    "type": {
        "newco": "newco; newcos; newco deal; newco structure; new co",
        "option": "option; option deal; option agreement",
        "collaboration": "collaboration; collaborations; co development deal; research collaboration",
        "acquisition": (
            "acquisition; m&a; m a; takeover; buyout; merger; company acquisition; mergers and acquisitions"
        ),
        "asset purchase": "asset purchase; asset sale; asset purchases; bought outright",
        "amendment": "amendment; amended; option exercise; extension",
        "license": "pure license; straight license",
    },
    "status": {
        "terminated": (
            "terminated; termination; returned; handed back; ended; cancelled deal; canceled deal; "
            "rights returned; scrapped; dropped; collapsed; terminate; called off; fell through; "
            "gave back; walked away; kept; keep; killed; kill; axed; ditched; abandoned; shelved; "
            "pulled the plug; terminated deal"
        ),
        "closed": "closed; completed deal; completed; closed deal; closing",
        "expanded": "expanded; expansion; extended",
        "announced": "still active; active deal; ongoing deal",
    },
    "scope": {
        "all": (
            "all deals; every deal; any deal type; all kinds of deals; all transactions; "
            "including everything; all deal types"
        ),
        "amendment": (
            "including amendments; include amendments; with amendments; amendments included; incl amendments"
        ),
        "acquisition": (
            "including acquisitions; include acquisitions; with acquisitions; incl acquisitions; including m&a"
        ),
        "store": (
            "in the store; in store; in your store; you hold; hold; you have; in your data; "
            "in your database; in the database; in the data; recorded; on record; on file; "
            "do you know; you know; in readout; stored; store; in your records; actually hold; "
            "in the store ?"
        ),
        "sector": (
            "whole sector; sector wide; industry wide; across the sector; across the industry; sector; "
            "entire sector; nationwide"
        ),
    },
    "modality": {
        "ADC": "adc; antibody drug conjugate; antibody-drug conjugate",
        "bispecific ADC": "bispecific adc; bsadc; bispecific antibody drug conjugate",
        "bispecific": (
            "bispecific; bispecific antibody; bispecific antibodies; bsab; dual antibody; bi specific; "
            "bi specific antibody; bi specific antibodies"
        ),
        "trispecific": (
            "trispecific; trispecific antibody; trispecific antibodies; tri specific; "
            "tri specific antibody; tri specific antibodies"
        ),
        "mAb": "mab; monoclonal antibody; monoclonal antibodies; monoclonal; antibody; antibodies",
        "small molecule": "small molecule; small molecule drug; oral small molecule; smol",
        "siRNA": "sirna; small interfering rna; small nucleic acid; rnai; nucleic acid; oligonucleotide",
        "peptide": "peptide; peptide drug",
        "fusion protein": "fusion protein; fc fusion",
        "cell therapy": ("cell therapy; cell therapies; car t; cart; car-t; car t therapy; car t cell; car ts; carts"),
        "in vivo cell therapy": "in vivo car t; in vivo cell therapy; in vivo cart; in vivo car ts; in vivo carts",
        "gene therapy": "gene therapy; gene therapies",
        "radioligand": "radioligand; radiopharmaceutical; rlt; radioligand therapy; rdc; nuclear medicine",
        "vaccine": "vaccine",
        "platform": "platform; ai platform; technology platform",
    },
    "area": {
        "oncology": "oncology; cancer; tumor; tumour; solid tumor; oncology drug",
        "immunology": (
            "immunology; autoimmune; inflammation; i&i; autoimmunity; immune; autoimmune disease; inflammatory"
        ),
        "metabolic": "metabolic; metabolism; metabolic disease; metabolics",
        "cardiovascular": "cardiovascular; cardio; cv; cardiology",
        "hematology": "hematology; haematology; blood disorder",
        "respiratory": "respiratory; pulmonary",
        "ophthalmology": "ophthalmology; eye; ophthalmic; eye disease",
        "infectious": "infectious; infection; infectious disease; anti infective",
        "CNS": "cns; neurology; neuroscience; central nervous system; neuro",
    },
    "role": {
        "buyer": (
            "license in; licence in; in license; in licence; in licensed; in licensing; licensed in; "
            "inlicense; inlicensed; buy; bought; buys; acquire; acquired; acquires; picked up; "
            "purchase; purchased; snapped up; licensee; buyer; pay; paid; spent; spend; "
            "bought the rights; payer; put down; committed; ever buy; obtained; secured; partnered on; "
            "took; upfront payer; took on"
        ),
        "seller": (
            "license out; licence out; licensed out; out license; out licensed; out licensing; sold; "
            "sell; sells; licensor; seller; received; receive; granted; grant; out licensor; "
            "as licensor; collected; pocketed; earned; out licensing deal; out licensing deals; "
            "license out deal"
        ),
        "as seller": "as licensor; as a licensor; as seller",
        "as buyer": "as licensee; as a licensee; as buyer",
    },
    "side": {
        "from": "from; of origin",
        "to": ("to; into; toward; licensed to; sold to; went to; goes to; go to; out licensed to; licensed out to"),
        "by": "by; per; each",
        "with": "with; and; between; plus; &",
    },
    "dimension": {
        "year": "year; annual; annually; yearly; year by year; per year; each year",
        "half": "half; half year; halves",
        "quarter": "quarter; quarterly; per quarter; each quarter",
        "month": "month; monthly; months; per month; each month",
        "licensor": (
            "licensor; seller; chinese company; chinese biotech; originator; which chinese company; "
            "which chinese biotech; which chinese companies; chinese companies"
        ),
        "licensee": ("licensee; buyer; partner; multinational; mnc; pharma; acquirer; licensees; acquirers; buyers"),
        "country": ("country; partner country; country of partner; nationality; geography of partner; countries"),
        "target": "target; mechanism",
        "modality": "modality; modalities; drug type; technology",
        "area": "area; therapeutic area; therapy area; disease area; field; indication area",
        "type": "deal type; type; kind of deal; structure; deal structure",
        "territory": "territory; territories",
        "status": "status; deal status",
    },
    "ask": {
        "maker": (
            "make; makes; made; maker; made by; developed; developer; originator; originated; "
            "invented; behind; manufacture; manufacturer; developing; develops; develop; owner; own; "
            "owns; belongs; from which company; discovered; sponsor; who makes; comes from; "
            "whose drug; whose is; whose product"
        ),
        "rights": (
            "right; rights; who has the rights; territory; territories; region rights; "
            "holds the rights; ex china rights; commercial rights; license rights; cover; covers; "
            "outside; outside of; ex"
        ),
        "partners": "partner; partners; partnered; collaborator; licensee of",
        "target": (
            "target; targets; mechanism; mechanism of action; moa; against what; hits; against; "
            "targeting; directed against; aimed at; hitting"
        ),
        "modality": (
            "modality; kind of drug; type of drug; what type; what kind; what sort; drug class; "
            "sort of drug; type of molecule; kind of molecule"
        ),
        "area": "therapeutic area; disease area; therapy area",
        "indications": (
            "indication; indications; disease; diseases; used for; treat; treats; studied in; "
            "being studied; tested in; approved for; developed for"
        ),
        "phase": "phase; stage; development stage; how far; clinical stage; most advanced; how advanced",
        "names": (
            "called; name; names; other name; also known as; alias; aliases; code name; brand name; "
            "generic name; inn; aka; synonym; known as; brand; code; chinese name; partner code"
        ),
        "competitors": (
            "competitor; competitors; compete; rival; rivals; competing; same target; who else; "
            "others with; competition; peer; peers; same class; else"
        ),
        "country": ("headquartered; headquarters; hq; based; where is; located; which country; home country; where"),
        "ticker": (
            "ticker; stock code; listed; stock symbol; symbol; stock ticker; hk code; stock number; "
            "hk ticker; hong kong code; listing code"
        ),
        "drugs": "pipeline; portfolio; drugs of; products",
        "trials": "which trials; trials of",
        "royalties": "royalty; royalties",
        "status": "status; still alive; still on",
    },
    "kind": {
        "topline": (
            "topline; top line; topline data; top line data; pivotal data; primary data; "
            "primary completion; study completion; completion; completion date; "
            "primary completion date"
        ),
        "readout": (
            "readout; read out; reads out; data readout; reading out; data; primary readout; results; "
            "result; report out; phase data; was read out; were read out; has read out; have read out; "
            "reported out; data were reported; final readout; final data; final results; final result; "
            "final analysis; final pfs; full data"
        ),
        "interim": "interim; interim analysis; interim data; interim readout",
        "final-os": "final os; overall survival; final overall survival; os data",
        "pdufa": (
            "pdufa; pdufa date; fda decision; fda action date; fda decision date; action date; "
            "goal date; pdufa day; fda decisions"
        ),
        "approval": (
            "approval; approved; approve; approves; green light; cleared for sale; "
            "marketing authorisation; marketing authorization; on the market; launched; authorised; "
            "authorized; nod; get approved; greenlit; greenlighted; fda decision; fda decisions; "
            "fda action; nmpa decision; regulatory decision"
        ),
        "filing": (
            "filing; file; filed; submission; submitted; submit; bla submission; nda submission; bla filing; nda filing"
        ),
        "acceptance": (
            "acceptance; accepted; accept; nda accepted; bla accepted; priority review; nda acceptance; bla acceptance"
        ),
        "conference": "conference; presentation; presented; congress; presenting; present",
        "enrollment-complete": (
            "enrollment; enrolment; enrollment complete; enrollment completion; enrolled; "
            "fully enrolled; recruitment; full enrollment; complete enrollment; finish enrolling; "
            "finish enrolment; enrolling; recruiting; enrolment complete; enrolment completion; "
            "complete enrolment"
        ),
        "trial-start": (
            "trial start; start; starts; first patient; first patient dosed; fpi; initiation; dosing; "
            "began; begin; study start; trial starts; kick off; started; dosed"
        ),
        "reimbursement": (
            "nrdl; reimbursement; reimbursed; reimbursement list; national reimbursement drug list; insurance list"
        ),
    },
    "state": {
        "expected": (
            "expected; expect; anticipated; due; planned; scheduled; pending; upcoming; outstanding; "
            "coming; forthcoming; to come; still to come; is coming; comes next; lined up; should; "
            "guided; guidance"
        ),
        "done": (
            "done; reached; achieved; happened; completed; was read out; were read out; already; "
            "reported out; has read out; met; hit; delivered; came out; were reached; was reached; "
            "occurred; took place; passed; finish; finished; complete; completes; completing; so far; "
            "landed; landed so far; got through"
        ),
        "overdue": (
            "overdue; late; past due; missed window; delayed past; behind schedule; should have come; over due; lapsed"
        ),
        "slipped": (
            "slipped; slip; slips; slippage; pushed back; pushed; moved; delayed; delay; postponed; "
            "shifted; pushed out; changed guidance; guidance moved; moved back"
        ),
    },
    "region": {
        "China": "china; chinese; nmpa; mainland china; prc; china s",
        "US": ("us; usa; u s; united states; america; american; fda; u s a; fda decision; fda decisions; fda action"),
        "EU": "eu; europe; european; ema; european union; eu s; europe based",
        "UK": "uk; united kingdom; britain; british; mhra",
        "Japan": "japan; japanese; pmda",
        "global": "global; worldwide; globally; international; multinational trial; multiregional",
        "Australia": "australia; australian",
        "Macao": "macao; macau",
        "Singapore": "singapore; singaporean",
    },
    "country": {
        "US": "us; usa; u s; united states; american; u s a; us based",
        "Japan": "japan; japanese",
        "Switzerland": "swiss; switzerland",
        "India": "india; indian",
        "UK": "uk; british; united kingdom; britain",
        "Germany": "germany; german",
        "Denmark": "denmark; danish",
        "South Korea": "korea; south korea; korean; south korean",
        "France": "france; french",
        "Italy": "italy; italian",
        "Taiwan": "taiwan; taiwanese",
        "Brazil": "brazil; brazilian",
        "Belgium": "belgium; belgian",
        "Singapore": "singapore; singaporean",
        "Saudi Arabia": "saudi arabia; saudi",
        "Spain": "spain; spanish",
        "Hungary": "hungary; hungarian",
        "Czech Republic": "czech; czech republic",
        "Turkey": "turkey; turkish",
        "China": "china; chinese",
    },
    "compare": {
        "compare": (
            "compare; compared; comparison; versus; vs; v s; against; difference; differ; "
            "side by side; compare with; compared with; compared to; differences; head to head; "
            "stack up"
        ),
    },
    "help": {
        "help": "help; what can you do; how does this work; commands; what can i ask; how to use",
    },
    "about": {
        "about": "about you; who are you; what are you; how current; how up to date; how fresh",
    },
    "metric": {
        "out-licensing-deals": "number of out licensing deals",
        "share-of-mnc-external-pipeline": (
            "external pipeline; externally sourced pipeline; mnc pipeline; "
            "multinationals external pipeline; share of multinationals; mnc external pipeline; "
            "multinationals pipeline; in licensed pipeline; mnc in licensed pipeline; external assets; "
            "in licensed assets; externally sourced; multinational external pipeline; share of mnc"
        ),
        "share-of-global-out-licensing-value": (
            "share of global out licensing value; share of global licensing value; "
            "global out licensing value; global licensing value; share of global deal value; "
            "global out licensing deal value; global licensing deal value; share of global value; "
            "global deal value"
        ),
        "share-of-global-out-licensing-deals": (
            "share of global out licensing deals; share of global deals; "
            "share of global licensing deals; global licensing deals; global out licensing deals; "
            "share of global deal count; global deal count"
        ),
        "share-of-global-pipeline": (
            "global pipeline; share of global pipeline; share of the global pipeline; "
            "global drug pipeline; world pipeline"
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
            "global market ratio; times the chinese market; times china; how many times bigger; "
            "times bigger; times larger; how many times; ratio of global; global drug market; "
            "global market; ratio; global market vs china market ratio; global to china market"
        ),
        "order-backlog": "backlog; order backlog; orders on hand; order book; cxo backlog",
        "order-backlog-growth": "backlog growth; order backlog growth; growth of backlog; growth in backlog",
        "revenue-growth": (
            "revenue growth; sales growth; growth of revenue; revenue grow; revenue grew; "
            "grow revenue; revenue increase; revenue growth rate"
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
            "became law; become law; law; signed into law; biosecure; biosecure act; act; ndaa; "
            "policy; 1260h; 1260h list; entity list; legislation; bill; pass congress; "
            "biosecure status"
        ),
        "focus-areas": (
            "focus areas; areas named; areas to watch; named areas; hot areas; focus; directions; "
            "areas did; promising areas; areas"
        ),
        "pipeline-drugs-in-trials": "drugs in trials; drugs in clinical trials; pipeline drugs in trials",
        "all-deals-number": "deals of all types; all deal types number",
        "bd-total-value": "bd total value; bd value; bd transactions value",
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
    "beyond": {
        "advice": (
            "should i; should we; buy stock; sell stock; stock; stocks; invest; investment advice; "
            "recommend; recommendation; short; go long; a buy; price target; target price; position; "
            "portfolio; allocate; overweight; undervalued; overvalued; should you; worth buying; "
            "go up; go down; shares go; shares rise; bullish; bearish; hedge"
        ),
        "prices": (
            "share price; stock price; market cap; market capitalisation; market capitalization; "
            "trading; exchange rate; p e ratio; pe ratio; p/e; eps; earn per share; "
            "earnings per share; earnings; dividend; valuation; usd cny; cash runway; net profit; "
            "profit; revenue; sales; turnover; net income"
        ),
        "people": (
            "employee; employees; headcount; ceo; cfo; chairman; founder; salary; phone number; phone; "
            "email; address; staff; management; hires; board; chief executive; people work; hire; "
            "president"
        ),
        "opinion": (
            "best; better; worst; nicest; overrated; underrated; do you like; do you think; think; "
            "opinion; your view; favourite; favorite; do you prefer; most promising; good company; "
            "smartest; coolest; overhyped; hype; would you prefer"
        ),
        "world": (
            "weather; joke; recipe; world cup; capital of; password; what time is it; news today; "
            "football; sing; poem; mice; story about; cook; lottery; movie; song"
        ),
        "attack": (
            "select; drop table; drop; delete; insert into; union select; union; sql; system prompt; "
            "previous instructions; ignore; ping; ping everyone; token; bot token; everyone; script; "
            "alert; passwd; import os; execute; run this; env; api key; prompt; secret"
        ),
        "meaning": "stand for; stands for; definition; define; meaning of",
    },
    "filler": {
        "": (
            "a; an; the; of; in; on; at; for; please; pls; plz; me; us all; i; we; our; my; you; your; "
            "can; could; would; kindly; tell me; show me; give me; list; there; be; been; being; "
            "has been; have been; that; this; these; those; their; its; it s; hey; hi; hello; thanks; "
            "thank you; thx; um; uh; so; like what; if; it is; not too much trouble; too much; "
            "trouble; quick one; quick; one; just; only; actually; really; also; far; yet; currently; "
            "right now; now; today s; up; out; s; as; than; other; into; about; across; over time; "
            "among; within; during; during the; ever; all years; all time; years; from the beginning; "
            "want; wants; need; needs; know; like to know; see; did we see; look; look up; looking; "
            "find; looking for; help me; let me know; interested; involving; involve; involved; "
            "related; regarding; concerning; where; while; per cent; new; done; made; make; please?; "
            "come; comes; came; go; goes; went; going; get; getting; put; off; the same; same; any of; "
            "some; both; every; etc; et al; hmm; ok; okay; well; then; but; yes; still; even; much; "
            "many; lot; guys; team; mate; dear; bot; readout bot; question; ask; asking; wonder; "
            "wondering; curious; say; exactly; approximately; roughly; around; usd; dollar; dollars; "
            "us dollars; in dollars; announced; announce; kind; sort; involvement; his; her; they; "
            "them; he; she; it; thing; things; stuff; here; again; m; re; ve; ll; d; t; don; didn; "
            "doesn; isn; was there; were there; is there; are there; happen; happens; pull; pull up; "
            "fetch; display; run; time; year; back; ago; who; what; doing; out there; year 2025; "
            "drug maker; named; mention; mentioned; phase; cut; level; end; first half; deal s; "
            "between; through; via; under; such; show; showed; shows; like; clinic; in the clinic; "
            "weight loss; meet; met; mean; please note; trials; also like; how about; dear bot; "
            "cheers; got; gets; gave; give; later; later on; all; all of them; recorded; anywhere; "
            "name; against; targeting; whole; complete; entire; total number; total count; different; "
            "several; various; certain; actual; current; present; sorry; excuse; help; briefly; short; "
            "shortly; simply; basically; maybe; perhaps; possible; possibly; exact; precise; "
            "please tell; let; lets; us know; wanna; gonna; like to; love to; might; may; shall; "
            "should; must; regards; morning; afternoon; evening; good; nice; great; thank; "
            "appreciated; grateful; much appreciated; asap; urgently; readout; everyone s; folks; "
            "all right; hm; er; eh; yeah; yep; nope; dunno; having; got any; any idea; idea; clue; "
            "info; information; detail; details; overview; summary; summarise; summarize; figure; "
            "figures; fact; facts; stat; stats; statistics; entry; entries; row; rows; item; items; "
            "record; records; hold; held; following; above; below; most recently; newly; ever since; "
            "once; twice; first of all; exactly when; actually when; over there; out of; in terms of; "
            "terms; regards to; respect; respect to; as far as; amid; upon; onto; whether; because; "
            "why; per; i am; i was; was wondering; i wonder; we are; we re; i m; im; id; i d; "
            "would like; could you; can you; do you; did you; please show; number; value of; amount; "
            "amounts; take; taken; takes; keep; kept up; bring; brings; brought; work; works; working; "
            "use; used; using; based on; base; basis; according; given; thanks a lot; so far this; "
            "so much; up to now; to date; until now; till now; as yet; next to; company; companies; "
            "partner; partners; firm; firms; licensee; licensees; licensor; licensors; status; "
            "listing; listings; sources; more; important; interesting; main; key; major news; "
            "analysis; analyses; deals as a whole; together; own; held by; please let me know; "
            "quickly; fast; latest status; like to see; would like to know; was; were; i d like; "
            "of which; deal flow; activity; activities; lately; thereof; field; area; areas; target; "
            "targets; space; type; category; segment; listed; known; innovative; planned; believed; "
            "there a; cancelled?; set; set up; sets; setting; pulled; pulled in; pulls; anybody; "
            "anyone; somebody; someone; everybody; carry; carries; carried; carrying; component; "
            "components; land; landed; lands; side; clinical; clinical side; stand; stands; standing; "
            "turn; turned; turns; end up; ended up; fall; falls; fell; runs; ran; try; tried; "
            "keep track; track; follow; followed; call; calls; hear; heard; think about; mind; "
            "remind me of; remember; recall; sum it up; break; sort of; rather; quite; very; "
            "really just; alone; apart; itself; themselves; himself; myself; yourself; our own; "
            "across the board; at all; in fact; indeed; otherwise; however; though; although; "
            "meanwhile; instead of; besides that; plus also; whatever; whichever; whenever; wherever; "
            "add; added; adds; include; includes; included; including; contain; contains; cover; "
            "covered; covering; come up; came up; bring up; point; points; put together; give or take; "
            "or so; more or less; at least as; at present; these days; nowadays; recently done; "
            "finally; eventually; ultimately; originally; initially; previously; formerly; "
            "already done; currently held; presently; soon; shortly after; straight; directly; "
            "jointly; again and again; respectively done; combined together; outright; boss; meeting; "
            "morning meeting; slide; deck; memo; note; notes; paper; page; chart it; table; file; "
            "sheet; spreadsheet; excel; tomorrow morning; refresh my memory; walk me through; "
            "talk me through; bring me up to speed; up to speed; lay out; laid out; worth knowing; "
            "hand; hands; place; places; part; parts; way; ways; case; cases; point of view; terms of; "
            "level of; degree; extent; bit; piece; whole lot; bunch; handful; couple; world of; front; "
            "picture; landscape; story; stuff like; so far"
        ),
    },
    "indication": {
        "squamous": "squamous; sq nsclc; squamous cohort; sqnsclc",
        "non-squamous": "non squamous; nonsquamous; nsq; non squamous cohort",
        "NSCLC": "nsclc; lung cancer; non small cell lung cancer",
        "SCLC": "sclc; small cell lung cancer; es sclc",
        "breast": "breast cancer; tnbc; breast",
        "gastric": "gastric cancer; stomach cancer; gastric",
        "colorectal": "colorectal cancer; colorectal; crc",
        "EGFR-mutated": "egfr mutant; egfr mutated; egfr mutation; egfrm",
        "T2D": "t2d; type 2 diabetes",
        "hepatocellular": "hcc; liver cancer; hepatocellular carcinoma",
    },
    "joint": {
        "x": "x",
        "or": "or; either; any of; each of; respectively; each",
    },
    "target": {
        "GLP-1R": "glp 1; glp1; glp 1 agonist",
        "Claudin 18.2": "cldn18 2; cldn 18 2; claudin 18; cldn18",
        "TROP2": "trop 2",
        "HER2": "her 2; erbb2",
        "PD-1": "pd1; pdcd1; pd 1",
        "PD-L1": "pdl1",
    },
    "event": {
        "ASCO": "asco",
        "ESMO": "esmo",
        "ASH": "ash",
        "SABCS": "sabcs",
        "WCLC": "wclc",
        "SITC": "sitc",
        "EHA": "eha",
        "AACR": "aacr",
        "ADA": "ada",
    },
    "negation": {
        "not": (
            "not; non; except; excluding; exclude; excludes; other than; apart from; minus; "
            "leaving out; leave out; but not; except for; not including; excl; without"
        ),
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
    "direction": {
        "in": ("in licensing deal; in licensing deals; inbound deal; inbound licensing; in licensing transaction"),
    },
    "dateless": {
        "dateless": "without a date; without date; no date; undated; without a window; without timing",
    },
    "maybe_type": {
        "license": (
            "license deal; licence deal; license agreement; licence agreement; license only deal; licenses; licences"
        ),
    },
    "outcome": {
        "failed": "failed; fail; failure; missed; unsuccessful; negative; flop; flopped",
        "positive": "positive; successful; success; succeed; succeeded; met its endpoint",
    },
    "group": {
        "mnc": "mnc; multinational; big pharma; large pharma; top 20 pharma; major pharma; top pharma",
        "biotech": "biotech; biotechs",
    },
    "narrower": {
        "metabolic": "obesity; diabetes; weight loss; endocrine; nash; mash",
        "cardiovascular": "heart; lipid; cardiometabolic; hypertension",
        "respiratory": "copd; asthma; lung disease",
        "infectious": "hepatitis; hepatitis b; covid; hiv; antiviral",
        "immunology": "lupus; psoriasis; atopic dermatitis",
        "CNS": "psychiatry; alzheimer; parkinson; depression",
    },
    "order": {
        "oldest": "oldest first; earliest first; chronological; chronologically; oldest",
        "newest": "newest first; latest first; most recent first",
    },
    "buys": {
        "acquisition": (
            "acquire; acquired; acquires; bought; buy; buys; bought out; took over; taken over; sell to; sold to"
        ),
    },
}
