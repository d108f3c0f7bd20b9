"""What Readout is asked about itself, and what it does not do, in English."""

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
            "shares rise; bullish; bearish; hedge; put money into; put money in; put my money; put our money; at this price; "
            "would you buy; would you invest; good buy; good investment; time to buy; entry point; would you pay"
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
        "reason": "why; how come; for what reason; the reason",
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
        "stage": (
            "preclinical deal; preclinical deals; early stage deal; early stage deals; late stage deals; clinical stage deal; "
            "clinical stage deals; preclinical asset deals; discovery stage deals"
        ),
        "meaning": "stand for; stands for; definition; define; meaning of",
    },
    "modal": {
        "future": "will; when will",
    },
}
