"""Words that only hold a sentence together, in English, by what they are.

What can narrow, compare, negate or order stands in the tables of its theme, never here: a word from here is passed over in silence.
"""

from bot.language.words.table import Table

WORDS: Table = {
    "filler": {
        "article": "a; an; the; there a; any of; all of them; all; some; every; both; one; etc; et al; n",
        "pronoun": (
            "i; we; you; he; she; it; they; them; me; us all; my; our; your; his; her; their; its; it s; itself; themselves; himself; "
            "myself; yourself; our own; that; this; these; those; who; what; where; anybody; anyone; somebody; someone; everybody; "
            "whatever; whichever; whenever; wherever; here; anywhere; out there; over there; everyone s; thereof; of which; i am; "
            "i was; we are; we re; i m; im; id; i d; i d like; m; re; ve; ll; d; t; s; today s; deal s"
        ),
        "auxiliary": (
            "be; been; being; has been; have been; was; were; was there; were there; is there; are there; it is; there; having; "
            "can; could; would; might; may; shall; should; must; don; didn; doesn; isn; wanna; gonna; done; made; make; doing"
        ),
        "preposition": (
            "of; in; on; at; for; into; about; across; among; within; during; during the; through; between; via; under; upon; onto; "
            "per; per cent; involving; regarding; concerning; as; as far as; than; out; up; out of; next to; amid; based on; "
            "according; given; in terms of; terms of; terms; regards to; respect; respect to; like; such; instead of; besides that"
        ),
        "conjunction": (
            "so; if; but; then; while; whether; because; however; though; although; meanwhile; otherwise; plus also; also; "
            "indeed; in fact; yes; no matter; like what; how about"
        ),
        "adverb": (
            "actually; really; originally; initially; far; yet; currently; right now; now; even; still; ever; "
            "ever since; again; back; ago; soon; well; very; "
            "quite; rather; just; only; really just; much; many; lot; whole lot; approximately; roughly; around; give or take; or so; "
            "simply; basically; maybe; perhaps; possible; possibly; briefly; shortly; quickly; fast; at all; so much; so far; "
            "so far this; to date; as yet; up to now; until now; till now; at present; these days; nowadays; lately; most recently; "
            "recently done; finally; eventually; ultimately; already done; presently; currently held; directly; across the board; "
            "together; whole; entire; complete; current; present; actual; all right; all time; all years; years; over time; "
            "from the beginning; first of all; exactly when; actually when; once; again and again; by now; yet to date"
        ),
        "politeness": (
            "please; pls; plz; please?; kindly; hey; hi; hello; thanks; thank you; thx; thank; thanks a lot; cheers; appreciated; "
            "grateful; much appreciated; regards; sorry; excuse; dear; morning; afternoon; evening; good; nice; great; ok; okay; "
            "um; uh; hmm; hm; er; eh; yeah; yep; nope; dunno; cos; not too much trouble; too much trouble; too much; trouble; "
            "quick one; quick; asap; urgently; please note; please tell; please show; please let me know"
        ),
        "person": "guys; team; mate; bot; readout bot; dear bot; readout; folks; boss",
        "request": (
            "tell me; show me; give me; list; help; help me; let me know; let; lets; us know; want; wants; need; needs; know; "
            "like to know; like to; love to; like to see; would like to know; would like; could you; can you; do you; did you; see; "
            "did we see; look; look up; looking; find; looking for; interested; wonder; wondering; was wondering; i wonder; curious; "
            "ask; asking; question; say; pull; pull up; pull together; fetch; display; run; show; showed; shows; shown; "
            "take; taken; takes; keep track; track; remind me of; remember; recall; think about; hear; heard; mind; call; calls; "
            "refresh my memory; walk me through; talk me through; bring me up to speed; up to speed; lay out; laid out; "
            "worth knowing; sum it up; put together; chart it; come up; came up; bring up; name; mention; mentioned; stands"
        ),
        "verb": (
            "come; comes; came; come out of; came out of; coming out of; go; goes; went; going; get; gets; getting; got; "
            "got any; gave; give; put; set; set up; sets; setting; "
            "use; used; using; work; works; working; bring; brings; brought; happen; happens; involve; involved; involvement; "
            "carried; carries; fetched; commanded; featured; related; try; tried; follow; follows; announced; announce; turn; "
            "runs; ran; pending review"
        ),
        "noun": (
            "thing; things; stuff; stuff like; kind; sort; sort of; lot; info; information; detail; details; overview; summary; "
            "summarise; summarize; fact; facts; stat; stats; statistics; entry; entries; row; rows; item; items; listing; listings; "
            "sources; total number; total count; numbers; analysis; analyses; deals as a whole; deal flow; activity; activities; "
            "clue; idea; any idea; way; ways; case; cases; place; places; point; points; point of view; part of; extent; bit; piece; "
            "origin; landscape; story; front; space; segment; time; meeting; morning meeting; slide; deck; memo; "
            "note; notes; paper; page; "
            "table; file; sheet; spreadsheet; excel; tomorrow morning; latest status; amount; amounts; figure; figures; "
            "usd; dollar; dollars; us dollars; in dollars"
        ),
        # What all of this is about, and what a trial is divided into: said beside the word that tells which.
        "subject": (
            "company; companies; partner; partners; firm; firms; licensee; licensees; licensor; licensors; drug maker; innovative; "
            "field; area; areas; target; targets; targeting; status; year; number; arm; arms; cohort; cohorts; phase; trials; "
            "recorded; record; records; hold; own; people; patients; patient; adults; adult; participants; something"
        ),
    },
}
