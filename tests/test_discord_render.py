import re
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.page import Column, Line, Page, Section, Table
from bot.app import Readout
from bot.language.commands import COMMANDS
from bot.render.discord import LOOKS, embeds, filled, sentence, shares, text
from bot.render.markdown import escape, fitted, link, plain, size
from tests.loopback.limits import check_message

SHANGHAI = ZoneInfo("Asia/Shanghai")
INVISIBLE = "\u200b\u200d\u202e\u2066\ufeff\u00ad\u3164\u2800\x00\x1b\x7f\r\n\t\ud800\udfff"

words = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab \\*_~`|<>[]()#-+.:/@!1&", max_size=60),
    st.text(alphabet="康方生物依沃西单抗，。 ", max_size=80),
    st.text(alphabet=INVISIBLE + "a😀👨‍👩‍👧مرحبا", max_size=40),
    st.sampled_from(
        ["@everyone", "<@123456789012345678>", "[x](http://evil.example)", "https://a.example/b_c", "x" * 500]
    ),
    st.integers(1, 3000).map(lambda n: "word " * n),
)
lines = st.builds(
    Line,
    text=words,
    label=words,
    day=st.none() | st.dates(),
    url=st.just("") | st.sampled_from(["https://example.org/a?b=c", "urn:x:y", "javascript:alert(1)"]) | words,
)
tables = st.builds(
    lambda titles, rows, more: Table(
        tuple(map(Column, titles)), tuple(tuple((row * 9)[: len(titles)]) for row in rows * 30), more
    ),
    st.lists(words, min_size=1, max_size=9),
    st.lists(st.lists(words, min_size=1, max_size=3), max_size=3),
    st.integers(0, 9_000_000),
)
sections = st.builds(
    Section, words | st.just(""), st.lists(lines, max_size=4).map(lambda some: tuple(some * 9)), st.none() | tables
)
pages = st.builds(
    Page,
    theme=st.sampled_from(list(LOOKS)),
    title=words,
    lead=st.lists(words, max_size=4).map(tuple),
    sections=st.lists(sections, max_size=3).map(lambda some: tuple(some * 10)[: 5 + 7 * len(some)]),
    notes=st.lists(words, max_size=4).map(tuple),
    footer=words,
)


def accepted(page: Page) -> str:
    """Everything that Discord shows of a page, after its limits were checked."""
    laid = embeds(page, SHANGHAI)
    check_message({"embeds": [embed.to_dict() for embed in laid]}, 0)
    assert sum(size(each) for each in _texts(laid)) <= 6000
    content = text(page, SHANGHAI)
    check_message({"content": content}, 0)
    assert size(content) <= 2000
    laid[-1].remove_footer()  # the one part that Discord shows without reading Markdown
    return "\n".join([*_texts(laid), content])


def _texts(laid: list[discord.Embed]) -> list[str]:
    found = []
    for embed in laid:
        found += [embed.title or "", embed.description or "", embed.footer.text or ""]
        found += [part or "" for field in embed.fields for part in (field.name, field.value)]
    return found


@settings(max_examples=60)
@given(pages)
def test_any_page_is_within_the_limits(page):
    shown = accepted(page)
    for line in (embeds(page, SHANGHAI)[-1].footer.text or "").splitlines():
        assert plain(line) == line
    assert not set(shown) & set(INVISIBLE) - {"\n"}
    assert "@everyone" not in shown
    assert not re.search(r"(?<!\\)<(?:[@#&/:]|a:)", shown)
    assert not re.search(r"(?<!\\)\]\((?!<https?://)", shown)


@settings(max_examples=150)
@given(words, st.integers(0, 600))
def test_a_cut_text_fits_and_says_that_it_was_cut(words_, room):
    cut = fitted(words_, room)
    assert size(cut) <= room
    if cut != escape(words_):
        assert cut.endswith("…") or not room


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=30)), st.integers(0, 10_000), st.integers(30, 400))
def test_what_does_not_fit_is_counted(lines_, more, room):
    shown = filled(lines_, more, room)
    assert size(shown) <= room
    counted = re.search(r"… and ([\d,]+) more$", shown)
    kept = [line for line in shown.splitlines() if not line.startswith("…")]
    assert len(kept) + (int(counted[1].replace(",", "")) if counted else 0) == len(lines_) + more


@given(st.lists(st.integers(0, 5000)), st.integers(0, 6000))
def test_room_is_shared_out_fairly(needs, room):
    given_ = shares(needs, room)
    assert sum(given_) <= room
    assert all(got <= need for got, need in zip(given_, needs, strict=True))
    if sum(needs) <= room:
        assert given_ == needs
    short = [got for got, need in zip(given_, needs, strict=True) if got < need]
    assert not short or max(short) - min(short) <= 1


def test_five_thousand_rows_are_shown_or_counted():
    rows = tuple((f"deal{n}x", "$1.25B", "康方生物" * 50) for n in range(5000))
    page = Page("deals", "Deals", sections=(Section("", table=Table((Column(""),) * 3, rows, more=12)),))
    accepted(page)
    drawings = ["\n".join(_texts(embeds(page, SHANGHAI))), text(page, SHANGHAI)]
    for drawn in drawings:
        counted = re.search(r"… and ([\d,]+) more", drawn)
        assert counted
        shown = len(set(re.findall(r"deal\d+x", drawn)))
        assert shown > 5
        assert shown + int(counted[1].replace(",", "")) == 5012


def test_sections_that_do_not_fit_are_counted_and_the_small_ones_stay_whole():
    long = Section("Long", tuple(Line(f"line {n} of a long section") for n in range(400)))
    short = Section("Next", (Line("topline, H2 2026", label="≤ 39 d"),))
    page = Page("drug", "AK112", ("one",), (long, short))
    drawn = "\n".join(_texts(embeds(page, SHANGHAI)))
    assert "**≤ 39 d** topline, H2 2026" in drawn
    many = replace(page, sections=tuple(Section(f"S{n}", (Line("x"),)) for n in range(60)))
    assert "… and 36 more sections" in "\n".join(_texts(embeds(many, SHANGHAI)))
    assert "… and 52 more sections" in text(many, SHANGHAI)


def test_a_page_as_people_read_it():
    page = Page(
        theme="drug",
        title="AK112 · ivonescimab · 依沃西单抗",
        lead=("PD-1 × VEGF bispecific, Akeso",),
        sections=(
            Section(
                "Next",
                (
                    Line("PDUFA, HARMONi, US", label="overdue 8 d", day=date(2026, 11, 14)),
                    Line("due 2026-12-01", day=date(2026, 12, 1), url="https://www.example.org/a_b"),
                ),
            ),
            Section(
                "Deals",
                table=Table((Column("Deal"), Column("Upfront", "right")), (("Summit", "$500M"), ("X", ""))),
            ),
        ),
        notes=("undisclosed for 3 of 5",),
        footer="Sources 1 release · 2 FDA\nas of 2026-11-22",
    )
    [embed] = embeds(page, SHANGHAI)
    assert embed.title == "💊 AK112 · ivonescimab · 依沃西单抗"
    assert embed.description == "PD-1 × VEGF bispecific, Akeso"
    assert [(field.name, field.value) for field in embed.fields] == [
        (
            "Next",
            """**overdue 8 d** PDUFA, HARMONi, US <t:1794628800:D> (<t:1794628800:R>)
due 2026-12-01 (<t:1796097600:R>) [example.org](<https://www.example.org/a_b>)""",
        ),
        ("Deals", "*Deal · Upfront*\n**Summit** · $500M\n**X** · –"),
        ("Note", "undisclosed for 3 of 5"),
    ]
    assert embed.footer.text == "Sources 1 release · 2 FDA\nas of 2026-11-22"
    assert text(page, SHANGHAI).splitlines()[:3] == [
        "**💊 AK112 · ivonescimab · 依沃西单抗**",
        "",
        "PD-1 × VEGF bispecific, Akeso",
    ]


@pytest.mark.parametrize("example", [each for command in COMMANDS for each in command.examples])
def test_the_answers_to_all_examples_fit(store, example):
    answer = Readout(store, today=lambda: date(2026, 11, 22)).ask(f"!{example}")
    assert escape(answer.page.title)[:40] in accepted(answer.page)


def test_the_bar_and_the_sign_follow_the_theme():
    for theme, look in LOOKS.items():
        [embed] = embeds(Page(theme, "x"), SHANGHAI)
        assert embed.colour is not None
        assert (embed.colour.value, embed.title) == (look.colour, f"{look.sign} x")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("**bold** __x__ ~~no~~ ||spoiler||", r"\*\*bold\*\* \_\_x\_\_ \~~no\~~ \||spoiler\||"),
        ("`code` ```py", r"\`code\` \`\`\`py"),
        ("@everyone and @here", "＠everyone and ＠here"),
        ("<@123456789012345678> <#1> <@&2> </x:3> <t:0:R> <:a:1>", r"\<@123456789012345678> <#1>"),
        ("[click](https://evil.example/x)", r"[click\](<https://evil.example/x>)"),
        ("# heading", r"\# heading"),
        ("- entry", r"\- entry"),
        ("-# small", r"\-\# small"),
        ("> quoted", r"\> quoted"),
        ("1. first", r"1\. first"),
        ("HR <0.7, p<5%, x>=3, ~$5M, AK112-301", "HR <0.7, p<5%, x>=3, ~$5M, AK112-301"),
        ("see https://a.example/b_c.", "see <https://a.example/b_c>."),
        ("discord://x", r"discord:\//x"),
        ("a\u202eb\u200bc\nd\ud800", "abc d�"),
    ],
)
def test_escaping(raw, shown):
    assert escape(raw).startswith(shown.replace("<#1>", r"\<#1>"))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a_(b)?c=d", "[example.org](<https://www.example.org/a_(b)?c=d>)"),
        ("http://example.org/a|b`c", "[example.org](<http://example.org/a%7Cb%60c>)"),
        ("urn:nct:NCT01", "urn:nct:NCT01"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://bank.example@evil.example/", r"https:\//bank.example@evil.example/"),
        ("https://x.example/\u202egpj.exe", "<https://x.example/gpj.exe>"),
    ],
)
def test_links_show_their_own_host(url, shown):
    assert link(url) == shown


def test_a_sentence_is_data_too():
    assert sentence("no command !@everyone `x`") == r"no command !＠everyone \`x\`"
    assert size(sentence("x " * 5000)) <= 2000
    assert plain(INVISIBLE) == "��"
