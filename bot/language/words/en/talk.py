"""Words that only hold a sentence together, and what Readout does not do, in English."""

from bot.language.words.table import Table

WORDS: Table = {
    "help": {
        "help": "help; what can you do; how does this work; commands; what can i ask; how to use",
    },
    "about": {
        "about": "about you; who are you; what are you; how current; how up to date; how fresh",
    },
    "beyond": {
        "advice": (
            "should i; should we; buy stock; sell stock; stock; stocks; invest; investment advice; recommend; "
            "recommendation; short; go long; a buy; price target; target price; position; portfolio; allocate; "
            "overweight; undervalued; overvalued; should you; worth buying; go up; go down; shares go; "
            "shares rise; bullish; bearish; hedge"
        ),
        "prices": (
            "share price; stock price; market cap; market capitalisation; market capitalization; trading; "
            "exchange rate; p e ratio; pe ratio; p/e; eps; earn per share; earnings per share; earnings; "
            "dividend; valuation; usd cny; cash runway; net profit; profit; revenue; sales; turnover; "
            "net income; how much cash does; cash does; cash position; cash balance; cash on hand; cash pile; "
            "cash reserves; cash burn; burn rate; have in cash; cash have"
        ),
        "people": (
            "employee; employees; headcount; ceo; cfo; chairman; founder; salary; phone number; phone; email; "
            "address; staff; management; hires; board; chief executive; people work; hire; president"
        ),
        "opinion": (
            "best; better; worst; nicest; overrated; underrated; do you like; do you think; think; opinion; "
            "your view; favourite; favorite; do you prefer; most promising; good company; smartest; coolest; "
            "overhyped; hype; would you prefer"
        ),
        "world": (
            "weather; joke; recipe; world cup; capital of; password; what time is it; news today; football; "
            "sing; poem; mice; story about; cook; lottery; movie; song"
        ),
        "attack": (
            "select; drop table; drop; delete; insert into; union select; union; sql; system prompt; "
            "previous instructions; ignore; ping; ping everyone; token; bot token; everyone; script; alert; "
            "passwd; import os; execute; run this; env; api key; prompt; secret"
        ),
        "meaning": "stand for; stands for; definition; define; meaning of",
    },
    "modal": {
        "future": "will; when will",
    },
    "filler": {
        "": (
            "a; an; the; of; in; on; at; for; please; pls; plz; me; us all; i; we; our; my; you; your; can; "
            "could; would; kindly; tell me; show me; give me; list; there; be; been; being; has been; have been; "
            "that; this; these; those; their; its; it s; hey; hi; hello; thanks; thank you; thx; um; uh; so; "
            "like what; if; it is; not too much trouble; too much; trouble; quick one; quick; one; just; only; "
            "actually; really; also; far; yet; currently; right now; now; today s; up; out; s; as; than; other; "
            "into; about; across; over time; among; within; during; during the; ever; all years; all time; "
            "years; from the beginning; want; wants; need; needs; know; like to know; see; did we see; look; "
            "look up; looking; find; looking for; help me; let me know; interested; involving; involve; "
            "involved; related; regarding; concerning; where; while; per cent; new; done; made; make; please?; "
            "come; comes; came; go; goes; went; going; get; getting; put; off; the same; same; any of; some; "
            "both; every; etc; et al; hmm; ok; okay; well; then; but; yes; still; even; much; many; lot; guys; "
            "team; mate; dear; bot; readout bot; question; ask; asking; wonder; wondering; curious; say; "
            "exactly; approximately; roughly; around; usd; dollar; dollars; us dollars; in dollars; announced; "
            "announce; kind; sort; involvement; his; her; they; them; he; she; it; thing; things; stuff; here; "
            "again; m; re; ve; ll; d; t; don; didn; doesn; isn; was there; were there; is there; are there; "
            "happen; happens; pull; pull up; fetch; display; run; time; year; back; ago; who; what; doing; "
            "out there; year 2025; drug maker; named; mention; mentioned; phase; cut; level; end; first half; "
            "deal s; between; through; via; under; such; show; showed; shows; like; clinic; in the clinic; "
            "weight loss; meet; met; mean; please note; trials; also like; how about; dear bot; cheers; got; "
            "gets; gave; give; later; later on; all; all of them; recorded; anywhere; name; against; targeting; "
            "whole; complete; entire; total number; total count; different; several; various; certain; actual; "
            "current; present; sorry; excuse; help; briefly; short; shortly; simply; basically; maybe; perhaps; "
            "possible; possibly; exact; precise; please tell; let; lets; us know; wanna; gonna; like to; "
            "love to; might; may; shall; should; must; regards; morning; afternoon; evening; good; nice; great; "
            "thank; appreciated; grateful; much appreciated; asap; urgently; readout; everyone s; folks; "
            "all right; hm; er; eh; yeah; yep; nope; dunno; having; got any; any idea; idea; clue; info; "
            "information; detail; details; overview; summary; summarise; summarize; figure; figures; fact; "
            "facts; stat; stats; statistics; entry; entries; row; rows; item; items; record; records; hold; "
            "held; following; above; below; most recently; newly; ever since; once; twice; first of all; "
            "exactly when; actually when; over there; out of; in terms of; terms; regards to; respect; "
            "respect to; as far as; amid; upon; onto; whether; because; why; per; i am; i was; was wondering; "
            "i wonder; we are; we re; i m; im; id; i d; would like; could you; can you; do you; did you; "
            "please show; number; amount; amounts; take; taken; takes; keep; kept up; bring; brings; "
            "brought; work; works; working; use; used; using; based on; base; basis; according; given; "
            "thanks a lot; so far this; so much; up to now; to date; until now; till now; as yet; next to; "
            "company; companies; partner; partners; firm; firms; licensee; licensees; licensor; licensors; "
            "status; listing; listings; sources; more; important; interesting; main; key; major news; analysis; "
            "analyses; deals as a whole; together; own; held by; please let me know; quickly; fast; "
            "latest status; like to see; would like to know; was; were; i d like; of which; deal flow; activity; "
            "activities; lately; thereof; field; area; areas; target; targets; space; type; category; segment; "
            "listed; known; innovative; planned; believed; there a; cancelled?; set; set up; sets; setting; "
            "pulled; pulled in; pulls; anybody; anyone; somebody; someone; everybody; carry; carries; carried; "
            "carrying; component; components; land; landed; lands; side; clinical; clinical side; stand; stands; "
            "standing; turn; turned; turns; end up; ended up; fall; falls; fell; runs; ran; try; tried; "
            "keep track; track; follow; followed; call; calls; hear; heard; think about; mind; remind me of; "
            "remember; recall; sum it up; break; sort of; rather; quite; very; really just; alone; apart; "
            "itself; themselves; himself; myself; yourself; our own; across the board; at all; in fact; indeed; "
            "otherwise; however; though; although; meanwhile; instead of; besides that; plus also; whatever; "
            "whichever; whenever; wherever; add; added; adds; include; includes; included; including; contain; "
            "contains; cover; covered; covering; come up; came up; bring up; point; points; put together; "
            "give or take; or so; more or less; at least as; at present; these days; nowadays; recently done; "
            "finally; eventually; ultimately; originally; initially; previously; formerly; already done; "
            "currently held; presently; soon; shortly after; straight; directly; jointly; again and again; "
            "respectively done; combined together; outright; boss; meeting; morning meeting; slide; deck; memo; "
            "note; notes; paper; page; chart it; table; file; sheet; spreadsheet; excel; tomorrow morning; "
            "refresh my memory; walk me through; talk me through; bring me up to speed; up to speed; lay out; "
            "laid out; worth knowing; hand; hands; place; places; part; parts; way; ways; case; cases; "
            "point of view; terms of; level of; degree; extent; bit; piece; whole lot; bunch; handful; couple; "
            "world of; front; picture; landscape; story; stuff like; so far; cos; n; arm; cohort; arms; cohorts; "
            "dual; dually; shown; claim; over; attracted; drew; until; till; window; window closes; window close; window ends; closes"
        ),
    },
}
