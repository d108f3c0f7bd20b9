"""What is said of milestones and trials: kinds, states, outcomes, conferences, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "kind": {
        "topline": (
            "topline; top line; topline data; top line data; pivotal data; primary data; primary completion; "
            "study completion; completion; completion date; primary completion date"
        ),
        "readout": (
            "readout; read out; reads out; data readout; reading out; data; primary readout; results; result; "
            "report out; phase data; was read out; were read out; has read out; have read out; reported out; "
            "data were reported; final readout; final data; final results; final result; final analysis; "
            "final pfs; full data; overall survival; os data; survival data"
        ),
        "interim": "interim; interim analysis; interim data; interim readout",
        "final-os": "final os; final overall survival; final os data",
        "pdufa": (
            "pdufa; pdufa date; fda decision; fda action date; fda decision date; action date; goal date; "
            "pdufa day; fda decisions"
        ),
        "approval": (
            "approval; approved; approve; approves; green light; cleared for sale; marketing authorisation; "
            "marketing authorization; on the market; launched; authorised; authorized; nod; get approved; "
            "greenlit; greenlighted; fda decision; fda decisions; fda action; nmpa decision; "
            "regulatory decision; approved for; got approval; got approved; gets approved; getting approved; "
            "win approval; won approval; fda approval; nmpa approval; ema approval; "
            "fda approved; nmpa approved; been approved; were approved; been cleared"
        ),
        "filing": (
            "filing; file; filed; submission; submitted; submit; bla submission; nda submission; bla filing; nda filing"
        ),
        "acceptance": (
            "acceptance; accepted; accept; accepted for review; acceptance for review; under review; "
            "accepted for filing; nda accepted; bla accepted; priority review; nda acceptance; bla acceptance"
        ),
        "conference": "conference; presentation; presented; congress; presenting; present",
        "enrollment-complete": (
            "enrollment; enrolment; enrollment complete; enrollment completion; enrolled; fully enrolled; "
            "recruitment; full enrollment; complete enrollment; finish enrolling; finish enrolment; enrolling; "
            "recruiting; enrolment complete; enrolment completion; complete enrolment"
        ),
        "trial-start": (
            "trial start; start; starts; first patient; first patient dosed; fpi; initiation; dosing; began; "
            "begin; study start; trial starts; kick off; started; dosed"
        ),
        "reimbursement": (
            "nrdl; reimbursement; reimbursed; reimbursement list; national reimbursement drug list; insurance list"
        ),
    },
    "state": {
        "expected": (
            "expected; expect; anticipated; due; planned; scheduled; pending; upcoming; outstanding; coming; "
            "forthcoming; left; remaining; expecting; people expecting; people were expecting; to come; "
            "still to come; is coming; comes next; lined up; should; guided; guidance"
        ),
        "done": (
            "done; reached; achieved; happened; completed; was read out; were read out; already; reported out; "
            "has read out; met; meet; meets; hit; delivered; came out; were reached; was reached; occurred; took place; "
            "passed; finish; finished; complete; completes; completing; so far; landed; landed so far; "
            "got through; been approved; were approved; got approved; been cleared"
        ),
        "overdue": (
            "overdue; late; past due; missed window; delayed past; behind schedule; should have come; over due; lapsed; "
            "no outcome; no outcome recorded; without an outcome; without outcome; no result recorded; "
            "nothing reported; nothing recorded"
        ),
        "slipped": (
            "slipped; slip; slips; slippage; pushed back; pushed; move; moves; moved; shift; shifts; push; delayed; "
            "delay; postponed; shifted; "
            "pushed out; changed guidance; guidance moved; moved back"
        ),
        "missed": (
            "missed; failed; fail; failure; did not meet; did not reach; not met; flopped; flop; unsuccessful; "
            "missed its endpoint; missed primary endpoint; missed endpoint; miss; fell short"
        ),
        "cancelled": (
            "cancelled; canceled; terminated; discontinued; withdrawn; abandoned; scrapped; stopped; halted; "
            "called off; dropped; axed; shelved; suspended"
        ),
    },
    "outcome": {
        "failed": "failure; unsuccessful; negative; flop; flopped",
        "positive": (
            "positive; successful; success; succeed; succeeded; met its endpoint; improve; improves; improved; "
            "prolong; prolongs; prolonged; show a benefit; benefit; beat; beats"
        ),
    },
    "endpoint": {
        "endpoint": "endpoint; endpoints; primary endpoint; primary endpoints; pfs endpoint; os endpoint",
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
    "dateless": {
        "dateless": "without a date; without date; no date; undated; without a window; without timing",
    },
}
